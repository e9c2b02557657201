"""Ten thousand honest clients of each SDK are believed, and bad ones are caught as often as docs/contract-testing.md says."""

import os
import re
from pathlib import Path
from typing import NamedTuple

import pytest
import simulate
from simulate import CLIENTS, THROTTLED, Journal, judge

PAGE = Path(__file__).resolve().parents[2] / "docs/contract-testing.md"
HONEST_RUNS = 10_000
BAD_RUNS = 400  # of the first preset that a row of the page has
BAD_RUNS_AGAIN = 100  # of each other, whose gaps are much the same; and of those that are never caught

WAITS = {
    "makes one attempt too many": simulate.wait,
    "does not back off": simulate.no_back_off,
    "waits half as long": simulate.half_the_back_off,
    "does not regard the header": simulate.no_regard,
}


class Bad(NamedTuple):
    """A row of the page's table."""

    does: str
    presets: list
    reply: simulate.Reply
    gaps: int | None  # none: one call
    tolerance: str | None
    rate: float

    def __str__(self):
        return f"{self.does}, {self.reply.error}, {self.gaps}, {self.tolerance}"


def presets_in(cell):
    named = re.findall("`(.+?)`", cell)
    return [name for name in CLIENTS if name not in named] if cell.startswith("all") else named


def reply_in(cell):
    error, *headers = re.findall("`(.+?)`", cell)
    reply = next(reply for reply in (THROTTLED, *simulate.TRANSIENT) if reply.error == error)
    for header in headers:
        name, _, value = header.partition(": ")
        reply = reply._replace(**{{"x-amz-retry-after": "x_amz", "Retry-After": "seconds"}[name]: int(value)})
    return reply


def bad_clients():
    _, _, table = PAGE.read_text().partition("<!-- caught -->\n")
    for line in table.partition("<!-- /caught -->")[0].splitlines()[2:]:
        does, presets, cell, gaps, tolerance, rate = (cell.strip() for cell in line.strip("|").split("|"))
        yield Bad(does, presets_in(presets), reply_in(cell), int(gaps) if gaps.isdecimal() else None,
                  None if tolerance == "the default" else re.fullmatch("`time: (.+)`", tolerance)[1],
                  0 if rate == "none" else float(re.fullmatch(r"(\d+) %", rate)[1]) / 100)


BAD = [(row, preset) for row in bad_clients() for preset in row.presets]


def contract_of(preset, **more):
    attempts = {"max": CLIENTS[preset].attempts}
    return {"retry": {"as": preset}, "attempts_per_call": attempts, "not_retried": True, "allow_unproven": True} | more


@pytest.mark.parametrize("preset", CLIENTS)
def test_an_honest_client_is_believed(tmp_path, preset):
    path = tmp_path / "journal.ndjson"
    with Journal(path, f"honest {preset}") as journal:
        for run in range(HONEST_RUNS):
            journal.honest_run(f"run-{run:05}", CLIENTS[preset])

    judged = judge(tmp_path, path, **contract_of(preset))

    path.unlink()
    assert judged.broken() == set()
    assert (judged.status, judged.report["passes"]) == (0, True), judged.printed
    assert sum(len(contract["tenants"]) for contract in judged.report["contracts"]) == HONEST_RUNS


def share_caught(folder, row, preset):
    client, runs = CLIENTS[preset], BAD_RUNS if row.rate and preset == row.presets[0] else BAD_RUNS_AGAIN
    path = folder / "journal.ndjson"
    with Journal(path, f"{row} {preset}") as journal:
        for run in range(runs):
            if row.does == "makes one attempt too many":
                one_more = client._replace(attempts=client.attempts + 1)
                journal.run(f"run-{run:04}", one_more, [[row.reply] * one_more.attempts])
            else:
                journal.run_of_gaps(f"run-{run:04}", client, row.reply, row.gaps, WAITS[row.does])

    judged = judge(folder, path, **contract_of(preset, **({"tolerance": {"time": row.tolerance}} if row.tolerance else {})))

    path.unlink()
    expectation = "attempts_per_call" if row.does == "makes one attempt too many" else "retry"
    caught = judged.broken()
    assert {name for _, name in caught} <= {expectation}
    assert judged.status == (3 if caught else 0), judged.printed
    return len(caught) / runs


@pytest.mark.parametrize("row, preset", BAD, ids=str)
def test_a_bad_client_is_caught(tmp_path, row, preset):
    share = share_caught(tmp_path, row, preset)

    if rates := os.environ.get("KRM_RATES"):  # a file to write them to
        with open(rates, "a") as file:
            print(f"{row.does} | {row.reply.error} | {row.gaps} | {row.tolerance} | {preset} | {share:.1%}", file=file)
    assert share >= row.rate
    assert row.rate or share < 0.01


def test_the_page_has_every_kind_of_bad_client():
    assert {row.does for row, _ in BAD} == set(WAITS)
    for does in ("makes one attempt too many", "does not back off", "waits half as long"):
        assert {preset for row, preset in BAD if row.does == does and row.rate} == set(CLIENTS)
    assert {preset for row, preset in BAD if row.does == "does not regard the header"} == {
        name for name, client in CLIENTS.items() if client.x_amz != "ignores" or client.seconds != "ignores"}
