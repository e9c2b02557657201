"""How long krm::Server takes until it is ready, within the process of a test."""

import json

from figure import Figure


def measure(bench):
    took = json.loads(bench.output_of("bench_in_process", str(bench.pick(thorough=501, smoke=5))))
    yield Figure.at_most("start within a process", 2, [nanoseconds / 1e6 for nanoseconds in took], " ms")
