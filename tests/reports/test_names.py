"""Names that are made to break what they are written into."""

import re

import pytest
from rendering import assert_whole, page_of
from runs import called, executed, reported, scenario_of
from test_junit import rendered

# What a reader must find again as it is. Between these stands what is told in some other way: controls, ends of lines, quotes.
PLAIN = ["a]]>b<&'>c|d", "*h* _i_ [j](k) ![l](m) <n@o.example> <script>alert(1)</script>", "<!-- p --> &amp; &#60; <details>", "üß€😀 end"]
NASTY = f'{PLAIN[0]}"\\|e`f``g\n{PLAIN[1]}\r\n| x | y |\n|---|---|\n\n# {PLAIN[2]}\x01\x1b[31m\x7f\x85\u2028\t\ufffe{PLAIN[3]}'
PLAIN_KEY = "AKID<script>&']]>|`*b*![x](y)"
KEY = PLAIN_KEY + '"\\|{z}'  # an access key ID is of visible ASCII, without / and comma
OPERATION = "GenerateRandom<b>|&'"


def nasty():
    throttling = {"name": NASTY, "times": 2, "do": [{"error": "ThrottlingException"}]}
    never = {"name": f"never {NASTY}", "when": {"region": "eu-nowhere-1"}, "do": [{"error": "KMSInternalException"}]}
    expect = {"attempts_per_call": {"max": 2}, "rules_fired": "all", "rules_not_fired": [NASTY], "operations": ["GenerateRandom"],
              "succeeded": "all", "not_retried": True, "allow_unproven": True}
    return scenario_of(expect, throttling, never, name=f"named {NASTY}"), [called(KEY), called(KEY, 1, operation=OPERATION)]


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return reported(tmp_path_factory.mktemp("names"), *nasty())


def test_are_in_the_json_as_they_are(made):
    assert made.ran.status == 3, made.ran.stderr
    assert made.contract["name"] == f"named {NASTY}"
    [tenant] = made.contract["tenants"]
    assert tenant["tenant"] == KEY
    assert tenant["calls"][0]["attempts"][0]["rule"] == NASTY
    broken = {one["expectation"]: one for one in made.judged() if one["verdict"] == "broken"}
    assert {"attempts_per_call", "rules_fired", "rules_not_fired", "operations"} <= set(broken)
    assert PLAIN[0] in broken["rules_not_fired"]["seen"] + broken["rules_not_fired"]["written"]
    assert OPERATION in broken["operations"]["seen"]


def test_do_not_break_the_xml(made, mistakes, tmp_path):
    assert mistakes(made.xml) == []
    assert not re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]", made.xml)
    everything = "\n".join(made.junit.itertext()) + "\n".join(value for each in made.junit.iter() for value in each.attrib.values())
    for name in PLAIN + [PLAIN_KEY, OPERATION]:
        assert name in everything
    assert any(PLAIN_KEY in suite.get("name") for suite in made.junit)
    assert "ThrottlingException" in rendered(made.xml, tmp_path)


def test_do_not_break_the_table(made):
    page = page_of(made.markdown)
    assert_whole(page)
    for name in [PLAIN[0], PLAIN[3], PLAIN_KEY]:
        assert name in page.text, page.text
    written = [one["expectation"] for one in made.judged() if one["verdict"] == "broken"]
    rows = [" ".join(row) for table in page.tables for row in table.rows[1:]]
    assert all(any(key in row for row in rows) for key in written), rows


def test_do_not_reach_the_terminal(made):
    """A name that is no line of its own, and no command to the terminal."""
    lines = made.ran.stderr.split("\n")
    assert len(lines) <= 11 and lines[-1] == ""
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028]", made.ran.stderr)
    assert lines[0].startswith('contract "named a]]>b')


def test_do_not_break_annotations():
    """A line of GitHub's is a command if it begins so, whoever has written it."""
    ran = executed(*nasty(), environment={"GITHUB_ACTIONS": "true"})
    annotations = [line for line in ran.stderr.split("\n") if line.startswith("::")]
    assert len(annotations) >= 4, ran.stderr
    for line in annotations:
        command, properties, message = re.fullmatch(r"::(\w+) (.*?)::(.*)", line).groups()
        assert command == "error" and message
        assert all(re.fullmatch(r"(file|line|col|title|endLine|endColumn)=[^:,]*", each) for each in properties.split(",")), line
    assert len(ran.stderr.split("\n")) - len(annotations) <= 11
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028]", ran.stderr)
