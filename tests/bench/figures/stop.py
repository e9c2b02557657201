"""SIGTERM to the end of the process, while nothing is under way."""

from figure import Figure

LIMIT = 100  # milliseconds


def measure(bench):
    rounds = bench.pick(thorough=9, smoke=2)
    yield Figure.at_most("stop without connections", LIMIT,
                         [stop_alone(bench) for _ in range(rounds)], " ms")
    yield Figure.at_most("stop with 64 idle connections", LIMIT,
                         [stop_with_idle_connections(bench, 64) for _ in range(rounds)], " ms")


def stop_alone(bench):
    with bench.server() as server:
        return server.stop()


def stop_with_idle_connections(bench, connections):
    with bench.server() as server:
        with bench.held_load(server.port, connections=connections, requests=connections):
            return server.stop()
