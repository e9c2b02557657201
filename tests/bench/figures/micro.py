"""The stages of a request by themselves, on one thread and without a socket."""

import collections
import json

from figure import Figure


# Processor time for a request with a Recipient, verified that way; nothing is promised of the others.
MOST_MILLISECONDS = {"recipient/structure": 1}


def measure(bench):
    runs = json.loads(bench.output_of(
        "micro", "--benchmark_filter=-^journal/", "--benchmark_format=json", "--benchmark_enable_random_interleaving=true",
        f"--benchmark_repetitions={bench.pick(thorough=9, smoke=2)}",
        f"--benchmark_min_time={bench.pick(thorough=0.1, smoke=0.01)}"))["benchmarks"]
    times = collections.defaultdict(list)
    for run in runs:
        if run["run_type"] == "iteration":
            times[run["run_name"]].append(run["cpu_time"])
    for name, nanoseconds in times.items():
        if name in MOST_MILLISECONDS:
            yield Figure.at_most(f"micro: {name}", MOST_MILLISECONDS[name],
                                 [time / 1e6 for time in nanoseconds], " ms", digits=3)
        else:
            yield Figure(f"micro: {name}", "", Figure.text(nanoseconds, " ns", digits=0))
