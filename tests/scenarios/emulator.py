"""A small emulator of KMS, whose ciphertexts are what they hold. It notes what it was asked for."""

import contextlib
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Emulator(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        operation = self.headers["X-Amz-Target"].removeprefix("TrentService.")
        given = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.operations.append(operation)
        answers = {
            "Encrypt": lambda: {"CiphertextBlob": given["Plaintext"]},
            "Decrypt": lambda: {"Plaintext": given["CiphertextBlob"]},
            "ListKeys": lambda: {"Keys": [], "Truncated": False},
        }
        body = json.dumps(answers[operation]()).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/x-amz-json-1.1")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@contextlib.contextmanager
def emulating():
    """Its URL, and the names of the operations that it was asked for, in order."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Emulator) as server:
        server.operations = []
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}", server.operations
        finally:
            server.shutdown()
            thread.join()
