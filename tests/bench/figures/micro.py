"""The stages of a request by themselves, on one thread and without a socket."""

import collections
import json

from figure import Figure


def measure(bench):
    runs = json.loads(bench.output_of(
        "micro", "--benchmark_format=json", "--benchmark_enable_random_interleaving=true",
        f"--benchmark_repetitions={bench.pick(thorough=9, smoke=2)}",
        f"--benchmark_min_time={bench.pick(thorough=0.1, smoke=0.01)}"))["benchmarks"]
    times = collections.defaultdict(list)
    for run in runs:
        if run["run_type"] == "iteration":
            times[run["run_name"]].append(run["cpu_time"])
    for name, nanoseconds in times.items():
        yield Figure(f"micro: {name}", "", Figure.text(nanoseconds, " ns", digits=0))
