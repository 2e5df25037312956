"""The whole app in this process, without a desktop, on clocks that a test can move."""

import logging
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from intermezzo.adapters import settings_file
from intermezzo.adapters.system.paths import Paths
from intermezzo.app import Options
from intermezzo.app.application import Application
from intermezzo.app.controllers.session import Windows
from intermezzo.app.controllers.settings import Pages
from intermezzo.app.day import DayController
from intermezzo.app.runtime.clocks import Clocks
from intermezzo.app.runtime.command_server import CommandServer
from intermezzo.core.scheduling.presence import Presence
from intermezzo.core.settings import WEEKDAYS, Settings


class Time:
    """Clocks that stand still until a test moves them, however long its machine takes.

    They begin at noon, UTC, on a Wednesday that is one to two weeks away: the scheduler, which goes by the
    real clock, calls nothing meanwhile of what is due by these.
    """

    def __init__(self) -> None:
        today = datetime.now(UTC)
        day = today + timedelta(days=7 + (2 - today.weekday()) % 7)
        self.now = day.replace(hour=12, minute=0, second=0, microsecond=0)
        self.ran = 1000.0
        self.clocks = Clocks(lambda: self.now, lambda: self.ran, lambda: None)

    def sleep(self, seconds: float) -> None:
        """The machine was suspended for so long: monotonic time stood still."""
        self.now += timedelta(seconds=seconds)

    def run(self, seconds: float) -> None:
        """Time went by on both clocks."""
        self.now += timedelta(seconds=seconds)
        self.ran += seconds


class Sampled:
    """Probes that say what a test wants."""

    def __init__(self) -> None:
        self.presence = Presence(locked=False, idle_seconds=0.0)
        self.asked: list[bool] = []
        """Whether microphone and camera were asked for, each time."""

    def sample(self, *, calls: bool = False) -> Presence:
        self.asked.append(calls)
        return self.presence if calls else replace(self.presence, microphone=None, camera=None)


class House:
    """An application, its parts, and a terminal beside it."""

    def __init__(self, app: Application, server: CommandServer, qtbot: QtBot, at: Time) -> None:
        self.app = app
        self.server = server
        self.qtbot = qtbot
        self.time = at
        self.home = app.options.paths.database.parent

    @property
    def desk(self) -> DayController:
        assert self.app.desk is not None
        return self.app.desk

    @property
    def windows(self) -> Windows:
        assert self.app.windows is not None
        return self.app.windows

    @property
    def pages(self) -> Pages:
        assert self.app.pages is not None
        return self.app.pages

    def start(self) -> "House":
        """Until the first decision."""
        self.app.start(self.server)
        self.until(lambda: self.app.commands is not None)
        if self.desk.engine.screening_passed:
            self.until(lambda: self.desk.engine.decision is not None)
        return self

    def until(self, fact: Callable[[], object]) -> None:
        """Let events happen until the fact holds."""
        self.qtbot.waitUntil(lambda: bool(fact()))

    def seen(self, **what: bool | None) -> None:
        """From now on the probes say so, besides that the user is here."""
        probes: Any = self.desk.probes
        probes.presence = replace(Presence(locked=False, idle_seconds=0.0), **what)

    @property
    def asked(self) -> list[bool]:
        """Of each sample until now, whether it asked for microphone and camera."""
        probes: Any = self.desk.probes
        found: list[bool] = probes.asked
        return found

    def say(self, *words: str) -> tuple[bool, str, Any]:
        """Say something and wait for the reply."""
        said: list[tuple[bool, str, Any]] = []
        self.app.obey(words, lambda ok, line, data: said.append((ok, line, data)))
        self.until(lambda: said)
        return said[0]

    def offer(self) -> "House":
        """Let time go by until the first planned slot has come and the card stands."""
        engine = self.desk.engine
        for _n in range(20):
            if engine.offer is not None:
                break
            slots = engine.plan.slots
            wait = (slots[0].start - self.desk.now()).total_seconds() if slots else 60.0
            self.time.run(max(wait, 30.0) + 1)
            self.desk._beat = self.desk._now_beat()  # time went by; nobody slept
            self.desk.turn()
            self.until(lambda: not self.desk._sampling)
        assert engine.offer is not None
        self.until(self.windows.card.isVisible)
        return self

    def settings(self) -> Settings:
        """Those in the file."""
        found, lines = settings_file.read(self.app.options.paths.settings)
        assert lines == {}
        return found

    def leave(self) -> None:
        """End the app."""
        self.app.leave()


@pytest.fixture
def at() -> Time:
    """The clocks."""
    return Time()


@pytest.fixture
def home() -> Iterator[Path]:
    """A home whose socket has a short path, at work all day long, in UTC."""
    folder = Path(tempfile.mkdtemp(prefix="intermezzo-", dir="/tmp"))
    work: dict[str, Any] = dict.fromkeys(WEEKDAYS, ("00:00-23:59",))
    settings_file.write(
        folder / "settings.toml", Settings(**work, rollover="00:00", timezone="UTC", notify=False)
    )
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def make(qtbot: QtBot, at: Time, home: Path, qapp: QApplication) -> Iterator[Callable[..., House]]:
    """Make an application over the home; ended and taken apart after the test."""
    made: list[House] = []
    level = logging.getLogger("intermezzo").level

    def build(**options: Any) -> House:
        server = CommandServer(str(home / "socket"), str(home / "lock"))
        assert server.listen()
        app = Application(Options(Paths(home), **({"welcome": False} | options)), at.clocks)
        made.append(House(app, server, qtbot, at))
        return made[-1]

    yield build
    for one in made:
        one.leave()
        if one.app.log is not None:
            one.app.log.stop()
        for window in qapp.topLevelWidgets():
            window.close()
            window.deleteLater()
        one.app.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    logging.getLogger("intermezzo").setLevel(level)


@pytest.fixture
def house(make: Callable[..., House], home: Path) -> House:
    """A running application; the probes say that the user is here."""
    one = make().start()
    one.desk.probes = Sampled()  # type: ignore[assignment] # all that the desk asks of them
    return one
