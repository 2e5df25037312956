"""Start at login, and the menu entry, in folders of their own."""

import os
import plistlib
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path

import pytest

from intermezzo.adapters.autostart import LoginItem, flatpak, freedesktop, login_item, macos
from intermezzo.adapters.system import resources
from intermezzo.adapters.system.identity import APP_ID
from intermezzo.adapters.system.paths import Paths
from intermezzo.adapters.system.program import program
from intermezzo.core.faults import Fault
from tests.adapters.conftest import running


@pytest.fixture
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Mapping[str, Path]:
    """The folders of a user, and those of a system without the program."""
    found = {name: tmp_path / name for name in ("CONFIG_HOME", "DATA_HOME", "DATA_DIRS")}
    for name, folder in found.items():
        monkeypatch.setenv(f"XDG_{name}", str(folder))
    return found


@pytest.fixture
def started(tmp_path: Path) -> Path:
    """A program in a folder whose name has all that an entry must quote."""
    path = tmp_path / 'a "b" $c `d`' / "intermezzo"
    path.parent.mkdir()
    path.write_text('#!/bin/sh\nprintf "%s\\n" "$0" "$@" >"$OUT"\n')
    path.chmod(0o700)
    return path


def test_turned_on_the_session_has_an_entry_and_so_has_the_menu(
    folders: Mapping[str, Path], started: Path
) -> None:
    assert not freedesktop.is_on()
    freedesktop.turn_on([str(started)])
    assert freedesktop.is_on()
    login = folders["CONFIG_HOME"] / "autostart" / "intermezzo.desktop"
    menu = folders["DATA_HOME"] / "applications" / "intermezzo.desktop"
    for entry in (login, menu):
        done = subprocess.run(["desktop-file-validate", entry], capture_output=True, text=True, check=False)
        assert (done.returncode, done.stdout) == (0, "")
    assert "Actions=" in menu.read_text()
    assert "Action" not in login.read_text()
    icons = {
        one.relative_to(folders["DATA_HOME"] / "icons/hicolor")
        for one in _files(folders["DATA_HOME"] / "icons")
    }
    assert {Path("48x48/apps/intermezzo.png"), Path("scalable/apps/intermezzo.svg")} <= icons
    assert Path("symbolic/apps/intermezzo-symbolic.svg") in icons


def test_turned_off_nothing_of_it_is_left(folders: Mapping[str, Path], started: Path) -> None:
    freedesktop.turn_on([str(started)])
    freedesktop.turn_off()
    assert not freedesktop.is_on()
    assert [one for folder in folders.values() for one in _files(folder)] == []
    freedesktop.turn_off()


