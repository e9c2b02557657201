"""Memory of a server that forwards the largest replies, one after the other. They come in chunks, so that nobody knows their size before."""

import contextlib
import http.server
import threading
import time
import urllib.request

from figure import Figure

BODY = 16  # MiB
CHUNK = 1 << 16
REPLIES = 12
COPIES = 2.1  # of the body
LEFT = 1      # MiB, once the last has gone


class Upstream(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(200)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for _ in range((BODY << 20) // CHUNK):
            self.wfile.write(f"{CHUNK:x}\r\n".encode() + bytes(CHUNK) + b"\r\n")
        self.wfile.write(b"0\r\n\r\n")

    def log_message(self, *args):
        pass


@contextlib.contextmanager
def upstream():
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Upstream) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield server.server_port
        finally:
            server.shutdown()


def measure(bench):
    with upstream() as port, bench.server("--upstream", f"http://127.0.0.1:{port}") as server:
        ask(server.port)  # what the first one brings stays
        first = at_rest(server)
        peak_before = server.status("VmHWM") / 1024
        for _ in range(REPLIES):
            ask(server.port)
        left = at_rest(server) - first
        growth = max(peak_before, server.status("VmHWM") / 1024) - first
    yield Figure.at_most(f"most memory for a forwarded reply of {BODY} MiB in chunks", COPIES, growth / BODY, " of its size", exact=True)
    yield Figure.at_most(f"memory left by {REPLIES} of them", LEFT, left, " MiB", exact=True)


def at_rest(server):
    """MiB resident once nothing is under way: a client has the end of its reply before the server has freed it."""
    samples = []
    for _ in range(10):
        time.sleep(0.1)
        samples.append(server.memory()[0])
    return min(samples)


def ask(port):
    request = urllib.request.Request(f"http://127.0.0.1:{port}/", b"{}", {"X-Amz-Target": "TrentService.Encrypt"})
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(request, timeout=60) as reply:
        size = len(reply.read())
    if size != BODY << 20:
        raise RuntimeError(f"the reply has {size} bytes")
