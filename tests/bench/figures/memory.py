"""Memory of an idle server, before and after traffic. The journal is small, so that it is full early."""

from figure import Figure

RESIDENT = 10  # MiB
ANONYMOUS = 4
CONNECTIONS = 64
JOURNAL = "512KiB"
SOAK_STEPS = 20
SOAK_REQUESTS_A_STEP = 50_000
SOAK_GROWTH = 0.25  # MiB over all steps but the first, which warms up


def judged(when, memory):
    resident, anonymous = memory
    yield Figure.at_most(f"resident memory {when}", RESIDENT, resident, " MiB")
    yield Figure.at_most(f"anonymous memory {when}", ANONYMOUS, anonymous, " MiB")


def measure(bench):
    requests = bench.pick(thorough=10_000, smoke=1_000)
    with bench.server("--journal-bytes", JOURNAL) as server:
        yield from judged("after the start", server.memory())
        bench.load(server.port, connections=CONNECTIONS, requests=requests)
        yield from judged(f"after {requests:,} requests", server.memory())
    if bench.soak:
        yield from soak(bench)


def soak(bench):
    with bench.server("--journal-bytes", JOURNAL) as server:
        anonymous = []
        for _ in range(SOAK_STEPS):
            bench.load(server.port, connections=CONNECTIONS, requests=SOAK_REQUESTS_A_STEP)
            anonymous.append(server.memory()[1])
        requests = SOAK_STEPS * SOAK_REQUESTS_A_STEP
        yield from judged(f"after {requests:,} requests", server.memory())
    yield Figure.at_most("its growth after the first twentieth", SOAK_GROWTH,
                         anonymous[-1] - anonymous[0], " MiB",
                         note=" ".join(f"{mebibytes:.2f}" for mebibytes in anonymous))
