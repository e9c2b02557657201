"""`journal diff` of files that are made here, and of reports."""

import json

import pytest
from conftest import SCENARIOS
from runs import ONE, TWO, called, executed, program, report_flags

THROTTLED = ("ThrottlingException", 400)
OK = (None, 200)


def entry(number, index, attempt, outcome, arrived, tenant=ONE):
    error, status = outcome
    good = error is None
    return {
        "id": number, "tenant": tenant, "request_id": f"00000000-0000-4000-8000-{number:012}", "at": "2026-11-30T12:13:41.889Z",
        "arrived_ms": arrived, "clock_ms": 0, "scenario": "b10f46918216a5ba1a40e8ac9f1af507", "connection": 1, "transport": "http",
        "client": {"sdk": "boto3", "version": "1.44.5", "user_agent": "Boto3/1.44.5"},
        "call": {"index": index, "invocation_id": f"{tenant}-{index}", "attempt": attempt, "max": 3, "resent": False},
        "operation": "GenerateRandom", "region": "us-east-1",
        "asked": {"number_of_bytes": 32, "custom_key_store_id": None, "recipient": False},
        "signature": {"checked": "off", "right": None, "likely_cause": None, "well_formed": True},
        "service": {"ok": True, "error": None, "why": None}, "rule": None if good else "two throttles", "rules": None,
        "faults": [] if good else [{"error": error}],
        "reply": {"status": status, "error": error, "bytes": 32 if good else 0, "sha256": "9a20" * 16 if good else None, "payload": None,
                  "retry_after_ms": None, "retry_after_s": None, "damaged": False},
        "forwarded": None,
        "ended": {"how": "sent", "body_bytes": 60 if good else 134, "ms": 1.5}}


def journal(path, calls, wait=100.0, tenant=ONE):
    """`calls`: for each its attempts' outcomes."""
    entries, arrived = [], 1000.0
    for index, outcomes in enumerate(calls):
        for attempt, outcome in enumerate(outcomes, 1):
            entries.append(entry(len(entries) + 1, index, attempt, outcome, arrived, tenant))
            arrived += wait
    return lines(path, entries)


def lines(path, entries):
    path.write_text("".join(json.dumps(one, separators=(",", ":")) + "\n" for one in entries))
    return path


def diff(one, other):
    return program("journal", "diff", one, other)


TWICE = [[THROTTLED, THROTTLED, OK], [OK]]


@pytest.fixture
def pair(tmp_path):
    """Makes two journals from their calls, and compares them."""

    def compared(one, other, **more):
        return diff(journal(tmp_path / "a.ndjson", one), journal(tmp_path / "b.ndjson", other, **more))

    return compared


def test_alike(pair):
    ran = pair(TWICE, TWICE)
    assert (ran.status, ran.stderr) == (0, "")


def test_waits_are_no_difference(pair):
    ran = pair(TWICE, TWICE, wait=2500.0)
    assert (ran.status, ran.stderr) == (0, "")


def test_one_tenant_each_whatever_they_are_called(pair):
    assert pair(TWICE, TWICE, tenant=TWO).status == 0
    assert pair(TWICE, TWICE[:1], tenant=TWO).status == 1


@pytest.mark.parametrize("other", [
    [[THROTTLED, OK], [OK]],
    [[THROTTLED, THROTTLED, OK], [THROTTLED, OK]],
    [[THROTTLED, THROTTLED], [OK]],
    [[THROTTLED, ("KMSInternalException", 500), OK], [OK]],
    [[THROTTLED, THROTTLED, OK]],
    TWICE + [[OK]],
    [],
], ids=["fewer attempts", "more attempts", "another outcome", "another error", "missing call", "one call more", "nothing at all"])
def test_different(pair, other):
    for ran in (pair(TWICE, other), pair(other, TWICE)):
        assert (ran.status, ran.stderr) == (1, ""), ran
        assert ran.stdout


def test_says_which_call_and_shows_its_waits(pair):
    ran = pair(TWICE, [[THROTTLED, THROTTLED, OK], [THROTTLED, OK]])
    assert "#1" in ran.stdout and "400 ThrottlingException" in ran.stdout and "200" in ran.stdout
    assert "98 ms" in ran.stdout or "98.5 ms" in ran.stdout or "99 ms" in ran.stdout, ran.stdout  # the reply took 1.5 of the 100


def both(folder, name, calls):
    entries = []
    for tenant, outcomes_of in calls.items():
        for index, outcomes in enumerate(outcomes_of):
            for attempt, outcome in enumerate(outcomes, 1):
                entries.append(entry(len(entries) + 1, index, attempt, outcome, 1000.0 + 10 * len(entries), tenant))
    return lines(folder / name, entries)


