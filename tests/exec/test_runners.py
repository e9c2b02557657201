"""The runners of tests that people start with `exec`: npm, pytest with four workers, Go."""

import json
import shutil
import subprocess
import sys

import pytest
from launched import BARE, BINARY, CALL, HERE, line, run, scenario

FOUR_CALLS = scenario({"calls": {"min": 4, "max": 4}, "succeeded": "all"})
GOOD_AND_BAD = pytest.mark.parametrize("calls, wanted", [(4, 0), (3, 3)], ids=["good", "bad"])

PACKAGE = {"name": "mine", "version": "1.0.0", "private": True, "scripts": {"test": "node --test"}}
HEADERS = {"Content-Type": "application/x-amz-json-1.1", "X-Amz-Target": "TrentService.GenerateRandom"}
IN_NODE = """
import assert from 'node:assert';
import { test } from 'node:test';
for (let number = 0; number < CALLS; ++number) {
  test(`call ${number}`, async () => {
    const reply = await fetch(process.env.AWS_ENDPOINT_URL_KMS, {method: 'POST', headers: HEADERS, body: '{"NumberOfBytes": 32}'});
    assert.equal(Buffer.from((await reply.json()).Plaintext, 'base64').length, 32);
  });
}
"""
IN_PYTEST = f"""
import os, sys
import pytest
sys.path.insert(0, {str(HERE)!r})
import call
@pytest.mark.parametrize("number", range(CALLS))
def test_call(number):
    assert os.environ["PYTEST_XDIST_WORKER"]
    call.make(1, 1)
"""
PYTEST = [sys.executable, "-B", "-m", "pytest", "-q", "-p", "no:cacheprovider", "-c", "/dev/null"]
IN_GO = """package mine
import ("net/http"; "os"; "strings"; "testing")
func TestCalls(t *testing.T) {
	for range CALLS {
		request, _ := http.NewRequest("POST", os.Getenv("AWS_ENDPOINT_URL_KMS"), strings.NewReader(`{"NumberOfBytes": 32}`))
		request.Header.Set("Content-Type", "application/x-amz-json-1.1")
		request.Header.Set("X-Amz-Target", "TrentService.GenerateRandom")
		reply, err := http.DefaultClient.Do(request)
		if err != nil || reply.StatusCode != 200 { t.Fatal(reply, err) }
		reply.Body.Close()
	}
}
"""


def verdict(folder, command, wanted, **environment):
    done = subprocess.run(line(command, *FOUR_CALLS), check=False, cwd=folder, env=BARE | environment, stdin=subprocess.DEVNULL,
                          capture_output=True, text=True, timeout=40)
    assert done.returncode == wanted, done.stdout + done.stderr
    assert f'contract "mine" {"holds" if wanted == 0 else "is broken"}' in done.stderr
    return done.stdout


@GOOD_AND_BAD
@pytest.mark.skipif(not shutil.which("npm"), reason="npm not found")
def test_npm_test(tmp_path, calls, wanted):
    (tmp_path / "package.json").write_text(json.dumps(PACKAGE))
    (tmp_path / "calls.test.mjs").write_text(IN_NODE.replace("CALLS", str(calls)).replace("HEADERS", json.dumps(HEADERS)))
    printed = verdict(tmp_path, ["npm", "test"], wanted, NPM_CONFIG_UPDATE_NOTIFIER="false", NPM_CONFIG_CACHE=str(tmp_path / "npm"))
    assert f"pass {calls}" in printed


@pytest.mark.skipif(not shutil.which("npm"), reason="npm not found")
def test_exec_in_a_script_of_npm(tmp_path):
    """The other way round, and a test that fails."""
    (tmp_path / "package.json").write_text(json.dumps(PACKAGE | {"scripts": {"test": f"'{BINARY}' exec -- node --test"}}))
    (tmp_path / "fails.test.mjs").write_text("import { test } from 'node:test'; test('fails', () => { throw new Error('as it should'); });")
    done = subprocess.run(["npm", "test"], check=False, cwd=tmp_path, env=BARE | {"NPM_CONFIG_CACHE": str(tmp_path / "npm")},
                          stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=40)
    assert done.returncode == 1 and "fail 1" in done.stdout


@GOOD_AND_BAD
def test_pytest_with_four_workers(tmp_path, calls, wanted):
    (tmp_path / "test_calls.py").write_text(IN_PYTEST.replace("CALLS", str(calls)))
    assert f"{calls} passed" in verdict(tmp_path, [*PYTEST, "-n", "4", str(tmp_path)], wanted)


def test_pytest_that_fails(tmp_path):
    (tmp_path / "test_calls.py").write_text("def test_it():\n    assert 0\n")
    done = run([*PYTEST, str(tmp_path)], timeout=40)
    assert done.returncode == 1 and "1 failed" in done.stdout


@GOOD_AND_BAD
@pytest.mark.skipif(not shutil.which("go"), reason="go not found")
def test_go_test(tmp_path, calls, wanted):
    (tmp_path / "go.mod").write_text("module mine\n\ngo 1.24\n")
    (tmp_path / "mine_test.go").write_text(IN_GO.replace("CALLS", str(calls)))
    (tmp_path / "other").mkdir()
    (tmp_path / "other/other_test.go").write_text("package other\n")
    assert "ok  \tmine" in verdict(tmp_path, ["go", "test", "./..."], wanted, GOWORK="off", GOFLAGS="-count=1", GOTOOLCHAIN="local")


def test_make_like_pipes(tmp_path):
    """Two clients in one command, one after the other: their calls are counted together."""
    verdict(tmp_path, ["sh", "-ec", '"$@" 1; "$@" 3', "sh", *CALL], 0)
