"""What is put below a bucket is given back as it was put.

moto reads a lifecycle into fields of its own and writes it otherwise; Terraform waits three minutes for what it sent.
"""

import io
import re
from typing import Any
from urllib.parse import parse_qs

RETURNED_AS_PUT = ("lifecycle", "intelligent-tiering", "metrics", "analytics", "inventory", "logging", "notification")
HEADER = "HTTP_X_AMZ_TRANSITION_DEFAULT_MINIMUM_OBJECT_SIZE"
kept: dict[tuple[str, str, str], tuple[bytes, str]] = {}


def serve(environ: dict[str, Any], start_response: Any) -> list[bytes] | None:
    """Answers requests for such configurations of buckets; None leaves the request to moto."""
    if "/s3/aws4_request" not in environ.get("HTTP_AUTHORIZATION", ""):
        return None
    query = parse_qs(environ.get("QUERY_STRING", ""), keep_blank_values=True)
    name = next((name for name in RETURNED_AS_PUT if name in query), None)
    bucket = re.sub(r"/.*", "", environ["PATH_INFO"].strip("/"))
    if name is None:
        if environ["REQUEST_METHOD"] == "DELETE" and environ["PATH_INFO"].strip("/") == bucket and not query:
            for position in [position for position in kept if position[0] == bucket]:
                del kept[position]
        return None
    position = (bucket, name, query.get("id", [""])[0])
    headers = [("Content-Type", "application/xml")]
    body = b""
    if environ["REQUEST_METHOD"] == "PUT":
        sent = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        environ["wsgi.input"] = io.BytesIO(sent)
        kept[position] = (sent, environ.get(HEADER, "all_storage_classes_128K"))
    elif position not in kept:
        return None
    elif environ["REQUEST_METHOD"] == "DELETE":
        del kept[position]
    else:
        body, size = kept[position]
        headers.append(("x-amz-transition-default-minimum-object-size", size))
    start_response("200 -" if environ["REQUEST_METHOD"] != "DELETE" else "204 -", [*headers, ("Content-Length", str(len(body)))])
    return [body]
