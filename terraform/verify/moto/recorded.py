"""Services that moto lacks, played by a record: what is created is kept, found again, changed and removed.

Requests are parsed and answers written by moto's own readers of botocore's service models, so that a kind of resource
takes a line (recorded_services.py) and every protocol works alike.
"""

import io
import json
import os
import re
import threading
import traceback
import uuid
from dataclasses import dataclass, field
from datetime import datetime, timezone
from functools import cache
from typing import Any, Callable
from xml.sax.saxutils import escape

import bucket_configurations
import without_waiting
from moto.core.parse import PROTOCOL_PARSERS
from moto.core.exceptions import ServiceException
from moto.core.request import determine_request_protocol
from moto.core.responses import BaseResponse
from moto.core.serialize import get_serializer_class
from moto.core.utils import get_service_model
from moto.moto_server.werkzeug_app import DomainDispatcherApplication
from werkzeug.wrappers import Request

Record = dict[str, Any]


@dataclass
class Call:
    """A request, as botocore's model of its operation reads it."""

    service: str
    operation: str
    region: str
    account: str
    params: Record

    def find(self, name: str) -> Any:
        """The value of the member of that name, however deep."""
        return find(self.params, name)

    def arn(self, service: str, resource: str) -> str:
        return f"arn:aws:{service}:{self.region}:{self.account}:{resource}"


def find(value: Any, name: str) -> Any:
    if isinstance(value, dict):
        for key, member in value.items():
            if key.lower() == name.lower() and member is not None:
                return member
        for member in value.values():
            found = find(member, name)
            if found is not None:
                return found
    return None


class Refusal(ServiceException):
    """An error of a service, by its code. moto finds the model of its own errors by the module they stand in."""


# None leaves the call to moto.
Handler = Callable[[Call], Record | None]
HANDLERS: dict[tuple[str, str], Handler] = {}
SERVICES: dict[str, str] = {}


def handles(service: str, *operations: str, signing_name: str = "") -> Callable[[Handler], Handler]:
    """Answers operations by a function: of the call, giving the members of the answer."""
    SERVICES[signing_name or service] = service

    def register(handler: Handler) -> Handler:
        for operation in operations:
            HANDLERS[(service, operation)] = handler
        return handler

    return register


def now() -> datetime:
    return datetime.now(timezone.utc).replace(tzinfo=None, microsecond=0)


def new_id() -> str:
    return str(uuid.uuid4())


@dataclass
class Kind:
    """A kind of resource of a service, by the names of its operations.

    key: the member that names a record, in requests and answers.
    made_up: what the service adds when it creates one; may name the key.
    missing: the error's code where there is none.
    also_in_moto: whether moto is told too when one is created or deleted, as other parts of it look for them.
    """

    service: str
    name: str
    key: str
    made_up: Callable[[Call], Record] = lambda call: {}
    create: tuple[str, ...] = ()
    read: tuple[str, ...] = ()
    update: tuple[str, ...] = ()
    delete: tuple[str, ...] = ()
    listing: tuple[str, ...] = ()
    also_by: tuple[str, ...] = ()
    missing: str = "ResourceNotFoundException"
    signing_name: str = ""
    also_in_moto: bool = False
    records: dict[tuple[str, str], Record] = field(default_factory=dict)

    def __post_init__(self) -> None:
        KINDS.append(self)
        for operations, handler in (
            (self.create or (f"Create{self.name}",), self.on_create),
            (self.read or (f"Get{self.name}",), self.on_read),
            (self.update or (f"Update{self.name}",), self.on_update),
            (self.delete or (f"Delete{self.name}",), self.on_delete),
            (self.listing or (f"List{self.name}s", f"Describe{self.name}s"), self.on_list),
        ):
            handles(self.service, *operations, signing_name=self.signing_name)(handler)

    def on_create(self, call: Call) -> Record | None:
        record = {**call.params, "ETag": new_id(), **self.made_up(call)}
        key = find(record, self.key)
        self.records[(call.region, str(key))] = {**self.records.get((call.region, str(key)), {}), **record}
        return None if self.also_in_moto else record

    def on_read(self, call: Call) -> Record:
        return self.records[self.position(call)]

    def on_update(self, call: Call) -> Record:
        record = self.records[self.position(call)]
        record.update({name: value for name, value in call.params.items() if value is not None})
        record["ETag"] = new_id()
        return record

    def on_delete(self, call: Call) -> Record | None:
        record = self.records.pop(self.position(call))
        return None if self.also_in_moto else record

    def on_list(self, call: Call) -> Record:
        """All records of the region, or those that the request names."""
        here = [(key, record) for (region, key), record in self.records.items() if region == call.region]
        wanted = [value for value in (call.find(name) for name in (self.key, *self.also_by)) if value is not None]
        wanted += [item for value in call.params.values() if isinstance(value, list) for item in value if isinstance(item, str)]
        named = [record for key, record in here if key in wanted or any(find(record, name) in wanted for name in self.also_by)]
        if named or not wanted:
            return {"*": named if wanted else [record for _, record in here]}
        raise Refusal(self.missing, f"There is no {self.name} {wanted}.")

    def position(self, call: Call) -> tuple[str, str]:
        names = [value for value in (call.find(name) for name in (self.key, *self.also_by)) if value is not None]
        for position, record in self.records.items():
            if position[0] == call.region and any(
                str(value) in (position[1], *(str(find(record, other)) for other in self.also_by)) for value in names
            ):
                return position
        only = [position for position in self.records if position[0] == call.region]
        if not names and len(only) == 1:
            return only[0]
        raise Refusal(self.missing, f"There is no {self.name} {names}.")


