"""Start to the first 200 of /readyz, beside a program that only loads cpp-httplib."""

import json

from figure import Figure


def measure(bench):
    samples = json.loads(bench.output_of("bench_start", bench.binary, bench.program("bench_empty"),
                                         "--rounds", bench.pick(thorough=41, smoke=5)))
    ready, first_reply, empty = ([nanoseconds / 1e6 for nanoseconds in samples[name]]
                                 for name in ("ready", "first_reply", "other"))
    yield Figure.at_most("start to /readyz", 20, ready, " ms")
    yield Figure("an empty program with cpp-httplib", "", Figure.text(empty, " ms"))
    yield Figure.at_most("start, in empty programs", 3, [a / b for a, b in zip(ready, empty)])
    yield Figure.at_most("first reply after that", 2, first_reply, " ms")
