"""Processor time per request with 64 connections, beside cpp-httplib as it comes and a bare loop.

What is judged is measured with clients and server on one processor: the ratios then hold still
within a few per cent, however busy the machine is. With several, a request's cost is mostly whether
waking a thread interrupts another processor, and that changes from second to second."""

import contextlib
import os
import subprocess

from figure import Figure

CONNECTIONS = 64
BASELINES = (("stock", "stock cpp-httplib", 0.5), ("raw", "a raw epoll loop", 3))


def measure(bench):
    with on_one_processor():
        times = contest(bench)
    yield Figure("processor time of a request", "", Figure.text(times["ours"], " µs"))
    for name, title, limit in BASELINES:
        yield Figure(f"that of {title}", "", Figure.text(times[name], " µs"))
        yield Figure.at_most(f"ours, in those of {title}", limit, ratios(times, name))

    times = contest(bench)
    yield Figure("processor time, all processors", "", Figure.text(times["ours"], " µs"))
    for name, title, _ in BASELINES:
        yield Figure(f"ours, in those of {title}", "", Figure.text(ratios(times, name)))


def contest(bench):
    with (bench.server() as ours, baseline(bench, "bench_stock_httplib") as stock,
          baseline(bench, "bench_raw_epoll") as raw):
        return per_request(bench, {"ours": (ours.pid, ours.port), "stock": stock, "raw": raw},
                           rounds=bench.pick(thorough=11, smoke=2),
                           requests=bench.pick(thorough=30_000, smoke=1_000))


def ratios(times, other):
    return [a / b for a, b in zip(times["ours"], times[other])]


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
def on_one_processor():
    """What is started inside runs there; the last one, since the first takes most interrupts."""
    allowed = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {max(allowed)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, allowed)


@contextlib.contextmanager
def baseline(bench, name):
    """A server that prints its port and runs until it is killed."""
    with subprocess.Popen([bench.program(name)], stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process.pid, int(process.stdout.readline())
        finally:
            process.kill()