def test_several_tenants_go_by_their_names(tmp_path):
    one = both(tmp_path, "a", {ONE: TWICE, TWO: [[OK]]})
    assert diff(one, both(tmp_path, "b", {TWO: [[OK]], ONE: TWICE})).status == 0
    crossed = diff(one, both(tmp_path, "c", {ONE: [[OK]], TWO: TWICE}))
    assert crossed.status == 1 and ONE in crossed.stdout and TWO in crossed.stdout
    assert diff(one, both(tmp_path, "d", {ONE: TWICE})).status == 1


def test_entries_in_another_order_are_alike(tmp_path):
    """They are written as they close, which says nothing of when they began."""
    one = journal(tmp_path / "a.ndjson", TWICE)
    entries = [json.loads(line) for line in one.read_text().splitlines()]
    assert diff(one, lines(tmp_path / "b.ndjson", [entries[3], *entries[:3]])).status == 0


@pytest.mark.parametrize("content", ["this is no journal\n", "[1,2]\n", '{"id":1}\n', '{"verdict":"holds"}\n', "\x00\x01\x02\n", '{"id":1,"tenant":\n'])
@pytest.mark.parametrize("first", [True, False])
def test_garbage_is_trouble(tmp_path, content, first):
    good, bad = journal(tmp_path / "a.ndjson", TWICE), tmp_path / "bad.ndjson"
    bad.write_text(content)
    ran = diff(bad, good) if first else diff(good, bad)
    assert ran.status == 2, ran
    assert str(bad) in ran.stderr


def test_garbage_between_good_lines_is_trouble(tmp_path):
    good = journal(tmp_path / "a.ndjson", TWICE)
    first, *others = good.read_text().splitlines(keepends=True)
    bad = tmp_path / "bad.ndjson"
    bad.write_text(first + first[:40] + "\n" + "".join(others))
    ran = diff(good, bad)
    assert ran.status == 2 and f"{bad}: line 2: " in ran.stderr, ran


@pytest.mark.parametrize("missing", ["nowhere.ndjson", "nowhere.json", "."])
def test_a_file_that_cannot_be_read_is_trouble(tmp_path, missing):
    good = journal(tmp_path / "a.ndjson", TWICE)
    for ran in (diff(good, tmp_path / missing), diff(tmp_path / missing, good)):
        assert ran.status == 2 and str(tmp_path / missing).rstrip("/") in ran.stderr, ran


def test_a_truncated_last_line_is_told(tmp_path):
    """That of a server that was killed while it wrote."""
    good = journal(tmp_path / "a.ndjson", TWICE)
    cut = tmp_path / "cut.ndjson"
    cut.write_text(good.read_text() + good.read_text()[:57])
    for ran in (diff(good, cut), diff(cut, good)):
        assert ran.status == 2 and f"{cut}: line 5: " in ran.stderr and "not whole" in ran.stderr, ran
    cut.write_text(good.read_text()[:-57])
    ran = diff(good, cut)
    assert ran.status == 2 and f"{cut}: line 4: " in ran.stderr and "not whole" in ran.stderr, ran


def test_one_file_is_a_mistake(tmp_path):
    assert program("journal", "diff", journal(tmp_path / "a.ndjson", TWICE)).status == 2


def test_a_contract_in_the_file_is_no_entry(tmp_path):
    good = journal(tmp_path / "a.ndjson", TWICE)
    other = tmp_path / "b.ndjson"
    contract = {"name": "x", "digest": "b10f46918216a5ba1a40e8ac9f1af507", "seed": 42, "rules": ["two throttles"], "expect": {"calls": {"min": 1}}}
    other.write_text(json.dumps({"contract": contract}) + "\n" + good.read_text())
    assert diff(good, other).status == 0


def test_reports_and_journals_of_runs(tmp_path):
    scenario, steps = SCENARIOS["holds"]
    for name, calls in (("a", steps), ("b", steps), ("c", [called(attempts=2)])):
        (tmp_path / name).mkdir()
        executed(scenario, calls, *report_flags(tmp_path / name), "--journal-file", tmp_path / name / "j.ndjson")
    for one in ("j.ndjson", "r.json"):
        for other in ("j.ndjson", "r.json"):
            assert diff(tmp_path / "a" / one, tmp_path / "b" / other).status == 0
            assert diff(tmp_path / "a" / one, tmp_path / "c" / other).status == 1
    assert diff(tmp_path / "a" / "r.xml", tmp_path / "b" / "r.json").status == 2
