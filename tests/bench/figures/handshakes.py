"""TLS handshakes, beside `openssl s_server` with the same certificate, protocol and client."""

import contextlib
import shutil

from figure import Figure
from figures.processor_time import on_one_processor
from figures.tls import handshakes, ratios, tls_server
from s_server import SServer

LIMIT = 1.5
KINDS = {"full": {}, "resumed": {"resume": "true"}}
AT_ONCE = 8


def measure(bench):
    if shutil.which("openssl") is None:
        yield Figure.skipped("handshakes beside openssl s_server", "", "no openssl command")
        return
    with on_one_processor():
        yield from processor_time(bench)
    yield from per_second(bench)


@contextlib.contextmanager
def contenders(bench):
    with tls_server(bench) as (ours, folder):
        handshakes(bench, ours.port)
        with SServer(folder / "server.pem") as other:
            yield {"ours": ours, "s_server": other}, folder / "ca.pem"


def rounds(bench, **settings):
    """What each of the contenders has to report of each kind, in each round."""
    count = bench.pick(thorough=400, smoke=40)
    reports = {(name, kind): [] for name in ("ours", "s_server") for kind in KINDS}
    with contenders(bench) as (servers, authority):
        for _ in range(bench.pick(thorough=11, smoke=1)):
            for name, kind in reports:
                server = servers[name]
                reports[name, kind].append(handshakes(
                    bench, server.port, handshakes=count, warm_up=count // 10, server=server.pid,
                    authority=authority, **settings, **KINDS[kind]))
    return count, reports


def processor_time(bench):
    count, reports = rounds(bench)
    times = {key: [report["server_nanoseconds"] / count / 1000 for report in of_round]
             for key, of_round in reports.items()}
    for kind in KINDS:
        ours, others = times["ours", kind], times["s_server", kind]
        yield Figure(f"processor time of a {kind} handshake", "", Figure.text(ours, " µs", 0))
        yield Figure("that of openssl s_server", "", Figure.text(others, " µs", 0))
        yield Figure.at_most("ours, in those of s_server", LIMIT, ratios(ours, others))


def per_second(bench):
    for at_once in 1, AT_ONCE:
        count, reports = rounds(bench, at_once=at_once)
        rates = {key: [count / report["seconds"] for report in of_round]
                 for key, of_round in reports.items()}
        for kind in KINDS:
            ours, others = rates["ours", kind], rates["s_server", kind]
            yield Figure(f"{kind} handshakes a second, {at_once} at once", "",
                         Figure.text(ours, digits=0))
            yield Figure("those of openssl s_server", "", Figure.text(others, digits=0))
            yield Figure("ours, in its", "", Figure.text(ratios(ours, others)))
