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
from intermezzo.adapters.store import Store
from intermezzo.adapters.system.paths import Paths
from intermezzo.app import Options
from intermezzo.app.application import Application
from intermezzo.app.commands import Controllers
from intermezzo.app.composition import Runtime
from intermezzo.app.context import Context
from intermezzo.app.controllers.session import Interruptions, SessionController
from intermezzo.app.controllers.today import TodayController
from intermezzo.app.day import DayController
from intermezzo.app.notices import Notices
from intermezzo.app.runtime.clocks import Clocks
from intermezzo.app.runtime.command_server import CommandServer
from intermezzo.core.history.events import EventKind, Reason
from intermezzo.core.scheduling.presence import Presence
from intermezzo.core.settings import WEEKDAYS, Settings
from intermezzo.engine.engine import Engine

BEAT = 30.0
"""Seconds between two looks at the clocks."""


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
        self.presence = Presence(locked=False, idle_seconds=10.0)
        self.asked: list[bool] = []
        """Whether more than lock and idle time was asked for, each time."""

    def sample(self, *, calls: bool = False, surroundings: bool = False) -> Presence:
        self.asked.append(calls)
        return self.presence if calls else Presence(self.presence.locked, self.presence.idle_seconds)


class House:
    """An application, its parts, and a terminal beside it."""

    def __init__(self, app: Application, qtbot: QtBot, at: Time) -> None:
        self.app = app
        self.qtbot = qtbot
        self.time = at
        self.home = app.options.paths.database.parent

    @property
    def runtime(self) -> Runtime:
        assert self.app.runtime is not None
        return self.app.runtime

    @property
    def context(self) -> Context:
        return self.runtime.context

    @property
    def engine(self) -> Engine:
        return self.context.engine

    def forget_elsewhere(self) -> None:
        """Delete everything as another process does, by a connection of its own."""
        paths = self.context.paths
        store = Store.open(paths.database, paths.backups).store
        store.forget(None)
        store.close()

    @property
    def notices(self) -> Notices:
        return self.context.notices

    @property
    def day(self) -> DayController:
        return self.runtime.day

    @property
    def controllers(self) -> Controllers:
        return self.runtime.controllers

    @property
    def today(self) -> TodayController:
        return self.controllers.today

    @property
    def session(self) -> SessionController:
        return self.controllers.session

    @property
    def watch(self) -> Interruptions:
        """What watches the running session."""
        assert self.session.interruptions is not None
        return self.session.interruptions

    @property
    def settings_in_use(self) -> Settings:
        return self.context.settings.current

    def set_settings(self, settings: Settings) -> None:
        self.context.settings.replace(settings)

    def start(self) -> "House":
        """Until the first decision."""
        self.app.start()
        self.until(lambda: self.app.runtime is not None)
        if self.engine.screening_passed:
            self.until(lambda: self.engine.decision is not None)
        return self

    def until(self, fact: Callable[[], object]) -> None:
        """Let events happen until the fact holds."""
        self.qtbot.waitUntil(lambda: bool(fact()))

    def seen(self, **what: Any) -> None:
        """From now on the probes say so, besides that the user is here."""
        probes: Any = self.day.probes
        probes.presence = replace(Presence(locked=False, idle_seconds=10.0), **what)

    @property
    def asked(self) -> list[bool]:
        """Of each sample until now, whether it asked for microphone and camera."""
        probes: Any = self.day.probes
        found: list[bool] = probes.asked
        return found

    def say(self, *words: str) -> tuple[bool, str, Any]:
        """Say something and wait for the reply."""
        said: list[tuple[bool, str, Any]] = []
        self.app.dispatch(words, lambda ok, line, data: said.append((ok, line, data)))
        self.until(lambda: said)
        return said[0]

    def run(self, seconds: float) -> None:
        """Let time go by in spans as the app looks at its clocks; longer ones would be a sleep."""
        while seconds > 0:
            self.time.run(min(seconds, BEAT))
            self.day.look_at_clocks()
            seconds -= BEAT

    def make_due(self) -> None:
        """Leave behind what a terminal does that guided a session and was closed: it is due again at once."""
        state, now = self.engine.state, self.context.now()
        row = state.recorder.event(
            EventKind.INTERRUPTED, now, occurrence="another", session="seated_reset",
            seconds=20.0, reason=Reason.LOCKED, detail={"kind": "interlude"},
        )  # fmt: skip
        state.note(row)

    def offer(self, *, shown: bool = True) -> "House":
        """Let time go by until the first planned slot has come, and the card is shown."""
        engine = self.engine
        for _n in range(20):
            if engine.offer is not None:
                break
            slots = engine.plan.slots
            wait = (slots[0].start - self.context.now()).total_seconds() if slots else 60.0
            self.run(max(wait, 30.0) + 1)
            self.day.turn()
            self.until(lambda: not self.day.sampling)
        assert engine.offer is not None
        if shown:
            self.until(self.today.card.isVisible)
        return self

    def settings(self) -> Settings:
        """Those in the file."""
        found, lines = settings_file.read(self.app.options.paths.settings)
        assert lines == {}
        return found

    def leave(self) -> None:
        """End the app."""
        self.app.stop()


@pytest.fixture
def at() -> Time:
    """The clocks."""
    return Time()


@pytest.fixture
def home() -> Iterator[Path]:
    """A home whose socket has a short path, at work all day long, in UTC."""
    folder = Path(tempfile.mkdtemp(prefix="intermezzo-", dir="/tmp"))
    work: dict[str, Any] = dict.fromkeys(WEEKDAYS, ("00:00-23:59",))
    settings_file.write(folder / "settings.toml", Settings(**work, rollover="00:00", timezone="UTC"))
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
        paths = options.pop("paths", Paths(home))
        app = Application(Options(paths, **({"welcome": False} | options)), server, at.clocks)
        made.append(House(app, qtbot, at))
        return made[-1]

    yield build
    for one in reversed(made):  # each puts back the hooks that it found
        one.leave()
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
    one.until(lambda: not one.day.sampling)  # by the real ones, whose answer would come later
    one.day.probes = Sampled()  # type: ignore[assignment] # all that the day asks of them
    return one
