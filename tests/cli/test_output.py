"""The output of the program: encodings that cannot show it, files and readers that do not take it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

PLAN = ("plan", "--date", "2026-11-18", "--timezone", "UTC")
FULL = Path("/dev/full")
REFUSED = "intermezzo: The output can’t be written: No space left on device\n"
needs_full = pytest.mark.skipif(not FULL.exists(), reason="this system has no full device")


def program(
    *words: str, home: Path, stdout: int = subprocess.PIPE, **variables: str
) -> tuple[int, bytes, str]:
    """Run the program; return its exit code, its output, and what it says on stderr."""
    ended = subprocess.run(
        [sys.executable, "-m", "intermezzo", *words], stdout=stdout, stderr=subprocess.PIPE, check=False,
        env={**os.environ, "INTERMEZZO_HOME": os.fsdecode(home), **variables},
    )  # fmt: skip
    return ended.returncode, ended.stdout or b"", ended.stderr.decode()


@pytest.mark.parametrize("encoding", ["ascii", "cp437", "ascii:surrogateescape", "latin-1"])
def test_what_an_encoding_cannot_show_is_replaced(tmp_path: Path, encoding: str) -> None:
    code, out, err = program(*PLAN, home=tmp_path, PYTHONIOENCODING=encoding)
    assert (code, err) == (0, "")
    first = out.decode(encoding.partition(":")[0]).splitlines()[0]
    assert first == "2026-11-18, working 09:00-17:00 (UTC)"


def test_json_is_whole_in_any_encoding(tmp_path: Path) -> None:
    code, out, _err = program("repertoire", "list", "--json", home=tmp_path, PYTHONIOENCODING="ascii")
    assert code == 0
    assert json.loads(out) == json.loads(program("repertoire", "list", "--json", home=tmp_path)[1])


@needs_full
@pytest.mark.parametrize(
    "words", [PLAN, (*PLAN, "--json"), ("sessions", "list"), ("--help",), ("--version",)]
)
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_an_output_that_is_full_costs_one_line(
    tmp_path: Path, words: tuple[str, ...], unbuffered: str
) -> None:
    with FULL.open("wb") as full:
        code, _out, err = program(*words, home=tmp_path, stdout=full.fileno(), PYTHONUNBUFFERED=unbuffered)
    assert (code, err) == (1, REFUSED)


@needs_full
def test_a_malformed_argument_stays_one_whatever_the_output(tmp_path: Path) -> None:
    with FULL.open("wb") as full:
        code, _out, err = program("plan", "--bad", home=tmp_path, stdout=full.fileno())
    assert (code, err.count("\n")) == (2, 1)


@pytest.mark.parametrize("words", [PLAN, ("sessions", "list"), ("--help",)])
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_reader_that_has_gone_is_not_told(tmp_path: Path, words: tuple[str, ...], unbuffered: str) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    try:
        code, _out, err = program(*words, home=tmp_path, stdout=writer, PYTHONUNBUFFERED=unbuffered)
    finally:
        os.close(writer)
    assert (code, err) == (0, "")


@pytest.mark.skipif(sys.platform == "win32", reason="a shell closes the streams")
def test_closed_streams_are_no_streams(tmp_path: Path) -> None:
    command = f'"{sys.executable}" -m intermezzo {" ".join(PLAN[:3])} --json'
    variables = {**os.environ, "INTERMEZZO_HOME": str(tmp_path), "TZ": "Mars/Olympus"}
    for closed, lines in ((">&-", ""), ("2>&-", "{"), (">&- 2>&-", "")):
        ended = subprocess.run(
            ["sh", "-c", f"{command} {closed}"], capture_output=True, text=True, check=False, env=variables
        )
        assert ended.returncode == 0
        assert ended.stdout[:1] == lines


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere every file name is text")
def test_a_home_whose_name_is_not_utf_8(tmp_path: Path) -> None:
    home = Path(os.fsdecode(os.fsencode(tmp_path) + b"/h\xffme"))
    home.mkdir()
    code, out, err = program("doctor", "--json", home=home, PYTHONIOENCODING="utf-8")
    assert code in (0, 1)
    parts = {one["part"]: one["line"] for one in json.loads(out)}
    assert parts["the app"] == "not running"
    assert parts["settings"].endswith("/h?me/settings.toml")
    assert err == ""
    code, out, err = program("backup", home=home, PYTHONIOENCODING="utf-8:surrogateescape")
    assert (code, err) == (0, "")
    assert Path(os.fsdecode(out.strip())).is_file()
