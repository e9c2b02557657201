"""What a forwarded request costs, beside nginx as a proxy before the same upstream.

Encrypt as boto3 sends it; kept connections on both sides. Processor time is the proxy's alone: all its
threads, and all of nginx's processes. The latency that a proxy adds is the median of its replies,
less the median of those that the upstream gives without any proxy."""

import contextlib
import os

from figure import Figure
from figures.processor_time import baseline, on_one_processor
from nginx import Nginx

LIMIT = 2
CONNECTIONS = (1, 16, 64)
ALONE = "the upstream alone"
OURS = "ours"


def measure(bench):
    if Nginx.command() is None:
        if os.environ.get("KRM_REQUIRE_CLIENTS") == "1":
            raise RuntimeError("there is no nginx")
        yield Figure.skipped("a forwarded request beside nginx", f"≤ {LIMIT}", "no nginx command")
    with on_one_processor():
        yield from contest(bench, rounds=bench.pick(thorough=21, smoke=1), workers=(1,), judged=True)
    yield from contest(bench, rounds=bench.pick(thorough=7, smoke=1), workers=(1, 2), judged=False)


def contest(bench, rounds, workers, judged):
    where = "" if judged else ", all processors"
    with contenders(bench, workers) as proxies:
        for connections in CONNECTIONS:
            times, latencies = measured(bench, proxies, connections, rounds)
            title = f"{connections} connection{'s' if connections > 1 else ''}{where}"
            yield from compared(f"processor time of forwarding, {title}", times,
                                LIMIT if judged else None)
            yield from compared(f"latency of forwarding, {title}", latencies, None)


@contextlib.contextmanager
def contenders(bench, workers):
    """Gives name to (processes, port), the upstream among them."""
    with contextlib.ExitStack() as stack:
        process, port = stack.enter_context(baseline(bench, "bench_upstream"))
        proxies = {ALONE: ([process], port)}
        ours = stack.enter_context(bench.server(*upstream_flags(port)))
        proxies[OURS] = ([ours.pid], ours.port)
        if Nginx.command() is not None:
            for count in workers:
                nginx = stack.enter_context(Nginx(port, count))
                name = "nginx" if count == 1 else f"nginx with {count} workers"
                proxies[name] = nginx.pids, nginx.port
        yield proxies


def upstream_flags(port):
    return "--upstream", f"http://127.0.0.1:{port}"


def measured(bench, proxies, connections, rounds):
    """Microseconds of each proxy in each round: its processor's, and those that it adds."""
    requests = bench.pick(thorough=5_000, smoke=300)
    times = {name: [] for name in proxies if name != ALONE}
    latencies = {name: [] for name in times}
    for _ in range(rounds):
        for name, (processes, port) in proxies.items():
            report = bench.load(port, connections=connections, warm_up=20 * connections,
                                requests=requests, server=processes, encrypt="true")
            if report["refused"]:
                raise RuntimeError(f"{name} refused {report['refused']} connections")
            if name == ALONE:
                alone = report["median_nanoseconds"]
                continue
            times[name].append(report["server_nanoseconds"] / requests / 1000)
            latencies[name].append((report["median_nanoseconds"] - alone) / 1000)
    return times, latencies


def compared(title, samples, limit):
    ours = samples[OURS]
    if len(samples) == 1:
        yield Figure(title, "", Figure.text(ours, " µs"))
    for name, theirs in samples.items():
        if name == OURS:
            continue
        ratios = [a / b for a, b in zip(ours, theirs)]
        note = f"ours {Figure.text(ours, ' µs', 1)}, theirs {Figure.text(theirs, ' µs', 1)}"
        if limit is not None:
            yield Figure.at_most(f"{title}, in that of {name}", limit, ratios, note=note)
        else:
            yield Figure(f"{title}, in that of {name}", "", Figure.text(ratios), note=note)
