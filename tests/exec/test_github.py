"""Under GitHub Actions: each broken expectation is an annotation at its place in the scenario, and a report may be the summary."""

import re
from urllib.parse import unquote

import pytest
from launched import CALL, ONE_CALL, run

CONTRACT = """version: 1
name: {name}
rules:
  - name: two throttles
    when: {{attempt: {{max: 2}}}}
    do: [{{error: ThrottlingException}}]
expect:
  calls: {{min: 1}}
  attempts_per_call: {{max: 2}}
  succeeded: {{min: 99%}}
  operations: [GenerateRandom]
  not_retried: ["ThrottlingException"]
  jitter: some
"""
ACTIONS = {"GITHUB_ACTIONS": "true"}
THREE, ONE_FAILED = [*CALL, "1", "3"], [*CALL, "1", "1"]


def annotations(stderr):
    """As the runner reads them: pairs of properties and message."""
    for line in stderr.splitlines():
        if found := re.fullmatch(r"::error(?: ([^:]*))?::(.*)", line):
            properties = dict(part.split("=", 1) for part in (found[1] or "").split(",") if part)
            assert re.search(r"%(?!25|0D|0A|3A|2C)", line) is None, line
            yield {name: unquote(value) for name, value in properties.items()}, unquote(found[2])
        else:
            assert not line.lstrip().startswith("::"), line


def judge(folder, path, command, name="mine", cwd=None, **environment):
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(CONTRACT.format(name=name))
    done = run(command, "--scenario", file if cwd is None else f"../{path}", cwd=cwd or folder,
               environment=ACTIONS | {"GITHUB_WORKSPACE": str(folder)} | environment)
    assert (done.returncode, done.stdout) == (3, "")
    return list(annotations(done.stderr)), done.stderr


def place_of(key):
    for number, line in enumerate(CONTRACT.splitlines(), 1):
        if line.strip().startswith(key + ":"):
            return {"line": str(number), "col": str(line.index(key) + 1)}
    raise AssertionError(key)


@pytest.mark.parametrize("cwd", [None, "elsewhere"])
def test_each_broken_one_is_an_annotation_at_its_place(tmp_path, cwd):
    if cwd:
        (tmp_path / cwd).mkdir()
    found, _ = judge(tmp_path, "scenarios/mine.yaml", THREE, cwd=cwd and tmp_path / cwd)
    for key in ("attempts_per_call", "not_retried", "jitter"):  # jitter is unproven, and not allowed
        [(properties, message)] = [(properties, message) for properties, message in found
                                   if {"line": properties.get("line"), "col": properties.get("col")} == place_of(key)]
        assert properties["file"] == "scenarios/mine.yaml" and properties["title"]
        assert key in properties["title"] + message
    assert len(found) == 3


def test_whatever_means_something_is_escaped(tmp_path):
    found, stderr = judge(tmp_path, "a,b: 100%/mine.yaml", ONE_FAILED, name="'a,b: 100% ::error::'")
    assert "file=a%2Cb%3A 100%25/mine.yaml," in stderr
    assert {properties["file"] for properties, _ in found} == {"a,b: 100%/mine.yaml"}
    [(_, message)] = [(properties, message) for properties, message in found if properties["line"] == place_of("succeeded")["line"]]
    assert "99 %" in message and "99 %25" in stderr


def test_a_line_break_makes_no_second_line(tmp_path):
    found, stderr = judge(tmp_path, "mine.yaml", THREE, name='"a\\n::warning::b\\r"')
    assert "\n::warning" not in stderr and "\r" not in stderr and len(found) == 3


def test_without_github_there_are_none(tmp_path):
    for environment in ({"GITHUB_ACTIONS": ""}, {"GITHUB_ACTIONS": "false"}):
        found, _ = judge(tmp_path, "mine.yaml", THREE, **environment)
        assert found == []


def test_no_file_for_what_is_no_file():
    for flags in (["--scenario", "retry-contract"], ONE_CALL):
        done = run(["true"], *flags, environment=ACTIONS | {"GITHUB_WORKSPACE": "/"})
        found = list(annotations(done.stderr))
        assert done.returncode == 3 and found and all("file" not in properties for properties, _ in found)
    done = run(CALL, *ONE_CALL, environment=ACTIONS)
    assert (done.returncode, done.stderr.count("\n")) == (0, 1)  # what holds is no error


@pytest.mark.parametrize("name", ["step_summary_0b1c", "summary.md", "summary.xml"])
def test_the_summary_is_appended_to(tmp_path, name):
    summary = tmp_path / name
    summary.write_text("# What was there\n")
    for _ in range(2):
        run(CALL, *ONE_CALL, "--report", summary, environment=ACTIONS | {"GITHUB_STEP_SUMMARY": str(summary)})
    text = summary.read_text()
    assert text.startswith("# What was there\n") and text.count("\n## Contract \"mine\" holds\n") == 2 and "<testsuite" not in text


def test_the_summary_is_made_if_it_is_not_there(tmp_path):
    done = run(CALL, *ONE_CALL, "--report", tmp_path / "new", environment={"GITHUB_STEP_SUMMARY": str(tmp_path / "new")})
    assert done.returncode == 0 and (tmp_path / "new").read_text().startswith("## Contract \"mine\" holds\n")


def test_a_heading_begins_a_line(tmp_path):
    (tmp_path / "new").write_text("what another step has left without an end")
    run(CALL, *ONE_CALL, "--report", tmp_path / "new", environment={"GITHUB_STEP_SUMMARY": str(tmp_path / "new")})
    assert "without an end\n" in (tmp_path / "new").read_text()


def test_another_report_is_replaced(tmp_path):
    report = tmp_path / "report.md"
    report.write_text("# What was there\n")
    assert run(CALL, *ONE_CALL, "--report", report, environment={"GITHUB_STEP_SUMMARY": str(tmp_path / "other.md")}).returncode == 0
    assert "What was there" not in report.read_text()
