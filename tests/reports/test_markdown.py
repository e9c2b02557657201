"""The Markdown report, as a summary page renders it."""

import pytest
from conftest import SCENARIOS
from rendering import assert_whole, page_of
from runs import ENDINGS, ONE, TWO, executed, report_flags


def rows_of(page):
    return [" ".join(row) for table in page.tables for row in table.rows[1:]]


@pytest.mark.parametrize("name", SCENARIOS)
def test_is_a_table(reports, name):
    made = reports(name)
    page = page_of(made.markdown)
    assert_whole(page)
    rows = rows_of(page)
    for one in made.judged():
        if one["verdict"] != "holds":
            assert [row for row in rows if one["written"] in row and one["verdict"] in row], (one, rows)
    assert made.contract["name"] in page.text and made.contract["verdict"] in page.text


def test_shows_tenants_attempts_and_how_to_run_it_again(reports):
    made = reports("broken")
    text = page_of(made.markdown).text
    assert ONE in text and TWO in text
    assert made.expectation("attempts_per_call")["timeline"].strip() in text
    assert "42" in text and made.contract["again"] in text


def test_is_appended_to_a_step_summary(tmp_path):
    summary = tmp_path / "step_summary_0a1b"
    summary.write_text("# What came before\n")
    scenario, steps = SCENARIOS["holds"]
    for runs in (1, 2):
        ran = executed(scenario, steps, "--report", summary, environment={"GITHUB_STEP_SUMMARY": str(summary)})
        assert ran.status == 0, ran.stderr
        assert summary.read_text().startswith("# What came before\n")
        assert_whole(page_of(summary.read_text()))
        assert summary.read_text().count("reported") >= runs
    assert len(page_of(summary.read_text()).tables) % 2 == 0


def test_other_files_are_written_anew(tmp_path):
    for ending in ENDINGS:
        (tmp_path / f"r.{ending}").write_text("remains\n" * 100_000)
    scenario, steps = SCENARIOS["holds"]
    assert executed(scenario, steps, *report_flags(tmp_path)).status == 0
    for ending in ENDINGS:
        assert "remains" not in (tmp_path / f"r.{ending}").read_text()
