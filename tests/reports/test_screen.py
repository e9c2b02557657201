"""The verdict on the screen, and reports that cannot be written."""

import json
import re

import pytest
from conftest import SCENARIOS
from rendering import assert_whole, page_of
from runs import ENDINGS, called, executed, program, read_reports, report_flags, scenario_of, throttled, yaml_of

OFTEN = 40


def test_fits_on_a_screen():
    """Forty tenants, each of which breaks a dozen expectations."""
    expect = {"calls": {"min": 100}, "attempts_per_call": {"max": 1}, "retry": {"base": "10s", "factor": 2, "cap": "20s", "jitter": "none"},
              "jitter": "some", "not_retried": ["ThrottlingException"], "resends": {"max": 0}, "time_per_call": {"max": "1ms"}, "succeeded": "all",
              "signed": True, "operations": ["GenerateRandom"], "rules_not_fired": ["throttled"], "rules_fired": ["never"], "tenants": {"max": 1}}
    never = {"name": "never", "when": {"region": "eu-nowhere-1"}, "do": [{"error": "KMSInternalException"}]}
    steps = [step for n in range(OFTEN) for tenant in [f"AKIDMANY{n:012}"] for step in (
        called(tenant, 3, resend=True), called(tenant, 1, operation="Encrypt"))]
    ran = executed(scenario_of(expect, throttled(9, do=[{"latency": "2ms"}, {"error": "ThrottlingException"}]), never), steps)
    lines = ran.stderr.splitlines()
    assert ran.status == 3 and len(lines) <= 10, ran.stderr
    assert lines[0].startswith('contract "reported" is broken: ') and "40 tenants, 80 calls, 200 requests" in lines[0]
    assert "seed 42" in lines[-1] and "again: kms-random-mock exec" in lines[-1]


def test_a_script_as_command_fits_too():
    ran = program("exec", "--tls", "off", "--scenario-yaml", yaml_of(SCENARIOS["nobody"][0]), "--", "sh", "-c", "true\n" * 40)
    assert ran.status == 3 and len(ran.stderr.splitlines()) <= 10, ran.stderr


ODD = ["true", b"\xff\xc3<\x1b[31m\x07", "`````````\n<img>"]


def test_reports_of_a_command_of_any_bytes(tmp_path, mistakes):
    ran = program("exec", "--tls", "off", "--scenario-yaml", yaml_of(SCENARIOS["nobody"][0]), *report_flags(tmp_path), "--", *ODD)
    assert ran.status == 3
    made = read_reports(ran, tmp_path)  # each of them is UTF-8
    assert mistakes(made.xml) == []
    assert_whole(page_of(made.markdown))


def test_a_command_of_any_bytes_does_not_reach_the_terminal():
    ran = program("exec", "--tls", "off", "--scenario-yaml", yaml_of(SCENARIOS["nobody"][0]), "--", *ODD)
    assert ran.status == 3 and not re.search(r"[\x00-\x09\x0b-\x1f]", ran.stderr), ran.stderr


def test_secrets_are_not_repeated(tmp_path):
    """`again` shows what it was started with."""
    scenario, steps = SCENARIOS["broken"]
    secret = [{"access_key_id": "AKIDSECRET", "secret_access_key": "keepthistoyourself", "session_token": "andthisaswell"}]
    made = read_reports(executed(scenario | {"credentials": secret}, steps, *report_flags(tmp_path), "--admin-token", "norsaythis"), tmp_path)
    told = made.ran.stderr + made.xml.decode() + json.dumps(made.json) + made.markdown
    for word in ("keepthistoyourself", "andthisaswell", "norsaythis"):
        assert word not in told


def test_has_no_colour_where_nobody_looks():
    for environment in ({}, {"NO_COLOR": "1"}, {"TERM": "xterm-256color"}):
        assert "\x1b" not in executed(*SCENARIOS["broken"], environment=environment).stderr


def test_a_contract_that_holds_is_one_line():
    assert executed(*SCENARIOS["holds"]).stderr == 'contract "reported" holds: 3 expectations; 1 tenant, 2 calls, 4 requests\n'


def test_a_folder_that_does_not_exist(tmp_path):
    nowhere = tmp_path / "nowhere" / "r.xml"
    ran = executed(*SCENARIOS["holds"], *report_flags(tmp_path), "--report", nowhere)
    assert ran.status == 1
    verdict, error = ran.stderr.splitlines()
    assert verdict.startswith('contract "reported" holds')
    assert error == f"error: cannot write report {nowhere}: No such file or directory"
    assert all((tmp_path / f"r.{ending}").exists() for ending in ENDINGS)


def test_a_broken_contract_outranks_it(tmp_path):
    ran = executed(*SCENARIOS["broken"], "--report", tmp_path / "nowhere" / "r.json")
    assert ran.status == 3
    assert ran.stderr.startswith('contract "reported" is broken') and "error: cannot write report" in ran.stderr.splitlines()[-1]


def test_a_folder_in_place_of_a_file(tmp_path):
    (tmp_path / "r.md").mkdir()
    ran = executed(*SCENARIOS["holds"], "--report", tmp_path / "r.md")
    assert ran.status == 1 and ran.stderr.splitlines()[1] == f"error: cannot write report {tmp_path / 'r.md'}: Is a directory"


def test_a_full_disk():
    """/dev/full takes the opening, and refuses what is written."""
    summary = {"GITHUB_STEP_SUMMARY": "/dev/full"}
    ran = executed(*SCENARIOS["holds"], "--report", "/dev/full", environment=summary)
    assert ran.status == 1 and "error: cannot write report /dev/full: No space left on device" in ran.stderr


def test_another_ending_is_a_mistake(tmp_path):
    marker = tmp_path / "ran"
    ran = program("exec", "--report", tmp_path / "r.txt", "--", "touch", marker)
    assert ran.status == 2 and "r.txt" in ran.stderr
    assert not marker.exists()


@pytest.mark.parametrize("folder", ["with blanks and übergroße Ämter", "-- --report", "100% $HOME `id` 'x'"])
def test_paths(tmp_path, folder):
    (tmp_path / folder).mkdir()
    ran = executed(*SCENARIOS["holds"], *report_flags(tmp_path / folder))
    assert ran.status == 0, ran.stderr
    assert sorted(path.name for path in (tmp_path / folder).iterdir()) == sorted(f"r.{ending}" for ending in ENDINGS)
