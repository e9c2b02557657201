"""What TLS costs those who speak it, and that it costs the others nothing."""

import contextlib
import json
import pathlib
import tempfile

from figure import Figure
from figures.processor_time import CONNECTIONS, on_one_processor

IDLE = 200  # connections


def measure(bench):
    with on_one_processor():
        yield from requests(bench)
        yield from start(bench)
    yield from first_handshakes(bench)
    yield from memory(bench)


@contextlib.contextmanager
def tls_server(bench, *flags):
    """With an authority of its own; gives the folder where that is, too."""
    with tempfile.TemporaryDirectory(prefix="krm-bench-") as folder:
        with bench.server("--tls-dir", folder, *flags) as server:
            yield server, pathlib.Path(folder)


def handshakes(bench, port, **settings):
    flags = [f"--{name.replace('_', '-')}={value}" for name, value in settings.items()]
    return json.loads(bench.output_of("bench_handshakes", port, *flags))


def ratios(ones, others):
    return [a / b for a, b in zip(ones, others)]


def requests(bench):
    count = bench.pick(thorough=20_000, smoke=1_000)
    times = {"plain": [], "tls": []}
    with tls_server(bench) as (server, folder):
        handshakes(bench, server.port)
        secure = {"plain": {}, "tls": {"tls": "true", "authority": folder / "ca.pem"}}
        for _ in range(bench.pick(thorough=11, smoke=1)):
            for name, settings in secure.items():
                report = bench.load(server.port, connections=CONNECTIONS, requests=count,
                                    warm_up=10 * CONNECTIONS, server=server.pid, **settings)
                if report["refused"]:
                    raise RuntimeError(f"{report['refused']} connections were refused")
                times[name].append(report["server_nanoseconds"] / count / 1000)
    yield Figure("processor time of a request over TLS", "", Figure.text(times["tls"], " µs"))
    yield Figure.at_most("that, in plain requests", 2, ratios(times["tls"], times["plain"]))


def start(bench):
    """Where nobody speaks TLS."""
    times = {"auto": [], "off": []}
    for _ in range(bench.pick(thorough=101, smoke=3)):
        for name, samples in times.items():
            report = bench.output_of("bench_start", bench.binary, bench.program("bench_empty"),
                                     f"--flag=--tls={name}")
            samples.append(json.loads(report)["ready"][0])
    yield Figure.at_most("start, in those with --tls off", 1.25,
                         ratios(times["auto"], times["off"]))


def first_handshakes(bench):
    """The first has to make the authority, which nobody can know yet."""
    first, second = [], []
    for _ in range(bench.pick(thorough=21, smoke=2)):
        with tls_server(bench) as (server, _):
            for samples in first, second:
                samples.append(handshakes(bench, server.port)["seconds"] * 1000)
    yield Figure.at_most("the first handshake of a machine", 50, first, " ms")
    yield Figure("the second", "", Figure.text(second, " ms"))


def memory(bench):
    for name, settings in ("plain", {}), ("TLS", {"tls": "true"}):
        with tls_server(bench) as (server, _):
            bench.load(server.port, requests=1, **settings)
            _, before = server.memory()
            with bench.held_load(server.port, connections=IDLE, requests=IDLE, **settings):
                _, then = server.memory()
        yield Figure(f"memory of an idle {name} connection", "",
                     Figure.text([(then - before) * 1024 / IDLE], " KiB", digits=1))
