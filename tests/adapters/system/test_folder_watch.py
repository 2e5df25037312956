"""Files that change, come, go and are replaced, told by the real inotify."""

import os
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from intermezzo.adapters.system.folder_watch import FolderWatch

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="inotify is Linux's")


@pytest.fixture
def watch() -> Iterator[FolderWatch]:
    one = FolderWatch()
    yield one
    one.close()


def in_place(file: Path) -> None:
    with file.open("r+") as opened:
        opened.write("y")


def renamed_over(file: Path) -> None:
    other = file.with_name(".new")
    other.write_text("z")
    other.replace(file)


def touched_with_the_same_bytes(file: Path) -> None:
    file.write_bytes(file.read_bytes())


def made_unreadable(file: Path) -> None:
    file.chmod(0)


CHANGES = [in_place, renamed_over, touched_with_the_same_bytes, made_unreadable, Path.unlink]


@pytest.mark.parametrize("named", ["file", "folder", "link to the file", "link to the folder"])
@pytest.mark.parametrize("change", CHANGES, ids=lambda one: one.__name__)
def test_every_change_is_seen_once(
    watch: FolderWatch, tmp_path: Path, named: str, change: Callable[[Path], object]
) -> None:
    folder = tmp_path / "calendars"
    folder.mkdir()
    file = folder / "work.ics"
    file.write_text("x")
    link = tmp_path / "link"
    link.symlink_to(file if named == "link to the file" else folder)
    path = {"file": file, "folder": folder}.get(named, link)
    assert watch.watch([str(path)]) == ()
    assert not watch.changed()
    change(file)
    assert watch.changed()
    assert not watch.changed()


@pytest.mark.parametrize("changed", ["way", "first", "second"])
def test_a_link_on_the_way_that_points_elsewhere_is_seen(
    watch: FolderWatch, tmp_path: Path, changed: str
) -> None:
    for name in ("old", "new", "links"):
        (tmp_path / name).mkdir()
    (tmp_path / "old" / "work.ics").write_text("x")
    way, first, second = tmp_path / "way", tmp_path / "links" / "first", tmp_path / "links" / "second"
    way.symlink_to("links/first")
    first.symlink_to(second)
    second.symlink_to("../old")
    assert watch.watch([str(way / "work.ics")]) == ()
    other = tmp_path / "links" / "other"
    other.symlink_to(tmp_path / "new")
    assert not watch.changed()
    other.replace({"way": way, "first": first, "second": second}[changed])
    assert watch.changed()


def test_other_files_of_the_folder_do_not_count(watch: FolderWatch, tmp_path: Path) -> None:
    file = tmp_path / "work.ics"
    file.write_text("x")
    watch.watch([str(file)])
    (tmp_path / "film.part").write_text("much")
    (tmp_path / "other.ics").write_text("x")
    assert not watch.changed()
    watch.watch([str(tmp_path)])
    (tmp_path / "film.part").write_text("more")
    (tmp_path / ".hidden.ics").write_text("x")
    assert not watch.changed()
    (tmp_path / "Third.ICS").write_text("x")
    assert watch.changed()


def test_a_file_that_is_still_being_written_waits_until_it_is_whole(
    watch: FolderWatch, tmp_path: Path
) -> None:
    file = tmp_path / "work.ics"
    file.write_text("x")
    watch.watch([str(file)])
    with file.open("w") as opened:
        opened.write("half of")
        opened.flush()
        assert not watch.changed()
    assert watch.changed()


def test_what_is_missing_is_awaited_however_deep(watch: FolderWatch, tmp_path: Path) -> None:
    file = tmp_path / "a" / "b" / "work.ics"
    for come in (file.parent.parent.mkdir, file.parent.mkdir, file.touch, file.unlink):
        assert watch.watch([str(file)]) == ()
        assert not watch.changed()
        come()
        assert watch.changed()
    file.parent.rmdir()
    assert watch.changed(), "the folder itself went"
    assert watch.watch([str(file)]) == ()
    file.parent.mkdir()
    assert watch.changed(), "and came back"


def test_a_database_that_stays_open_is_seen_by_its_log(watch: FolderWatch, tmp_path: Path) -> None:
    file = tmp_path / "local.sqlite"
    with closing(sqlite3.connect(file, isolation_level=None)) as program:
        program.execute("PRAGMA journal_mode=WAL")
        program.execute("CREATE TABLE event (title)")
        watch.watch([str(file), f"{file}-wal"])
        assert not watch.changed()
        program.execute("INSERT INTO event VALUES ('Planning')")
        assert watch.changed()
        assert Path(f"{file}-wal").read_bytes()
        assert not watch.changed(), "reading is no change"


def test_what_is_no_longer_named_is_no_longer_watched(watch: FolderWatch, tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    for one in (first, second):
        one.mkdir()
    watch.watch([str(first), str(second)])
    watch.watch([str(second)])
    (first / "work.ics").touch()
    assert not watch.changed()
    (second / "work.ics").touch()
    assert watch.changed()


def test_paths_that_are_none_are_given_back(watch: FolderWatch, tmp_path: Path) -> None:
    fine, other_file_system = tmp_path / "work.ics", "/dev/shm/of-the-tests.ics"
    bad = ("~nobody-of-this-name/work.ics", "a\0b.ics")
    assert watch.watch([str(fine), *bad, other_file_system]) == bad


def test_where_no_watch_is_left_the_path_is_given_back(
    watch: FolderWatch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> int:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr("inotify_simple.INotify.add_watch", full)  # the limit is one of the whole machine
    assert watch.watch([str(tmp_path)]) == (str(tmp_path),)
