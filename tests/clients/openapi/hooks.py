"""What schemathesis asks: quick, about what there is, and without wiping that out."""

import re
import zlib

import schemathesis
import yaml

KEY_STORE = "cks-1234567890abcdef0"
CALLED = "AKIDOPENAPI000000001"  # has called before the run
SPENT = "AKIDOPENAPI000000002"  # so has this one, and it is this one that loses what it has

KNOWN_IDS = {"/__admin/key-stores/{id}": KEY_STORE, "/__admin/requests/{id}": "1", "/__admin/tenants/{id}": CALLED}
WIPING = {"PUT /__admin/scenario", "DELETE /__admin/requests", "POST /__admin/reset"}
TIME = re.compile(r"[0-9]+(ms|s|m|h)")


def known(values, name, there_is):
    """Three times of four what there is, in place of a text that is valid."""
    value = (values or {}).get(name)
    if not value or not isinstance(value, str) or zlib.crc32(value.encode(errors="replace")) % 4 == 0:
        return values
    return values | {name: there_is}


def whole(value):
    """JSON Schema takes 3.0 for a whole number; the server does not."""
    if isinstance(value, dict):
        return {key: whole(item) for key, item in value.items()}
    if isinstance(value, list):
        return [whole(item) for item in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


@schemathesis.hook
def map_path_parameters(context, path_parameters):
    operation = context.operation
    if operation.method == "delete" or operation.path not in KNOWN_IDS:
        return path_parameters
    return known(path_parameters, "id", KNOWN_IDS[operation.path])


@schemathesis.hook
def map_query(context, query):
    return query if context.operation.label in WIPING else known(query, "tenant", CALLED)


@schemathesis.hook
def filter_case(context, case):
    label = case.operation.label
    # Thousands of scenarios take long; as YAML a few are enough.
    if label == "PUT /__admin/scenario" and case.media_type == "application/yaml":
        return case.meta.phase.name.value != "coverage"
    return label != "DELETE /__admin/tenants/{id}" or case.path_parameters.get("id") != CALLED


def asked(query, is_wiping):
    changes = {name: "50ms" for name in ("wait", "settle") if TIME.fullmatch(str(query.get(name, "")))}
    if is_wiping and query.get("tenant", CALLED) == CALLED:
        changes["tenant"] = SPENT
    return ({"wait": "0ms"} if "min" in query else {}) | query | changes


def said(body):
    body = whole(body)
    if isinstance(body, dict) and TIME.fullmatch(str(body.get("advance", ""))):
        body["advance"] = "7s"
    return body


# No schema can say how long a time may be, nor that min needs wait. What is set here counts as touched.
@schemathesis.hook
def before_call(context, case, kwargs):
    query, body = asked(case.query or {}, case.operation.label in WIPING), said(case.body)
    if query != (case.query or {}):
        case.query = query
    if repr(body) != repr(case.body):
        case.body = body


@schemathesis.serializer("application/yaml", "application/x-yaml", "text/yaml", "text/x-yaml", "text/vnd.yaml")
def to_yaml(context, value):
    r"""Without \N and \_, which the server refuses."""
    plain = {r"\N": r"\u0085", r"\_": r"\u00a0"}
    return re.sub(r"\\.", lambda escape: plain.get(escape[0], escape[0]), yaml.safe_dump(value)).encode()
