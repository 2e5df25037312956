"""Nothing that the real app writes can be read by other users, whatever the umask."""

import os
import signal
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import trustme

from intermezzo.adapters.system import private_files
from intermezzo.adapters.system.paths import Paths
from tests.adapters.calendars.fetch.servers import Servers
from tests.adapters.calendars.published import WORK, Published, calendar
from tests.app.process import User, end, user
from tests.searching import files, modes, readable_by_others
from virtual_desktop import wait_until

pytestmark = pytest.mark.slow


@pytest.fixture
def published() -> Iterator[Published]:
    servers = Servers(trustme.CA())
    yield Published(servers, calendar(datetime.now(UTC) + timedelta(hours=1)))
    servers.close()


def test_a_whole_home_is_private_whatever_the_umask(published: Published) -> None:
    with user(umask=0o000) as one:  # each other umask takes rights away from what this one leaves
        write_everything(published, one)
        assert readable_by_others(*written_by(one)) == {}


def written_by(one: User) -> tuple[Path, ...]:
    return one.home, one.runtime, one.state, one.folder / "tmp", one.folder / "export.json"


def write_everything(published: Published, one: User) -> None:
    one.lay_out(WORK)
    app = one.start()
    assert one.say("calendar", "remember", WORK.id, published.url).ok
    assert one.say("rhythm", "steady").ok
    # A calendar is fetched in a turn, and each answer begins one.
    wait_until(lambda: one.say("moved").ok and list(one.paths.calendars.glob("*.json")), what="a kept answer")
    assert one.run("backup").returncode == 0
    assert one.run("export", "--out", str(one.folder / "export.json")).returncode == 0
    with closing(sqlite3.connect(one.paths.database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        live = {path.name for path in one.home.iterdir()}
        assert {"intermezzo.sqlite3-wal", "intermezzo.sqlite3-shm", "intermezzo.lock"} <= live
        assert Path(one.socket) in one.runtime.iterdir()
        assert readable_by_others(one.home, one.runtime) == {}
        with one.saying("moved"):
            wait_until(lambda: one.say("status").data["unwritten"], what="a row that waits")
            assert end(app)[0] == 0
        assert list(one.home.glob("unwritten-*.json"))
        assert readable_by_others(one.home) == {}
    app = one.start()
    assert end(app, signal.SIGABRT)[0] == -signal.SIGABRT
    written = {path.name for path in files(one.home)}
    assert written >= {
        "settings.toml", "intermezzo.sqlite3", "backups", "calendars", "work.json",
        "intermezzo.log", "intermezzo.crash",
    }  # fmt: skip
    assert "Fatal Python error: Aborted" in (one.home / "log" / "intermezzo.crash").read_text()


@pytest.fixture
def old(tmp_path: Path) -> Paths:
    """A home as an older version has written it, with what belongs to others in it."""
    paths = Paths(tmp_path / "home")
    for folder in (paths.home, paths.backups, paths.calendars, paths.log.parent, paths.plans):
        assert folder is not None
        folder.mkdir(mode=0o755)
    for file in (
        paths.settings, paths.database, paths.database.with_name("intermezzo.sqlite3-wal"), paths.log,
        paths.backups / "2026-11-16-daily.sqlite", paths.calendars / "work.json", paths.plans / "back.toml",
        paths.database.with_name("unwritten-1.json"), paths.database.with_name("work.ics"),
    ):  # fmt: skip
        file.write_text("x")
        file.chmod(0o644)
    return paths


def by_name(folder: Path) -> dict[str, int]:
    return {one.name: mode for one, mode in modes(folder).items()}


def test_what_an_older_version_has_written_is_mended(old: Paths, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir(mode=0o755)
    (elsewhere / "mine.toml").write_text("x")
    (elsewhere / "mine.toml").chmod(0o644)
    (old.plans / "linked.toml").symlink_to(elsewhere / "mine.toml")
    (old.plans / "folder").symlink_to(elsewhere)
    os.link(elsewhere / "mine.toml", old.backups / "same.sqlite")
    private_files.mend(old)
    assert old.home is not None
    found = by_name(old.home)
    others = {"work.ics": 0o644, "same.sqlite": 0o644}
    assert {name: mode for name, mode in found.items() if mode & 0o077} == others
    assert (found["home"], found["backups"], found["intermezzo.sqlite3"]) == (0o700, 0o700, 0o600)
    assert by_name(elsewhere) == {"elsewhere": 0o755, "mine.toml": 0o644}


def test_a_folder_of_everybody_or_the_whole_home_stays_open(
    old: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert old.home is not None
    old.home.chmod(0o1777)
    private_files.mend(old)
    assert stat.S_IMODE(old.home.stat().st_mode) == 0o1777
    assert stat.S_IMODE(old.database.stat().st_mode) == 0o600
    old.home.chmod(0o755)
    monkeypatch.setenv("HOME", str(old.home / "ada"))
    private_files.mend(old)
    assert stat.S_IMODE(old.home.stat().st_mode) == 0o755


def test_a_home_that_is_a_link_is_not_followed(old: Paths, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "home")
    private_files.mend(Paths(tmp_path / "link"))
    assert stat.S_IMODE(old.database.stat().st_mode) == 0o644
