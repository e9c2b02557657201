"""System calls of a warm keep-alive request, counted by strace on the loop's thread."""

import collections
import pathlib
import re
import shutil
import tempfile

from figure import Figure

LIMIT = 4  # epoll_wait, recvfrom, getrandom, sendto
JOURNAL = "64KiB"  # until it is full, the allocator asks the system for memory now and then
WARM_UP = 200
REQUESTS = 100
# "PID name(..." when a call begins. Its end may be a line of its own, "PID <... name resumed>".
CALL = re.compile(r"(\d+) +(\w+)\(")


def measure(bench):
    for size in (32, 1024):
        name = f"system calls of a request for {size} bytes"
        if shutil.which("strace") is None:
            yield Figure.skipped(name, f"≤ {LIMIT}", "there is no strace")
            continue
        calls = warm_calls(trace(bench, size))
        names = " ".join(sorted(set(calls)))
        yield Figure.at_most(name, LIMIT, len(calls) / REQUESTS, exact=True, note=names)


def trace(bench, size):
    with tempfile.TemporaryDirectory(prefix="krm-bench-") as folder:
        output = pathlib.Path(folder) / "calls"
        with bench.server("--journal-bytes", JOURNAL, under=("strace", "-f", "-o", output)) as server:
            bench.load(server.port, requests=WARM_UP + REQUESTS, bytes=size)
            server.stop()
        return output.read_text()


def warm_calls(trace):
    """The connection's calls after its reply number WARM_UP, up to and with its last reply."""
    threads = collections.defaultdict(list)
    for thread, call in CALL.findall(trace):
        threads[thread].append(call)
    calls = max(threads.values(), key=lambda of_thread: of_thread.count("sendto"))
    replies = [place for place, call in enumerate(calls) if call == "sendto"]
    if len(replies) != WARM_UP + REQUESTS:
        raise RuntimeError(f"{len(replies)} replies in the trace, not one a request")
    return calls[replies[WARM_UP - 1] + 1:replies[-1] + 1]
