"""As many live connections as are promised, each of which gets an answer."""

from figure import Figure

CONNECTIONS = 2000


def measure(bench):
    with bench.server() as server:
        with bench.held_load(server.port, connections=CONNECTIONS, requests=CONNECTIONS) as load:
            refused = CONNECTIONS - load.report["replies"]
            threads = server.status("Threads")
            resident, anonymous = server.memory()
    yield Figure.at_most(f"refused of {CONNECTIONS:,} live connections", 0, refused, exact=True,
                         digits=0)
    yield Figure("threads at that point", "", f"{threads}")
    yield Figure("memory at that point", "",
                 f"{resident:.1f} MiB resident, {anonymous:.1f} MiB of it anonymous")