def test_what_an_administrator_has_entered_for_all_users_is_on_until_a_user_turns_it_off(
    folders: Mapping[str, Path], started: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    system = tmp_path / "xdg"
    monkeypatch.setenv("XDG_CONFIG_DIRS", f"{tmp_path / 'none'}:{system}")
    monkeypatch.setenv("PATH", str(started.parent), prepend=os.pathsep)
    entry = system / "autostart" / "intermezzo.desktop"
    entry.parent.mkdir(parents=True)
    entry.write_bytes((resources.assets() / "linux" / "intermezzo.desktop").read_bytes())
    assert freedesktop.is_on()
    freedesktop.turn_off()
    assert not freedesktop.is_on()
    own = folders["CONFIG_HOME"] / "autostart" / "intermezzo.desktop"
    done = subprocess.run(["desktop-file-validate", own], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")
    freedesktop.turn_on([str(started)])
    assert freedesktop.is_on()
    entry.unlink()
    freedesktop.turn_off()
    assert not own.exists()


def test_the_entry_starts_the_program_with_its_words(
    folders: Mapping[str, Path], started: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "my 100% home"
    freedesktop.turn_on([str(started), "--home", str(home)])
    out = tmp_path / "out"
    os.mkfifo(out)  # reading waits for the program
    monkeypatch.setenv("OUT", str(out))
    subprocess.run(["gio", "launch", folders["CONFIG_HOME"] / "autostart" / "intermezzo.desktop"], check=True)
    assert out.read_text().splitlines() == [str(started), "--home", str(home)]


@pytest.mark.parametrize("line", ["Hidden=true", "X-GNOME-Autostart-enabled=false"])
def test_what_the_desktops_own_tool_has_turned_off_is_off(
    folders: Mapping[str, Path], started: Path, line: str
) -> None:
    freedesktop.turn_on([str(started)])
    entry = folders["CONFIG_HOME"] / "autostart" / "intermezzo.desktop"
    entry.write_text(f"{entry.read_text()}{line}\n")
    assert not freedesktop.is_on()
    freedesktop.turn_on([str(started)])
    assert freedesktop.is_on()


@pytest.mark.parametrize(
    "raw", [b"", b"\xff\xfe", b"no group\n", b"[Other]\nHidden=false\n", b"[Desktop Entry]\n"]
)
def test_an_entry_that_starts_nothing_is_off(folders: Mapping[str, Path], raw: bytes) -> None:
    entry = folders["CONFIG_HOME"] / "autostart" / "intermezzo.desktop"
    entry.parent.mkdir(parents=True)
    entry.write_bytes(raw)
    assert not freedesktop.is_on()


def test_a_program_that_has_moved_away_does_not_count_as_started(
    folders: Mapping[str, Path], started: Path
) -> None:
    freedesktop.turn_on([str(started)])
    started.unlink()
    assert not freedesktop.is_on()


def test_a_menu_entry_of_the_system_is_enough(folders: Mapping[str, Path], started: Path) -> None:
    there = folders["DATA_DIRS"] / "applications" / "intermezzo.desktop"
    there.parent.mkdir(parents=True)
    there.touch()
    freedesktop.turn_on([str(started)])
    assert freedesktop.is_on()
    assert _files(folders["DATA_HOME"]) == []


def test_what_cannot_be_written_is_told(folders: Mapping[str, Path], started: Path) -> None:
    folders["CONFIG_HOME"].touch()
    with pytest.raises(Fault) as fault:
        freedesktop.turn_on([str(started)])
    assert fault.value.message.code == "autostart.unwritable"


@pytest.fixture
def portal(
    folders: Mapping[str, Path], bus_address: str, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[str], Path]]:
    """A desktop that says what it is told to, of a program in a Flatpak; what comes back is its entry."""
    monkeypatch.setenv("FLATPAK_ID", APP_ID)
    outside = folders["CONFIG_HOME"].with_name("outside")
    with ExitStack() as stack:

        def start(said: str) -> Path:
            stack.close()
            script = Path(__file__).with_name("portal.py")
            words = [sys.executable, str(script), bus_address, str(outside), said]
            process = stack.enter_context(running(words))
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
            return outside / f"{APP_ID}.desktop"

        yield start


def test_a_flatpak_is_started_by_the_portals_entry(portal: Callable[[str], Path]) -> None:
    entry = portal("yes")
    item = login_item()
    item.turn_on(program(Paths()))
    assert item.is_on()
    assert f"\nExec=flatpak run --command=intermezzo {APP_ID}\n" in entry.read_text()
    item.turn_off()
    assert not item.is_on()
    assert not entry.exists()


def test_what_the_desktop_refuses_is_told_and_off(portal: Callable[[str], Path]) -> None:
    portal("yes")
    item = login_item()
    item.turn_on(["intermezzo"])
    portal("no")
    with pytest.raises(Fault) as fault:
        item.turn_on(["intermezzo"])
    assert fault.value.message.code == "autostart.refused"
    assert not item.is_on()
    portal("yes")
    item.turn_on(["intermezzo"])
    assert item.is_on()


@pytest.mark.parametrize("there", [True, False])
def test_a_portal_that_does_not_answer_changes_nothing(
    portal: Callable[[str], Path], bus_address: str, monkeypatch: pytest.MonkeyPatch, *, there: bool
) -> None:
    monkeypatch.setattr(flatpak, "ANSWER", 0.1)
    if there:
        portal("silent")
    with pytest.raises(Fault) as fault:
        login_item().turn_on(["intermezzo"])
    assert fault.value.message.code == "autostart.no_portal"
    assert fault.value.message.facts["why"].code == ("bus.no_answer" if there else "bus.not_running")
    assert not login_item().is_on()


@pytest.mark.slow
@pytest.mark.parametrize("system", ["freedesktop", "flatpak", "macos"])
def test_on_every_system_it_is_what_it_was_turned_to_last(
    system: str, portal: Callable[[str], Path], started: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    portal("yes")
    monkeypatch.setenv("HOME", str(tmp_path))
    systems: dict[str, LoginItem] = {"freedesktop": freedesktop, "flatpak": flatpak, "macos": macos}
    item = systems[system]
    for on in (False, True, True, False, False, True):
        if on:
            item.turn_on([str(started)])
        else:
            item.turn_off()
        assert item.is_on() == on


def test_a_launch_agent_is_written_and_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    macos.turn_on(["/Applications/x y", "--home", "z"])
    assert macos.is_on()
    (agent,) = _files(tmp_path / "Library" / "LaunchAgents")
    assert plistlib.loads(agent.read_bytes())["ProgramArguments"] == ["/Applications/x y", "--home", "z"]
    macos.turn_off()
    assert not macos.is_on()


def test_the_program_is_started_as_it_was(tmp_path: Path) -> None:
    (name,) = program(Paths())
    assert Path(name).name == "intermezzo"
    assert program(Paths(tmp_path)) == (name, "--home", str(tmp_path))


def _files(folder: Path) -> list[Path]:
    return [one for one in folder.rglob("*") if one.is_file()]
