"""Descriptors and memory of a server that forwards, over a million requests.

Each step is a load whose connections end with it. Those to the upstream are closed a second later.
The journal is small, so that it is full early."""

import time

from figure import Figure
from figures.forwarding import upstream_flags
from figures.memory import JOURNAL, SOAK_GROWTH
from figures.processor_time import baseline

CONNECTIONS = 64
STEPS = (100_000, 500_000, 1_000_000)
SMOKE_STEPS = (1_000, 2_000, 3_000)


def measure(bench):
    steps = bench.pick(thorough=STEPS, smoke=SMOKE_STEPS)
    descriptors, resident, anonymous = samples(bench, steps)
    moments = ", ".join(f"{step:,}" for step in steps)
    yield Figure.at_most(f"descriptors left by {moments} forwarded requests", 0, max(descriptors),
                         exact=True, digits=0,
                         note=" ".join(map(str, descriptors)))
    for name, mebibytes in ("resident", resident), ("anonymous", anonymous):
        yield Figure.at_most(f"growth of {name} memory after the first of these", SOAK_GROWTH,
                             mebibytes[-1] - mebibytes[0], " MiB",
                             note=" ".join(f"{sample:.2f}" for sample in mebibytes))


def samples(bench, steps):
    """After each step: descriptors that came since the start, MiB resident, MiB of it anonymous."""
    with (baseline(bench, "bench_upstream") as (_, upstream),
          bench.server(*upstream_flags(upstream), "--journal-bytes", JOURNAL) as server):
        before = server.descriptors()
        taken, done = [], 0
        for step in steps:
            report = bench.load(server.port, connections=CONNECTIONS, requests=step - done,
                                encrypt="true")
            if report["refused"]:
                raise RuntimeError(f"{report['refused']} connections were refused")
            done = step
            wait_until_closed(server, before)
            taken.append((server.descriptors() - before, *server.memory()))
        return zip(*taken)


def wait_until_closed(server, descriptors):
    deadline = time.monotonic() + 10
    while server.descriptors() > descriptors and time.monotonic() < deadline:
        time.sleep(0.01)
