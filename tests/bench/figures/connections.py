"""Many live connections: each gets an answer, none costs a thread, and little memory."""

import time

from figure import Figure

CONNECTIONS = 9000
KIBIBYTES = 4  # of an idle one


def measure(bench):
    with bench.server() as server:
        memory_before = server.memory()
        with bench.held_load(server.port, connections=CONNECTIONS, requests=CONNECTIONS) as load:
            refused = CONNECTIONS - load.report["replies"]
            threads = server.status("Threads")
            memory_then = server.memory()
        wait_until_closed(server)
        memory_after = server.memory()
    yield Figure.at_most(f"refused of {CONNECTIONS:,} live connections", 0, refused, exact=True,
                         digits=0)
    yield Figure("threads at that point", "", f"{threads}")
    yield Figure.at_most("KiB resident for each of them", KIBIBYTES,
                         (memory_then[0] - memory_before[0]) * 1024 / CONNECTIONS, exact=True)
    yield Figure("memory at that point", "", text(memory_then))
    yield Figure("memory once all are closed", "", text(memory_after))


def wait_until_closed(server):
    deadline = time.monotonic() + 10
    while server.descriptors() > 100 and time.monotonic() < deadline:
        time.sleep(0.01)


def text(memory):
    resident, anonymous = memory
    return f"{resident:.2f} MiB resident, {anonymous:.2f} MiB of it anonymous"