KINDS: list[Kind] = []
TAGS = ("Tags", "TagList", "TagsList", "ResourceTags")


def answer_tags() -> None:
    """Lets every recorded service list the tags of what it records, in the form that the service gives them."""
    for service in set(SERVICES.values()):
        for operation in ("ListTagsForResource", "ListTags"):
            if (service, operation) not in HANDLERS:
                HANDLERS[(service, operation)] = list_tags


def list_tags(call: Call) -> Record | None:
    arns = [value for value in strings(call.params) if value.startswith("arn:")]
    record = next((record for kind in KINDS if kind.service == call.service for record in kind.records.values() if set(strings(record)) & set(arns)), None)
    if record is None:
        return None
    given = next((value for value in (find(record, name) for name in TAGS) if value), {})
    tags = given if isinstance(given, dict) else {find(tag, "Key"): find(tag, "Value") for tag in given}
    shape = get_service_model(call.service).operation_model(call.operation).output_shape
    name, member = next((name, member) for name, member in shape.members.items() if member.type_name in ("list", "map"))
    if member.type_name == "map":
        return {name: tags}
    key, value = ("key", "value") if "key" in getattr(member.member, "members", {}) else ("Key", "Value")
    as_list = [{key: tag, value: tags[tag]} for tag in tags]
    return {name: [{"ResourceId": arns[0], "TagsList": as_list}] if name == "ResourceTagList" else as_list}


