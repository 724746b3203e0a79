"""Answers that Terraform does not wait for.

It asks for a change of Route 53 when a quarter of a minute has gone by, where the answer names a change; here all
changes are in force at once, so that answers name none.
"""

import re
from typing import Any

CHANGE = re.compile(rb"<ChangeInfo>.*?</ChangeInfo>", re.DOTALL)


def serve(moto: Any, dispatcher: Any, environ: dict[str, Any], start_response: Any) -> Any:
    if "/route53/aws4_request" not in environ.get("HTTP_AUTHORIZATION", ""):
        return moto(dispatcher, environ, start_response)
    started: list[Any] = []
    body = CHANGE.sub(b"", b"".join(moto(dispatcher, environ, lambda *args: started.append(args))))
    status, headers = started[0][:2]
    start_response(status, [*((name, value) for name, value in headers if name.lower() != "content-length"), ("Content-Length", str(len(body)))])
    return [body]
