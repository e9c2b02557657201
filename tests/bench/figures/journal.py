"""What the journal adds to a request: the same with it and with it off, in turns, on one thread.

It is full from the start, so that each entry drops another. Between processes the difference drowns in noise."""

import json

from figure import Figure
from figures.processor_time import on_one_processor

LIMIT = 0.5  # microseconds
KEPT, OFF = "journal/64", "journal/0"


def measure(bench):
    with on_one_processor():
        runs = json.loads(bench.output_of(
            "micro", "--benchmark_filter=^journal/", "--benchmark_format=json",
            "--benchmark_enable_random_interleaving=true",
            f"--benchmark_repetitions={bench.pick(thorough=15, smoke=2)}",
            f"--benchmark_min_time={bench.pick(thorough=0.1, smoke=0.01)}"))["benchmarks"]
    times = {name: [run["cpu_time"] / 1000 for run in runs
                    if run["run_type"] == "iteration" and run["run_name"] == name]
             for name in (KEPT, OFF)}
    yield Figure.at_most("what the journal adds to a request", LIMIT,
                         [kept - off for kept, off in zip(times[KEPT], times[OFF])], " µs")
