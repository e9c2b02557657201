"""The JUnit report: as CI systems want it, with right counts, and readable once it is rendered."""

import html.parser
import subprocess
import sys

import pytest
from conftest import SCENARIOS
from runs import ONE, TWO, called, command_of, program, read_reports, report_flags

STATUS = {"holds": 0, "broken": 3, "unproven": 3, "allowed": 0, "nobody": 3}


@pytest.mark.parametrize("name", SCENARIOS)
def test_is_what_the_schema_says(mistakes, reports, name):
    made = reports(name)
    assert made.ran.status == STATUS[name], made.ran.stderr
    assert mistakes(made.xml) == []


@pytest.mark.parametrize("name", SCENARIOS)
def test_counts_are_right(reports, name):
    root = reports(name).junit
    assert root.tag == "testsuites"
    for suite in root:
        cases = suite.findall("testcase")
        assert cases, "Jenkins would not show this suite"
        counted = {"tests": len(cases), "failures": len(suite.findall("testcase/failure")), "errors": 0,
                   "skipped": len(suite.findall("testcase/skipped"))}
        assert {key: int(suite.get(key)) for key in counted} == counted
        assert all(len(case) <= 1 for case in cases)
    for key in ("tests", "failures", "errors"):
        assert int(root.get(key)) == sum(int(suite.get(key)) for suite in root)


@pytest.mark.parametrize("name", SCENARIOS)
def test_each_expectation_is_a_case_with_its_verdict(reports, name):
    made = reports(name)
    allowed = name == "allowed"

    def outcomes(expectations):
        verdicts = {"holds": [], "broken": ["failure"], "unproven": ["skipped" if allowed else "failure"]}
        return [(one["expectation"], verdicts[one["verdict"]]) for one in expectations]

    def outcomes_of(suite):
        return [(case.get("name").split(":")[0], [child.tag for child in case]) for case in suite.findall("testcase")]

    suites = list(made.junit)
    for tenant in made.contract["tenants"]:
        [suite] = [suite for suite in suites if tenant["tenant"] in suite.get("name")]
        suites.remove(suite)
        assert outcomes_of(suite) == outcomes(tenant["expectations"])
    over_all = made.contract["expectations"]
    assert [outcomes_of(suite) for suite in suites] == ([outcomes(over_all)] if over_all else [])
    for suite in suites:
        assert "all tenants" in suite.get("name")


def test_a_tenant_has_a_suite(reports):
    names = [suite.get("name") for suite in reports("broken").junit]
    assert [sum(each in name for name in names) for each in (ONE, TWO, "all tenants")] == [1, 1, 1] and len(names) == 3
    # Jenkins and GitLab go by the class, and merge what has the same.
    classes = [{case.get("classname") for case in suite.findall("testcase")} for suite in reports("broken").junit]
    assert [len(each) for each in classes] == [1, 1, 1] and len(set.union(*classes)) == 3


def test_a_failure_shows_the_attempts(reports):
    made = reports("broken")
    [failure] = [case[0] for suite in made.junit for case in suite.findall("testcase") if len(case)
                 and case.get("name").startswith("attempts_per_call")]
    seen = made.expectation("attempts_per_call")
    assert seen["timeline"].strip() in failure.text
    assert failure.text.count("400 ThrottlingException") == 4 and "200" in failure.text
    assert seen["wanted"] in failure.text and seen["seen"] in failure.text
    # The heading that Jenkins, Azure and GitHub show is one line; GitLab shows nothing but the text.
    assert failure.get("message") and "\n" not in failure.get("message")


def test_whoever_reads_only_the_text_learns_all(reports):
    for name in SCENARIOS:
        for child in reports(name).junit.findall("testsuite/testcase/*"):
            assert child.text.strip() and child.get("message") in child.text
            # GitLab's reader takes these for something else.
            assert child.get("type") not in ("array", "file", "integer", "float", "date", "string", "yaml", "symbol", "boolean")


def test_says_how_to_run_it_again(reports):
    made = reports("broken")
    suite = made.junit[0]
    properties = " ".join(one.get("value") for one in suite.findall("properties/property"))
    assert str(made.contract["seed"]) in properties and made.contract["digest"] in properties and made.contract["again"] in properties
    assert suite[0].tag == "properties"  # older schemas want them first


def test_names_the_line_of_the_scenario(tmp_path):
    scenario = tmp_path / "mine.yaml"
    scenario.write_text("version: 1\nname: mine\nrules:\n  - do:\n      - error: ThrottlingException\n"
                        "expect:\n  calls: {min: 1}\n  attempts_per_call:\n    max: 3\n")
    steps = [called(attempts=4)]
    made = read_reports(program("exec", "--tls", "off", "--scenario", scenario, *report_flags(tmp_path), "--", *command_of(steps)), tmp_path)
    broken = made.expectation("attempts_per_call")
    assert (broken["line"], broken["column"]) in [(8, 3), (8, 22), (9, 5)], broken
    [suite] = [suite for suite in made.junit if ONE in suite.get("name")]
    [failure] = suite.iter("failure")
    assert suite.get("file") == str(scenario)
    assert f" {scenario}:{broken['line']}" in failure.text  # GitHub's readers look for this in the text


class Text(html.parser.HTMLParser):
    def __init__(self, page):
        super().__init__()
        self.text = ""
        self.feed(page)

    def handle_data(self, data):
        self.text += data


def rendered(xml, folder):
    (folder / "report.xml").write_bytes(xml)
    subprocess.run([sys.executable, "-I", "-m", "junit2htmlreport", folder / "report.xml", folder / "report.html"], check=True,
                   stdout=subprocess.DEVNULL, timeout=30)
    return Text((folder / "report.html").read_text()).text


def test_a_renderer_shows_suite_case_and_attempts(reports, tmp_path):
    made = reports("broken")
    text = rendered(made.xml, tmp_path)
    for suite in made.junit:
        assert suite.get("name") in text
        for case in suite.findall("testcase"):
            assert case.get("name") in text
    assert made.expectation("attempts_per_call")["timeline"].strip() in text
