"""System calls of a warm keep-alive request, counted by strace on the loop's thread."""

import collections
import pathlib
import re
import shutil
import tempfile

from figure import Figure
from figures.forwarding import upstream_flags
from figures.processor_time import baseline

LIMIT = 4  # epoll_wait, recvfrom, getrandom, sendto
FORWARDING_LIMIT = 7  # the former three on both sides, and a look at the idle connection
JOURNAL = "64KiB"  # until it is full, the allocator asks the system for memory now and then
WARM_UP = 200
REQUESTS = 100
# "PID name(..." when a call begins. Its end may be a line of its own, "PID <... name resumed>".
CALL = re.compile(r"(\d+) +(\w+)\(")


def measure(bench):
    for size in (32, 1024):
        yield judged(f"system calls of a request for {size} bytes", LIMIT,
                     lambda: warm_calls(trace(bench, bytes=size)))
    yield judged("system calls of a forwarded request", FORWARDING_LIMIT,
                 lambda: forwarding_calls(bench))


def judged(name, limit, measured):
    if shutil.which("strace") is None:
        return Figure.skipped(name, f"≤ {limit}", "there is no strace")
    calls = measured()
    names = " ".join(sorted(set(calls)))
    return Figure.at_most(name, limit, len(calls) / REQUESTS, exact=True, note=names)


def forwarding_calls(bench):
    with baseline(bench, "bench_upstream") as (_, port):
        return warm_calls(trace(bench, *upstream_flags(port), encrypt="true"), sends=2)


def trace(bench, *flags, **settings):
    with tempfile.TemporaryDirectory(prefix="krm-bench-") as folder:
        output = pathlib.Path(folder) / "calls"
        under = ("strace", "-f", "-o", output)
        with bench.server("--journal-bytes", JOURNAL, *flags, under=under) as server:
            bench.load(server.port, requests=WARM_UP + REQUESTS, **settings)
            server.stop()
        return output.read_text()


def warm_calls(trace, sends=1):
    """The connection's calls after its reply number WARM_UP, up to and with its last reply. `sends`:
    how often something is sent for a request."""
    threads = collections.defaultdict(list)
    for thread, call in CALL.findall(trace):
        threads[thread].append(call)
    calls = max(threads.values(), key=lambda of_thread: of_thread.count("sendto"))
    sent = [place for place, call in enumerate(calls) if call == "sendto"]
    if len(sent) != (WARM_UP + REQUESTS) * sends:
        raise RuntimeError(f"{len(sent)} sends in the trace, not {sends} a request")
    return calls[sent[WARM_UP * sends - 1] + 1:sent[-1] + 1]