def strings(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    items = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    return [text for item in items for text in strings(item)]


class Setting:
    """A setting of the account in a region: written, read, and reset to what it is at first."""

    def __init__(self, service: str, write: str, read: str, reset: str = "", signing_name: str = "", **initially: Any) -> None:
        values: dict[str, Record] = {}

        def on_write(call: Call) -> Record:
            values[call.region] = {**values.get(call.region, initially), **call.params}
            return values[call.region]

        def on_reset(call: Call) -> Record:
            values.pop(call.region, None)
            return dict(initially)

        handles(service, write, signing_name=signing_name)(on_write)
        handles(service, read, signing_name=signing_name)(lambda call: values.get(call.region, initially))
        if reset:
            handles(service, reset, signing_name=signing_name)(on_reset)


def project(shape: Any, record: Record, depth: int = 0) -> Record:
    """The members of an answer's shape that a record has, also where the answer wraps them in structures of its own."""
    if list(record) == ["*"]:
        return {name: value for name, value in listed(shape, record["*"])}
    by_name = {name.lower(): value for name, value in record.items()}
    answer = {}
    for name, member in shape.members.items():
        if name.lower() in by_name:
            answer[name] = by_name[name.lower()]
        elif member.type_name == "structure" and depth < 2:
            inner = project(member, record, depth + 1)
            if inner:
                answer[name] = inner
    return answer


def listed(shape: Any, records: list[Record], depth: int = 0) -> Any:
    for name, member in shape.members.items():
        if member.type_name == "list":
            item = member.member
            yield name, [project(item, record) if item.type_name == "structure" else record for record in records]
            if "Quantity" in shape.members:
                yield "Quantity", len(records)
            return
        if member.type_name == "structure" and depth < 2:
            inner = dict(listed(member, records, depth + 1))
            if inner:
                yield name, inner


def read_call(environ: dict[str, Any]) -> Call | None:
    scope = re.search(r"Credential=[^/]+/[^/]+/([^/]+)/([^/]+)/", environ.get("HTTP_AUTHORIZATION", ""))
    if not scope or scope[2] not in SERVICES:
        return None
    service = SERVICES[scope[2]]
    body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
    environ["wsgi.input"] = io.BytesIO(body)
    request = Request({**environ, "wsgi.input": io.BytesIO(body)})
    operation, labels = named_operation(request, body), {}
    # Both versions of SES sign as "ses", and the first one's forms name operations that the second has too.
    if "x-www-form-urlencoded" in (request.content_type or "") and not {"query", "ec2"} & set(get_service_model(service).metadata["protocols"]):
        return None
    if not operation:
        operation, labels = operation_of_path(service, request)
    if (service, operation) not in HANDLERS:
        return None
    model = get_service_model(service)
    protocol = determine_request_protocol(model, request.content_type)
    params = PROTOCOL_PARSERS[protocol](model.operation_model(operation)).parse(
        {
            "method": request.method,
            "values": request.values,
            "headers": request.headers,
            "body": body,
            "url_path": request.path,
            "url_params": labels,
        }
    )
    return Call(service, operation, scope[1], os.environ["MOTO_ACCOUNT_ID"], params or {})


def named_operation(request: Request, body: bytes) -> str:
    target = request.headers.get("X-Amz-Target")
    action = re.search(rb"(?:^|&)Action=(\w+)", body)
    return target.split(".")[-1] if target else action[1].decode() if action else ""


@cache
def paths_of(service: str) -> list[tuple[str, Any, str]]:
    """Method, pattern and name of a service's operations, the longest first: the last part of a pattern takes all that follows."""
    model = get_service_model(service)
    https = [(model.operation_model(name).http, name) for name in model.operation_names]
    https.sort(key=lambda one: -len(one[0]["requestUri"]))
    return [(http["method"], re.compile(BaseResponse.uri_to_regexp(http["requestUri"].split("?")[0].rstrip("/"))), name) for http, name in https]


def operation_of_path(service: str, request: Request) -> tuple[str, dict[str, str]]:
    path = request.environ.get("RAW_URI", request.full_path).split("?")[0].rstrip("/")
    for method, pattern, name in paths_of(service):
        match = pattern.match(path) if method == request.method else None
        if match:
            return name, match.groupdict()
    return "", {}


def answer(call: Call, environ: dict[str, Any], start_response: Any) -> list[bytes] | None:
    model = get_service_model(call.service)
    operation = model.operation_model(call.operation)
    protocol = determine_request_protocol(model, environ.get("CONTENT_TYPE", ""))
    serializer = get_serializer_class(call.service, protocol)(operation_model=operation)
    try:
        result = HANDLERS[(call.service, call.operation)](call)
        if result is None:
            return None
        written = serializer.serialize(project(operation.output_shape, result) if operation.output_shape else {})
    except ServiceException as error:
        written = serializer.serialize(error)
    body = written["body"] if isinstance(written["body"], bytes) else str(written["body"]).encode()
    headers = {**written["headers"], "Content-Length": str(len(body))}
    start_response(f"{written['status_code']} -", [(name, str(value)) for name, value in headers.items()])
    return [body]


def refuse(error: Exception, environ: dict[str, Any], start_response: Any) -> list[bytes]:
    """Says what moto can't do, and where it fails. Its own answer is a 500, which clients try again for minutes."""
    if "json" in environ.get("CONTENT_TYPE", ""):
        body = json.dumps({"__type": "NotImplemented", "message": repr(error)})
    else:
        fault = f"<Error><Code>NotImplemented</Code><Message>{escape(repr(error))}</Message></Error>"
        body = f"<Response><Errors>{fault}</Errors>{fault}</Response>"
    start_response("501 -", [("Content-Type", environ.get("CONTENT_TYPE") or "text/xml"), ("Content-Length", str(len(body)))])
    return [body.encode()]


LOCK = threading.Lock()


def intercept() -> None:
    """Puts the recorded services in front of moto's own."""
    answer_tags()
    moto = DomainDispatcherApplication.__call__

    def serve(self: Any, environ: dict[str, Any], start_response: Any) -> Any:
        with LOCK:
            call = read_call(environ)
            answered = answer(call, environ, start_response) if call else bucket_configurations.serve(environ, start_response)
        if answered is not None:
            return answered
        try:
            return without_waiting.serve(moto, self, environ, start_response)
        except Exception as error:
            traceback.print_exc()
            return refuse(error, environ, start_response)

    DomainDispatcherApplication.__call__ = serve  # type: ignore[method-assign]
