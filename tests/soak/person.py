"""A person who lives with the app at speed: lets time go by, opens every window and answers every offer."""

from collections import Counter
from datetime import date
from itertools import cycle
from threading import enumerate as enumerate_threads
from typing import Any

from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from intermezzo.core.history.events import EventKind
from intermezzo.ui.player.window import PlayerWindow
from tests.app.conftest import BEAT, House

WINDOWS = ("today", "week", "settings", "library", "plan", "composer", "welcome")
ANSWERS = (
    "begin", "skip", "finish", "snooze", "later", "done", "short", "ignore", "quieter", "card", "lock",
)  # fmt: skip
"""Ways to meet an offer, taken in turn."""
FEELINGS = ("smooth", "shaky", "stopped")
LONGEST = 3600
"""Seconds after which a session must be over."""


class Person:
    """Answers what is offered, and counts what was acknowledged."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.acknowledged: Counter[tuple[date, str]] = Counter()
        self._answers = cycle(ANSWERS)
        self._feelings = cycle(FEELINGS)

    # -- time ----------------------------------------------------------------------------------------

    def wait(self, seconds: float) -> None:
        """Let time go by; whatever is due meanwhile runs when it is due."""
        timer = self.house.context.scheduler.findChild(QTimer)
        assert timer is not None
        while seconds > 0:
            self.house.time.run(min(seconds, BEAT))
            timer.timeout.emit()
            self.settle()
            seconds -= BEAT

    def settle(self) -> None:
        """Wait until the app has decided."""
        day = self.house.day
        QCoreApplication.processEvents()
        while day.sampling or day.calendars.fetcher.under_way:
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    def rest(self) -> None:
        """Wait until the calendars have been read, everything is written, and no child is at work."""
        done: list[bool] = []
        self.house.day.calendars.read(lambda: done.append(True))
        self.house.until(lambda: done and not self.house.day.writer.unwritten)
        self.settle()
        # On a busy machine a reading may have been late, and its child goes on.
        self.house.until(lambda: not any(one.name.startswith("calendar ") for one in enumerate_threads()))

    # -- windows -------------------------------------------------------------------------------------

    def open_every_window(self) -> None:
        """Open each window, and the sheet for adding a calendar, and close them."""
        for name in WINDOWS:
            ok, line, _data = self.house.say("show", name)
            assert ok, line
            if name == "settings":
                window = self.house.controllers.settings.window
                assert window is not None
                window.show_page("calendars")
                window.calendars.add_button.click()
            QCoreApplication.processEvents()
            self._close_all()

    def _close_all(self) -> None:
        for window in QApplication.topLevelWidgets():
            if window.isVisible() and window is not self.house.today.card:
                window.close()
        self.settle()

    # -- offers --------------------------------------------------------------------------------------

    @property
    def locked_out(self) -> bool:
        """Whether the screen is locked just now: then nobody answers."""
        probes: Any = self.house.day.probes
        found: bool = probes.presence.locked
        return found

    def answer(self) -> None:
        """Meet the open offer in the next way; one that cannot be had here is a *skip*."""
        how = next(self._answers)
        if how in {"begin", "finish", "later", "short"}:
            if self._say(EventKind.BEGUN, "answer", "short" if how == "short" else "begin"):
                self._move(how)
                return
        elif how in {"done", "snooze"}:
            kind = EventKind.DONE_ALREADY if how == "done" else EventKind.SNOOZED
            if self._say(kind, "answer", how):
                return
        elif how == "quieter":
            self.house.say("answer", "quieter")
            if self._say(EventKind.BEGUN, "answer", "begin"):
                self._move("begin")
                return
        elif how == "ignore":
            self.wait(900)
            return
        elif how == "lock":
            self.house.seen(locked=True)
            self.wait(120)
            self.house.seen()
            return
        elif how == "card":
            self.house.say("hide")
            self.house.say("show", "card")
        self._say(EventKind.DECLINED, "answer", "skip")

    def _say(self, kind: EventKind, *words: str) -> bool:
        """Say it; what is acknowledged must be found in the database."""
        day = self.house.context.today()
        ok, _line, _data = self.house.say(*words)
        self.acknowledged[day, str(kind)] += ok
        return ok

    def _move(self, how: str) -> None:
        """Do the session, or a part of it, and say how it went."""
        player = self.house.session.player
        assert player is not None
        if how == "finish":
            self._play(player, 40)
            player.finish()
        elif how == "later":
            self._play(player, 30)
            player.finish_later()
        self._play(player, LONGEST)
        assert self.house.engine.running is None
        self._say(EventKind.FEEDBACK, "felt", next(self._feelings))
        player.hide()
        self.settle()

    def _play(self, player: PlayerWindow, seconds: float) -> None:
        while seconds > 0 and self.house.engine.running is not None:
            self.house.time.run(10)
            self.house.day.look_at_clocks()
            player.catch_up()
            self.settle()
            seconds -= 10
