"""Sends many requests and asks whether each is accounted for once, in memory that stays flat.

KRM_BINARY=PROGRAM python tests/control/soak.py [--requests 1000000] [--processes 2] [--tenants 16] [--journal-bytes 16MiB]
"""

import argparse
import json
import multiprocessing
import tempfile
import time
from collections import Counter
from pathlib import Path

from pipelined import CONNECTIONS, line_of, send_all
from server import UNSIGNED, running

WARM_UP = 0.2  # of the requests
GROWTH = 1.10


def assert_kept_or_dropped(server, sent):
    """`sent`: how many requests each tenant has sent."""
    for tenant, count in sent.items():
        ids, dropped = [], set()
        for page in server.pages("requests", tenant=tenant):
            ids += [entry["id"] for entry in page["requests"]]
            dropped.add(page["dropped"])
        [dropped] = dropped
        assert len(ids) + dropped == count, f"{tenant}: {len(ids)} kept, {dropped} dropped, {count} sent"
        assert ids == sorted(set(ids))
    print(f"kept or dropped: {sum(sent.values())} of {len(sent)} tenants")


def assert_written(journal, replies):
    left, seen = Counter(replies), set()
    with journal.open() as lines:
        for line in lines:
            entry = json.loads(line)
            left[line_of(entry["tenant"], entry["reply"]["status"], entry["request_id"])] -= 1
            seen.add(entry["id"])
            assert entry["ended"]["how"] == "sent", line
    wrong = [line for line, count in left.items() if count]
    assert not wrong, f"{len(wrong)} lines, such as {wrong[:3]}"
    assert len(seen) == len(replies)
    print(f"written: {len(seen)} lines")


def soak(folder, requests=1_000_000, processes=2, tenants=CONNECTIONS, journal_bytes="16MiB"):
    journal = folder / "journal.ndjson"
    keys = [UNSIGNED, *(f"AKIDSOAKED{number:010}" for number in range(1, tenants))]
    warm_up = int(requests * WARM_UP)
    began = time.monotonic()
    # Forked before anything large is here, and before there are threads.
    with multiprocessing.get_context("fork").Pool(processes) as pool:
        with running(folder, "--journal-file", journal, "--journal-bytes", journal_bytes) as server:
            replies = send_all(pool, processes, server.port, keys, warm_up, "warm")
            warm = server.memory()
            replies += send_all(pool, processes, server.port, keys, requests - warm_up, "hot")
            hot = server.memory()
            print(f"resident: {warm} KiB, at the end {hot} KiB; {requests / (time.monotonic() - began):.0f} requests/s")
            assert_kept_or_dropped(server, Counter(line.split()[0] for line in replies))
    assert len(replies) == requests
    assert_written(journal, replies)
    assert hot <= warm * GROWTH, f"grown by {hot - warm} KiB"


def main():
    parser = argparse.ArgumentParser(allow_abbrev=False)
    parser.add_argument("--requests", type=int, default=1_000_000)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--tenants", type=int, default=CONNECTIONS)
    parser.add_argument("--journal-bytes", default="16MiB")
    with tempfile.TemporaryDirectory(prefix="krm-soak-") as folder:
        soak(Path(folder), **vars(parser.parse_args()))


if __name__ == "__main__":
    main()
