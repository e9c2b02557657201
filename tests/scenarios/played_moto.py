"""Plays moto where moto is not installed: as much of KMS as docs/with-localstack-and-moto.md asks for. It takes moto_server's flags.

Usage: played_moto.py [-p PORT] [-c CERTIFICATE -k KEY]
"""

import argparse
import base64
import json
import ssl
import uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

SEALED = b"sealed:"


def bytes_of(text):
    return base64.b64decode(text)


def text_of(data):
    return base64.b64encode(data).decode()


def create_key(_):
    return {"KeyMetadata": {"KeyId": str(uuid.uuid4())}}


def encrypt(asked):
    return {"KeyId": asked["KeyId"], "CiphertextBlob": text_of(SEALED + bytes_of(asked["Plaintext"]))}


def decrypt(asked):
    return {"Plaintext": text_of(bytes_of(asked["CiphertextBlob"]).removeprefix(SEALED))}


def list_keys(_):
    return {"Keys": [], "Truncated": False}


OPERATIONS = {"CreateKey": create_key, "Encrypt": encrypt, "Decrypt": decrypt, "ListKeys": list_keys}


class Handler(BaseHTTPRequestHandler):
    def answer(self, status, body):
        text = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/x-amz-json-1.1")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def do_GET(self):
        self.answer(200, {})

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        operation = OPERATIONS.get(self.headers.get("X-Amz-Target", "").removeprefix("TrentService."))
        if operation is None:
            self.answer(500, {})
        else:
            self.answer(200, operation(json.loads(body)))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("-p", dest="port", type=int, default=5000)
    parser.add_argument("-c", dest="certificate")
    parser.add_argument("-k", dest="key")
    given = parser.parse_args()
    server = ThreadingHTTPServer(("127.0.0.1", given.port), Handler)
    if given.certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(given.certificate, given.key)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
