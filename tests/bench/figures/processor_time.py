"""Processor time per request with 64 connections, beside cpp-httplib as it comes and a bare loop."""

import contextlib
import subprocess

from figure import Figure

CONNECTIONS = 64


def measure(bench):
    rounds = bench.pick(thorough=15, smoke=2)
    requests = bench.pick(thorough=30_000, smoke=1_000)
    with (bench.server() as ours, baseline(bench, "bench_stock_httplib") as stock,
          baseline(bench, "bench_raw_epoll") as raw):
        times = per_request(bench, {"ours": (ours.pid, ours.port), "stock": stock, "raw": raw},
                            rounds, requests)
    for name, title in (("ours", "ours"), ("stock", "stock cpp-httplib"),
                        ("raw", "a raw epoll loop")):
        yield Figure(f"processor time of a request, {title}", "", Figure.text(times[name], " µs"))
    for name, title, limit in (("stock", "stock cpp-httplib", 0.5), ("raw", "a raw epoll loop", 3)):
        ratios = [a / b for a, b in zip(times["ours"], times[name])]
        yield Figure.at_most(f"processor time, in {title}s", limit, ratios)


def per_request(bench, contenders, rounds, requests):
    """Microseconds of each contender in each round. `contenders`: name to (process, port)."""
    times = {name: [] for name in contenders}
    for _ in range(rounds):
        for name, (process, port) in contenders.items():
            report = bench.load(port, connections=CONNECTIONS, warm_up=10 * CONNECTIONS,
                                requests=requests, server=process)
            if report["refused"]:
                raise RuntimeError(f"{name} refused {report['refused']} connections")
            times[name].append(report["server_nanoseconds"] / requests / 1000)
    return times


@contextlib.contextmanager
def baseline(bench, name):
    """A server that prints its port and runs until it is killed."""
    with subprocess.Popen([bench.program(name)], stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process.pid, int(process.stdout.readline())
        finally:
            process.kill()
