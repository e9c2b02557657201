"""Prints what URL answers to the CRT of Python, which trusts the authority in the file CA. Arguments: URL CA

A refusal reaches the caller after 10 to 30 s only. The log tells it at once.
"""

import sys
from pathlib import Path
from urllib.parse import urlsplit

from awscrt import http, io

url, authority = urlsplit(sys.argv[1]), Path(sys.argv[2])
io.init_logging(io.LogLevel.Warn, "stderr")
trust = io.TlsContextOptions()
trust.override_default_trust_store(authority.read_bytes())
tls = io.ClientTlsContext(trust).new_connection_options()
tls.set_server_name(url.hostname)
connection = http.HttpClientConnection.new(host_name=url.hostname, port=url.port, tls_connection_options=tls).result(60)

body = bytearray()
request = http.HttpRequest("GET", url.path, http.HttpHeaders([("Host", url.netloc)]))
stream = connection.request(request, on_body=lambda chunk, **_: body.extend(chunk))
stream.activate()
stream.completion_future.result(60)
print(body.decode())
