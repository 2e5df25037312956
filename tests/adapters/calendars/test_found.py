"""What other programs have on this computer, from their own configurations and folders."""

import sys
from pathlib import Path

import pytest

from intermezzo.adapters.calendars import found
from intermezzo.adapters.calendars.fetch import eds
from intermezzo.adapters.system.dbus import Bus
from intermezzo.core.settings import Calendar

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the programs keep them elsewhere")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home, without a message bus."""
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "VDIRSYNCER_CONFIG", "XDG_RUNTIME_DIR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


def write(home: Path, path: str, text: str = "") -> Path:
    file = home / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
    return file


def test_nothing_is_found_on_an_empty_computer(home: Path) -> None:
    answer = found.find()
    assert (answer.found, answer.warnings, answer.fault) == ((), (), None)


KHAL = """
[calendars]
  [[home]]
    path = ~/vdirs/home/
    color = dark blue
  [[work]] # the one that matters
    path = "$HOME/vdirs/work" # quoted
    color = '#2F5D54'
    readonly = True
    addresses = me@example.org, also.me@example.org
  [[birthdays]]
    path = ~/contacts
    type = birthdays
  [[gone]]
    path = ~/vdirs/gone
  [[all]]
    path = ~/shared/*
    type = discover
    color = dark green

[default]
path = ~/vdirs/no-calendar
highlight_event_days = True
"""


def test_khal(home: Path) -> None:
    write(home, ".config/khal/config", KHAL)
    for folder in ("vdirs/home", "vdirs/work", "vdirs/no-calendar", "contacts"):
        (home / folder).mkdir(parents=True)
    write(home, "shared/team/displayname", "The team\n")
    write(home, "shared/team/color", "#aa0000ff\n")
    write(home, "shared/plain/1.ics")
    (home / "shared/empty").mkdir()
    me = ("me@example.org", "also.me@example.org")
    assert found.find().found == (
        Calendar(str(home / "vdirs/home"), name="home"),
        Calendar(str(home / "vdirs/work"), me, name="work", colour="#2f5d54"),
        Calendar(str(home / "shared/plain"), name="plain"),
        Calendar(str(home / "shared/team"), name="The team", colour="#aa0000"),
    )


VDIRSYNCER = """
[general]
status_path = "~/.vdirsyncer/status/"

[pair mine]
a = "local"
b = "remote"
collections = ["from a", "from b"]

[storage local]
type = "filesystem"
path = "~/synced/"
fileext = ".ics"

[storage contacts]
type = "filesystem"
path = "~/contacts/"
fileext = ".vcf"

[storage single]
type = "singlefile"
path = "~/single/%s.ics"

[storage remote]
type = "caldav"
url = "https://example.org/"
username = "me"
password = "not to be read"
"""


@pytest.mark.parametrize("place", [".config/vdirsyncer/config", ".vdirsyncer/config", "named"])
def test_vdirsyncer(home: Path, place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    file = write(home, place, VDIRSYNCER)
    if place == "named":
        monkeypatch.setenv("VDIRSYNCER_CONFIG", str(file))
    write(home, "synced/b1f/displayname", "Work")
    write(home, "synced/b1f/color", "#2f5d54")
    write(home, "synced/private/1.ics")
    write(home, "synced/.hidden/1.ics")
    write(home, "contacts/1/1.vcf")
    write(home, "single/holidays.ics")
    assert found.find().found == (
        Calendar(str(home / "synced/b1f"), name="Work", colour="#2f5d54"),
        Calendar(str(home / "synced/private"), name="private"),
        Calendar(str(home / "single/holidays.ics"), name="holidays"),
    )


def test_a_folder_that_two_programs_share_is_one_calendar(home: Path) -> None:
    write(home, ".config/khal/config", "[calendars]\n[[work]]\npath = ~/link/b1f\n")
    write(home, ".config/vdirsyncer/config", VDIRSYNCER)
    write(home, "synced/b1f/1.ics")
    (home / "link").symlink_to(home / "synced")
    assert found.find().found == (Calendar(str(home / "link/b1f"), name="work"),)


@pytest.mark.parametrize("folder", [".calendars", ".local/share/calendars", ".local/share/khal/calendars"])
def test_folders_that_the_manuals_propose(home: Path, folder: str) -> None:
    write(home, f"{folder}/private/1.ics")
    assert found.find().found == (Calendar(str(home / folder / "private"), name="private"),)


SOURCE = "[Data Source]\nDisplayName[de]=Arbeit\nDisplayName=Work\n\n[Calendar]\nColor=#2f5d54\n"


def test_evolution_while_its_server_does_not_run(home: Path) -> None:
    own = write(home, ".local/share/evolution/calendar/system/calendar.ics")
    work = write(home, ".local/share/evolution/calendar/b1f/calendar.ics")
    write(home, ".config/evolution/sources/b1f.source", SOURCE)
    assert found.find().found == (
        Calendar(str(work), name="Work", colour="#2f5d54"),
        Calendar(str(own), name="Evolution"),
    )


@pytest.mark.slow
def test_the_server_is_started_where_it_has_been_used(home: Path, bus_address: str) -> None:
    write(home, ".local/share/evolution/calendar/b1f/calendar.ics")
    write(home, ".config/evolution/sources/b1f.source", SOURCE + "BackendName=local\n")
    assert ("eds", "Work") in {(one.kind, one.name) for one in found.find().found}


@pytest.mark.slow
def test_the_server_is_asked_where_it_runs_and_its_folder_is_left_out(home: Path, bus_address: str) -> None:
    write(home, ".local/share/evolution/calendar/system/calendar.ics")
    bus = Bus("session")
    assert [one.name for one in found.find().found] == ["Evolution"]
    eds.running(bus, start=True)
    (own,) = found.find().found
    assert (own.kind, own.path, own.name) == ("eds", "system-calendar", "Personal")
    bus.close()


def test_broken_configurations_are_none(home: Path) -> None:
    write(home, ".config/vdirsyncer/config", "no section")
    write(home, ".config/khal/config", "[calendars\n[[x]]\npath\n= y\n")
    (home / ".thunderbird").mkdir()
    write(home, ".calendars", "a file")
    (home / ".config/khal/config").chmod(0o600)
    assert found.find().found == ()
    (home / ".config/vdirsyncer/config").write_bytes(b"\xff\xfe\x00")
    assert found.find().found == ()
