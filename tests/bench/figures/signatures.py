"""What a strict look at signatures costs: processor time beside a server that does not look."""

import contextlib
import datetime
import pathlib
import tempfile

from figure import Figure
from figures.processor_time import on_one_processor, per_request, ratios

LIMIT = 1.5
SIGNED_AT = datetime.datetime(2026, 11, 24, 7, 15, tzinfo=datetime.timezone.utc)


def scenario():
    """The clock stands where the load's request was signed."""
    offset = SIGNED_AT - datetime.datetime.now(datetime.timezone.utc)
    return (f"version: 1\nauth: strict\nclock: {{offset: {round(offset.total_seconds())}s}}\ncredentials:\n"
            "  - access_key_id: AKIDEXAMPLE\n"
            "    secret_access_key: wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY\n")


def measure(bench):
    with tempfile.TemporaryDirectory(prefix="krm-bench-") as folder, on_one_processor():
        file = pathlib.Path(folder) / "strict.yaml"
        file.write_text(scenario())
        times = contest(bench, file)
    yield Figure("processor time under auth: strict", "", Figure.text(times["ours"], " µs"))
    yield Figure.at_most("auth: strict, in requests under auth: off", LIMIT, ratios(times, "off"))


def contest(bench, file):
    with contextlib.ExitStack() as servers:
        off = servers.enter_context(bench.server())
        strict = servers.enter_context(bench.server("--scenario", file))
        return per_request(bench, {"ours": (strict.pid, strict.port), "off": (off.pid, off.port)},
                           rounds=bench.pick(thorough=11, smoke=2),
                           requests=bench.pick(thorough=30_000, smoke=1_000))
