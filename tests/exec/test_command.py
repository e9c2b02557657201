"""CMD's own name, arguments and folder are not touched, whatever stands in them."""

import os
import subprocess

import pytest
from launched import BARE, BINARY, run

ODD = [b"", b" ", b"two words", "grüße".encode(), b"gr\xfc\xdfe", b"line\nline", b"'", b'"$HOME"', b"*", b"--", b"--report", b"x.txt",
       b"--scenario=nothing", b"-h", b"--help", b"--version", b"=", b"%s%n", b"\\n"]


def bytes_of(*command, **settings):
    done = subprocess.run([BINARY, "exec", "--", *command], check=False, capture_output=True, stdin=subprocess.DEVNULL, timeout=15,
                          env=BARE, **settings)
    assert (done.returncode, done.stderr) == (0, b"")
    return done.stdout


def test_arguments_reach_it_as_they_were_given():
    assert bytes_of("sh", "-c", 'printf "%s\\0" "$@"', "sh", *ODD) == b"".join(word + b"\0" for word in ODD)


def test_many_long_arguments():
    words = [str(number) * 1000 for number in range(100, 200)]
    assert bytes_of("printf", "%s,", *words).decode() == "".join(word + "," for word in words)


def test_its_name_is_as_it_was_given():
    assert bytes_of("cat", "/proc/self/cmdline") == b"cat\0/proc/self/cmdline\0"


def test_a_program_in_a_folder_with_an_odd_name(tmp_path):
    program = tmp_path / "Über uns" / "prüfe mich"
    program.parent.mkdir()
    program.write_text('#!/bin/sh\necho "$0" "$1"\n')
    program.chmod(0o755)
    assert bytes_of(program, "ja, bitte").decode() == f"{program} ja, bitte\n"
    assert bytes_of("./prüfe mich", "ja", cwd=program.parent).decode() == "./prüfe mich ja\n"


def test_it_is_looked_for_in_the_path(tmp_path):
    (tmp_path / "only-here").write_text("#!/bin/sh\necho found\n")
    (tmp_path / "only-here").chmod(0o755)
    done = run(["only-here"], environment={"PATH": f"/nowhere:{tmp_path}:{os.environ['PATH']}"})
    assert (done.returncode, done.stdout) == (0, "found\n")


@pytest.mark.parametrize("name", ["plain", "with space", "Ünï"])
def test_it_runs_where_we_were_started(tmp_path, name):
    folder = tmp_path / name
    folder.mkdir()
    assert bytes_of("pwd", cwd=folder).decode() == f"{folder}\n"
    assert list(folder.iterdir()) == []  # and nothing of ours is left there


def test_a_folder_that_is_gone(tmp_path):
    folder = tmp_path / "gone"
    folder.mkdir()
    done = subprocess.run(["sh", "-c", 'rmdir "$PWD"; exec "$0" exec -- echo fine', BINARY], check=False, capture_output=True, cwd=folder,
                          env=BARE, timeout=15)
    assert (done.returncode, done.stdout) == (0, b"fine\n")
