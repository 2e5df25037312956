"""Files that change are told soon and once, with inotify and without; nothing wakes the program meanwhile."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

from intermezzo.app.runtime import file_watch
from intermezzo.app.runtime.file_watch import FileWatch
from intermezzo.app.runtime.worker import Worker


class Watched:
    """A FileWatch, and how often it told of a change."""

    def __init__(self, qtbot: QtBot, parent: QObject) -> None:
        self.qtbot = qtbot
        self.worker = Worker(parent)
        self.files = FileWatch(self.worker, parent)
        self.told = 0
        self.files.changed.connect(self._on_changed)

    def _on_changed(self) -> None:
        self.told += 1

    def polls(self) -> bool:
        """Return whether it looks at files every now and then."""
        timers = self.files.findChildren(QTimer)
        return any(one.isActive() for one in timers if one.interval() == file_watch.POLL_MS)

    def follow(self, *paths: Path) -> None:
        placed: list[object] = []
        self.files.watch([str(path) for path in paths])
        # The lane keeps its order: what comes after it is answered once the paths are watched.
        self.worker.submit("calendars.next", lambda: None, placed.append, placed.append, 60.0)
        self.qtbot.waitUntil(lambda: bool(placed))


@pytest.fixture
def watched(qtbot: QtBot) -> Iterator[Watched]:
    parent = QObject()
    one = Watched(qtbot, parent)
    yield one
    one.files.stop()
    assert one.worker.stop() == ()


@pytest.fixture(params=["with inotify", "without"])
def system(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(file_watch, "POLL_MS", 100)
    if request.param == "without":
        monkeypatch.setattr(sys, "platform", "win32")
    return str(request.param)


@pytest.mark.slow
def test_a_change_is_told(system: str, watched: Watched, tmp_path: Path) -> None:
    file = tmp_path / "work.ics"
    watched.follow(file)
    changes: list[Callable[[], object]] = [file.touch, lambda: file.write_text("new"), file.unlink]
    for change in changes:
        watched.told = 0
        change()
        watched.qtbot.waitUntil(lambda: watched.told > 0)
        watched.follow(file)


@pytest.mark.slow
def test_many_changes_are_told_once(watched: Watched, tmp_path: Path) -> None:
    watched.follow(tmp_path)
    for number in range(50):
        (tmp_path / f"{number}.ics").write_text("x")
    watched.qtbot.waitUntil(lambda: watched.told > 0)
    (tmp_path / "last.ics").write_text("x")
    watched.qtbot.waitUntil(lambda: watched.told > 1)
    assert watched.told == 2


def test_what_inotify_watches_is_not_polled_and_what_it_cannot_is(watched: Watched, tmp_path: Path) -> None:
    watched.follow(tmp_path)
    assert not watched.polls()
    watched.follow(tmp_path, Path("~nobody-of-this-name/work.ics"))
    assert watched.polls()
    watched.follow()
    assert not watched.polls()


def test_the_longest_delay_is_under_five_seconds() -> None:
    assert file_watch.GATHER_MS <= 1000
    assert file_watch.POLL_MS < 5000
