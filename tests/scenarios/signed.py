"""Random requests that botocore has signed, and what becomes of them when one byte is another, or a part too many."""

import hashlib
import itertools
import json
import re
import string
from dataclasses import dataclass, replace
from urllib.parse import quote, unquote, unquote_to_bytes, urlsplit

from botocore.auth import SigV4Auth, SigV4QueryAuth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials
from botocore.utils import normalize_url_path

CREDENTIALS = [Credentials("AKIASIGNED", "secret/+"), Credentials("ASIASIGNED", "secret/+", "token/+==")]
SCENARIO = {
    "auth": "strict",
    "region": "us-east-1",
    "credentials": [
        {"access_key_id": one.access_key, "secret_access_key": one.secret_key}
        | ({"session_token": one.token} if one.token else {}) for one in CREDENTIALS],
}

IN_SEGMENT = string.ascii_letters + string.digits + "-._~!$&'()*+,;=:@"
IN_PATH = IN_SEGMENT + "%/"
IN_QUERY = IN_SEGMENT + "%/?"
IN_HEADER = IN_SEGMENT + "%/?\"#<>[]^`{|}\\"
IN_TEXT = IN_SEGMENT + " #<>?^`{|}/äß漢🎲"
IN_JSON = string.ascii_letters + string.digits + ' \n{}[]",:'

# They say how a presigned request is signed; beside an Authorization header they are like any other.
OF_PRESIGNED = [b"X-Amz-Signature", b"X-Amz-Expires", b"X-Amz-Date", b"X-Amz-Credential", b"X-Amz-SignedHeaders",
                b"X-Amz-Security-Token"]


@dataclass(frozen=True)
class Request:
    method: str
    path: str
    query: str | None
    headers: list  # of pairs
    body: str  # a character for each byte
    canonical: str = ""  # as botocore has it

    @property
    def target(self):
        return self.path if self.query is None else f"{self.path}?{self.query}"

    @property
    def signed_headers(self):
        return self.canonical.split("\n")[-2].split(";")

    @property
    def is_presigned(self):
        return all(name != "Authorization" for name, _ in self.headers)

    def sent(self):
        lines = [f"{self.method} {self.target} HTTP/1.1", *(f"{name}:{value}" for name, value in self.headers),
                 f"Content-Length: {len(self.body)}", "", self.body]
        return "\r\n".join(lines).encode("latin-1")


# ---- random parts

def some(dice, most, make):
    return [make(dice) for _ in range(dice.randint(0, most))]


def text(dice, alphabet, most):
    return "".join(dice.choices(alphabet, k=dice.randint(0, most)))


def segment(dice):
    encoded = "%" + format(dice.randrange(256), dice.choice(["02x", "02X"]))
    return dice.choice(["", ".", "..", "...", "%2e%2E", "." + text(dice, IN_SEGMENT, 2), text(dice, IN_SEGMENT, 4),
                        text(dice, IN_SEGMENT, 2) + encoded + text(dice, IN_SEGMENT, 2)])


def make_path(dice):
    segments = ["", *some(dice, 5, segment), segment(dice)]
    if segments[-1] in (".", ".."):  # there botocore has /a, and RFC 3986 /a/
        segments.append("")
    return "/".join(segments)


def parameter(dice, names=(b"b",)):
    name = quote(dice.choice([b"a", b"a-", b"A", dice.choice(names), dice.randbytes(3)]), safe="")
    value = quote(dice.choice([b"", b"b", b" /+&=%", b"a://b?c", dice.randbytes(3)]), safe="")
    return dice.choice([name, f"{name}=", f"{name}={value}", f"{name}={value}"])


def make_query(dice, names):
    return dice.choice([None, "&".join(some(dice, 5, lambda _: parameter(dice, names)))])


def less_encoded(dice, query):
    """The query with what need not be encoded as it may stand there, for the same signature."""
    return re.sub("%(2F|3A|3F|40)", lambda found: dice.choice([found[0], found[0].lower(), unquote(found[0])]), query)


def header(dice):
    words = some(dice, 4, lambda _: " " * dice.randint(0, 3) + text(dice, IN_HEADER, 6))
    name = dice.choice(["x-a", "X-A", "x-a-b", "X-Ab", "x_a", "x-amz-meta-a"])
    return name, "".join(words) + " " * dice.randint(0, 2)


def scalar(dice):
    return dice.choice([None, True, dice.randint(-1000, 1000), text(dice, IN_TEXT, 8)])


def member(dice):
    return dice.choice([scalar(dice), some(dice, 3, scalar), {"a": some(dice, 2, scalar), "": scalar(dice)}, {}])


def spaced(dice, value):
    """The value as JSON, with blanks wherever there may be some."""
    blanks = text(dice, " \t\r\n", 2)
    if isinstance(value, dict):
        members = [f"{spaced(dice, name)}:{spaced(dice, item)}" for name, item in value.items()]
        return f"{blanks}{{{','.join(members) or blanks}}}{blanks}"
    if isinstance(value, list):
        return f"{blanks}[{','.join(spaced(dice, item) for item in value) or blanks}]{blanks}"
    return f"{blanks}{json.dumps(value, ensure_ascii=False)}{blanks}"


def make_body(dice, number_of_bytes):
    members = [("NumberOfBytes", number_of_bytes)] + [(f"unknown{n}", member(dice)) for n in range(dice.randint(0, 3))]
    dice.shuffle(members)
    return spaced(dice, dict(members)).encode()


# ---- signatures

class Signable(AWSRequest):
    body = None  # apart from `data`, which SigV4QueryAuth would move into the query


