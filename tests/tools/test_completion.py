"""The completions of bash, zsh and fish offer what the parser takes."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tools import completion

CASES = pytest.mark.parametrize(
    ("said", "begun", "offered"),
    [
        ("", "calen", ["calendar"]),
        ("", "--ho", ["--home"]),
        ("--home /tmp calendar", "", ["--help", "add", "list", "remove", "test"]),
        ("calendar add", "a", ["address"]),
        ("answer", "s", ["short", "skip", "snooze", "still-in-it"]),
        ("autostart", "o", ["off", "on"]),
        ("plan", "--j", ["--json"]),
        ("sessions check", "README", []),
    ],
)


@pytest.mark.skipif(sys.platform != "linux", reason="needs a bash that is not older than 4")
@CASES
def test_bash_completes(said: str, begun: str, offered: list[str], tmp_path: Path) -> None:
    script = tmp_path / "completion"
    script.write_text(completion.bash("intermezzo"), encoding="utf-8")
    words = ["intermezzo", *said.split(), begun]
    call = (
        f'. "{script}"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); '
        '_intermezzo intermezzo "${@: -1}"; printf "%s\\n" "${COMPREPLY[@]}"'
    )
    done = subprocess.run(["bash", "-euc", call, "bash", *words], capture_output=True, text=True, check=True)
    assert done.stdout.split() == offered


@pytest.mark.skipif(shutil.which("zsh") is None, reason="needs zsh")
@CASES
def test_zsh_completes(said: str, begun: str, offered: list[str], tmp_path: Path) -> None:
    script = tmp_path / "_intermezzo"
    script.write_text(completion.zsh("intermezzo"), encoding="utf-8")
    words = ["intermezzo", *said.split(), begun]
    # In place of zsh's own compadd and _files, which speak to its line editor.
    call = (
        "compadd() { shift; print -l -- ${(M)@:#${words[CURRENT]}*}; [[ -n ${(M)@:#${words[CURRENT]}*} ]] }; "
        f'_files() {{ }}; run() {{ words=("$@"); CURRENT=$#; . "{script}" }}; run "$@"'
    )
    done = subprocess.run(["zsh", "-fc", call, "zsh", *words], capture_output=True, text=True, check=True)
    assert done.stdout.split() == offered


@pytest.mark.skipif(shutil.which("fish") is None, reason="needs fish")
@CASES
def test_fish_completes(said: str, begun: str, offered: list[str], tmp_path: Path) -> None:
    script = tmp_path / "intermezzo.fish"
    script.write_text(completion.fish("intermezzo"), encoding="utf-8")
    line = " ".join(["intermezzo", *said.split(), begun])
    done = subprocess.run(
        ["fish", "--no-config", "-c", f"source {script}; complete -C {line!r}"],
        cwd=tmp_path, capture_output=True, text=True, check=True,
        env={"HOME": str(tmp_path), "PATH": "/usr/bin:/bin"},
    )  # fmt: skip
    found = sorted(one.split("\t")[0] for one in done.stdout.splitlines())
    assert [one for one in found if not (tmp_path / one).exists()] == offered
