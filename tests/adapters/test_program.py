"""The command that installs voice and tones names what is there, and never this program on a registry."""

import re
import shlex
import shutil
import subprocess
import sys
from importlib.metadata import requires, version
from pathlib import Path

import pytest

from intermezzo.adapters.system import program, resources
from intermezzo.adapters.system.paths import Paths

ROOT = Path(__file__).parents[2]


def test_a_checkout_takes_it_from_its_own_lock() -> None:
    words = shlex.split(program.voice_command())
    assert words[1:] == ["sync", "--locked", "--extra", "voice", "--project", str(ROOT)]
    assert words[0] == "uv" or Path(words[0]).is_file()


def test_uv_is_that_of_the_set_up_where_there_is_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    own = ROOT / ".uv" / "bin" / "uv"
    assert shlex.split(program.voice_command())[0] == (str(own) if own.exists() else "uv")


@pytest.mark.parametrize(("pip", "begins"), [(True, ["-m", "pip", "install"]), (False, [])])
def test_elsewhere_the_running_python_gets_it(
    monkeypatch: pytest.MonkeyPatch, pip: bool, begins: list[str]
) -> None:
    monkeypatch.setattr(resources, "checkout", lambda: None)
    monkeypatch.setattr(program, "find_spec", lambda _name: object() if pip else None)
    words = shlex.split(program.voice_command())
    package = f"PySide6-Addons=={version('PySide6-Essentials')}"
    if pip:
        assert words == [sys.executable, *begins, package]
    else:
        assert words == ["uv", "pip", "install", "--python", sys.executable, package]


def test_that_package_is_all_of_the_extra() -> None:
    extra = [one for one in requires("intermezzo") or () if 'extra == "voice"' in one.replace("'", '"')]
    assert [re.split(r"[<>=!;\s]", one)[0].lower() for one in extra] == ["pyside6-addons"]


def test_of_a_flatpak_the_portal_and_the_user_say_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FLATPAK_ID", "org.example.Intermezzo")
    assert program.program(Paths(Path("/h o"))) == ("intermezzo", "--home", "/h o")
    assert program.typed(Paths(Path("/h o"))) == "flatpak run org.example.Intermezzo --home '/h o'"
    assert program.voice_command() == ""


def test_to_a_frozen_program_nothing_can_be_added(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert program.voice_command() == ""


def told() -> dict[str, str]:
    """Every text that may tell a user what to install."""
    places = (
        "*.md",
        "docs/*.md",
        "docs/**/*.html",
        "src/**/*.py",
        ".github/**/*",
        "packaging/**/*",
        "run",
        "test",
    )
    files = {path for place in places for path in ROOT.glob(place) if path.is_file()}
    return {str(path.relative_to(ROOT)): path.read_text("utf-8", errors="replace") for path in files}


@pytest.mark.slow
def test_nothing_tells_a_user_to_install_this_program_from_a_registry() -> None:
    texts = told()
    assert "README.md" in texts
    install = re.compile(
        r"(?:\binstall|\buvx|\bpipx run|tool run)\s+(?:-\S+\s+)*[\"'`]?intermezzo\b(?![-./_])"
    )
    assert [name for name, text in texts.items() if install.search(text)] == []
    assert install.search('pip install "intermezzo[voice]"')
    assert install.search("uv tool install intermezzo")
    assert not install.search("uv pip install dist/intermezzo-0.2.0-py3-none-any.whl")


@pytest.mark.slow
def test_what_one_types_is_this_program_with_its_home(tmp_path: Path) -> None:
    home = tmp_path / "a home"
    words = shlex.split(program.typed(Paths(home)))
    assert words[-2:] == ["--home", str(home)]
    done = subprocess.run([*words, "--version"], capture_output=True, text=True, check=True)
    assert done.stdout == f"intermezzo {version('intermezzo')}\n"


def test_it_is_the_plain_name_only_where_that_is_this_very_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = tmp_path / "intermezzo"
    monkeypatch.setenv("PATH", str(tmp_path))
    found.write_text("#!/bin/sh\n")
    found.chmod(0o755)
    assert program.typed(Paths()) == shlex.join(program.program(Paths())), "another program of this name"
    found.unlink()
    found.symlink_to(program.program(Paths())[0])
    assert program.typed(Paths()) == "intermezzo"


@pytest.mark.slow
def test_a_hint_in_a_terminal_works_as_it_stands(tmp_path: Path) -> None:
    home = tmp_path / "nobody’s home"
    status = [*program.program(Paths(home)), "status"]
    done = subprocess.run(status, capture_output=True, text=True, check=False)
    _said, hint = done.stderr.strip().split("Start it with: ")
    again = subprocess.run(f"{hint} sessions list", shell=True, capture_output=True, text=True, check=True)
    assert "Seated reset" in again.stdout