class SignsSome:
    """Signs all header fields but those `unsigned`, and keeps the canonical request."""

    unsigned = ()

    def headers_to_sign(self, request):
        headers = super().headers_to_sign(request)
        for name in self.unsigned:
            del headers[name]
        return headers

    def canonical_request(self, request):
        self.canonical = super().canonical_request(request)
        return self.canonical


class HeaderAuth(SignsSome, SigV4Auth):
    pass


class QueryAuth(SignsSome, SigV4QueryAuth):
    pass


def signed(dice, url, number_of_bytes):
    body = make_body(dice, number_of_bytes)
    headers = [
        ("Host", urlsplit(url).netloc),
        ("Content-Type", dice.choice(["application/x-amz-json-1.1", "application/x-amz-json-1.1 ;  charset=utf-8"])),
        ("X-Amz-Target", "TrentService.GenerateRandom"),
        *some(dice, 4, header)]
    if dice.random() < 0.5:
        headers.append(("X-Amz-Content-SHA256", hashlib.sha256(body).hexdigest()))
    dice.shuffle(headers)
    kind, names = dice.choice([(HeaderAuth, OF_PRESIGNED), (QueryAuth, [b"b"])])
    unsigned = Request("POST", make_path(dice), make_query(dice, names), headers, body.decode("latin-1"))

    request = Signable(unsigned.method, url + unsigned.target)
    request.body = body
    for name, value in headers:
        request.headers[name] = value
    auth = kind(dice.choice(CREDENTIALS), "kms", "us-east-1")
    may_lack = [name for name, _ in headers if name != "Host"] + ["X-Amz-Date", "X-Amz-Security-Token"]
    auth.unsigned = dice.sample(may_lack, dice.choice([0, dice.randint(0, len(may_lack))]))
    auth.add_auth(request)
    _, mark, query = request.url.partition("?")
    return replace(unsigned, query=less_encoded(dice, query) if mark else None, headers=request.headers.items(),
                   canonical=auth.canonical)


# ---- other bytes

def path_as_signed(path):
    return normalize_url_path(path + "/" if path.split("/")[-1] in (".", "..") else path)


def parameters(query):
    pairs = [part.partition("=") for part in query.split("&") if part]
    return sorted((unquote_to_bytes(name), unquote_to_bytes(value)) for name, _, value in pairs)


def authorization(query):
    return [(name, bool(value) if name == b"X-Amz-Signature" else value) for name, value in parameters(query)
            if name.startswith(b"X-Amz-")]


def value_as_signed(value):
    return " ".join(value.split())


def fields_as_signed(headers, name):
    return ",".join(value_as_signed(value) for one, value in headers if one.lower() == name)


def places_of_signed(request):
    names = request.signed_headers
    return [at for at, (name, _) in enumerate(request.headers) if name.lower() in names]


def is_json(body):
    try:
        return isinstance(json.loads(body.encode("latin-1")), dict)
    except ValueError:
        return False


def other(dice, before, alphabet, as_signed=str):
    """The text with another character somewhere, so that something else is signed; nothing where that cannot be."""
    for _ in range(100 if before else 0):
        at = dice.randrange(len(before))
        new = dice.choice([chr(ord(before[at]) ^ 1), dice.choice(alphabet)])
        after = before[:at] + new + before[at + 1:]
        if new in alphabet and as_signed(after) != as_signed(before):
            return after
    return None


def flips(dice, request):
    """What has another byte, the request with it, and whether nothing but the signature is wrong then."""
    yield "method", replace(request, method=other(dice, request.method, string.ascii_uppercase)), False

    if rest := other(dice, request.path[1:], IN_PATH, lambda rest: path_as_signed("/" + rest)):
        yield "path", replace(request, path="/" + rest), True

    if query := other(dice, request.query, IN_QUERY, parameters):
        yield ("query", replace(request, query=query),
               not request.is_presigned or authorization(query) == authorization(request.query))

    headers = [*request.headers]
    at = dice.choice([at for at in places_of_signed(request) if headers[at][1].strip()])
    name, value = headers[at]
    headers[at] = name, other(dice, value, IN_HEADER, value_as_signed)
    yield "header", replace(request, headers=headers), name not in ("Content-Type", "X-Amz-Target", "X-Amz-Date")

    body = other(dice, request.body, IN_JSON)
    yield "body", replace(request, body=body), is_json(body)


# ---- other parts

def with_parameter(request, one):
    return replace(request, query=one if request.query is None else f"{request.query}&{one}")


def tamperings(dice, request):
    """What has been done to the request, and the request after it, of which something else is signed."""
    yield "a signature is appended", with_parameter(request, "X-Amz-Signature=evil")
    yield "an encoded signature is appended", with_parameter(request, "X-Amz-Signatur%65=evil")
    yield "a parameter is appended", with_parameter(request, parameter(dice, OF_PRESIGNED))

    target = "" if request.target == "/" else request.target
    yield "the path is behind a parameter", replace(request, path="zz", query=f"y=a://b{target}")

    headers = request.headers
    at = dice.choice(places_of_signed(request))
    yield "a signed field is dropped", replace(request, headers=headers[:at] + headers[at + 1:])

    name, value = headers[at]
    again = dice.choice([name, name.swapcase()]), dice.choice([value, "", "evil"])
    to = dice.randint(0, len(headers))
    yield "a signed field is added", replace(request, headers=headers[:to] + [again] + headers[to:])

    for one, two in itertools.combinations(places_of_signed(request), 2):
        name = headers[one][0].lower()
        if headers[two][0].lower() != name:
            continue
        swapped = [*headers]
        swapped[one], swapped[two] = headers[two], headers[one]
        if fields_as_signed(swapped, name) != fields_as_signed(headers, name):
            yield "signed fields of one name are swapped", replace(request, headers=swapped)
            break
