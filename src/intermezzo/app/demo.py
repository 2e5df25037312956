"""A demonstration: a temporary home, and a calendar with meetings around the present."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from intermezzo.adapters import settings_file
from intermezzo.adapters.system.time_zones import local_zone
from intermezzo.app.application import Application
from intermezzo.core.settings import WEEKDAYS, Calendar, Settings

if TYPE_CHECKING:
    from intermezzo.app.composition import Runtime

LOOK_MS = 200
"""Milliseconds between two looks at how far the demonstration is."""
MID_SESSION = 0.45
"""The share of the session after which the player's picture is taken."""


def lay_out(home: Path) -> None:
    """Write settings and a calendar: a meeting that has just ended, an hour free, and two more meetings."""
    now = datetime.now(UTC)
    calendar = home / "demo.ics"
    meetings = (
        ("Planning", now - timedelta(minutes=92), now - timedelta(seconds=61)),
        ("Design review", now + timedelta(minutes=59), now + timedelta(minutes=119)),
        ("One to one", now + timedelta(minutes=149), now + timedelta(minutes=179)),
    )
    events = "".join(_event(n, *one) for n, one in enumerate(meetings))
    calendar.write_text(
        f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Intermezzo//demo//EN\r\n{events}END:VCALENDAR\r\n",
        encoding="utf-8", newline="",
    )  # fmt: skip
    local = now.astimezone(local_zone().zone)
    work = f"{local - timedelta(minutes=133):%H:%M}-{local + timedelta(hours=5):%H:%M}"
    hours: dict[str, Any] = dict.fromkeys(WEEKDAYS, (work,))
    settings_file.write(home / "settings.toml", Settings(calendars=(Calendar(str(calendar)),), **hours))


def _event(n: int, title: str, start: datetime, end: datetime) -> str:
    form = "%Y%m%dT%H%M%SZ"
    return (
        f"BEGIN:VEVENT\r\nUID:demo-{n}@intermezzo\r\nDTSTAMP:{start.strftime(form)}\r\n"
        f"DTSTART:{start.strftime(form)}\r\nDTEND:{end.strftime(form)}\r\nSUMMARY:{title}\r\nEND:VEVENT\r\n"
    )


class Demonstration(QObject):
    """Goes through an offer, a session and the week as a person would, and saves pictures of them."""

    def __init__(self, app: Application, out: Path) -> None:
        super().__init__(app)
        self.app = app
        self.out = out
        out.mkdir(parents=True, exist_ok=True)
        self._next: Callable[[Runtime], bool] = self._offer
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _look(self) -> None:
        if self.app.runtime is not None and self._next(self.app.runtime):
            self._timer.stop()
            self._end(self.app.runtime)

    def _offer(self, runtime: "Runtime") -> bool:
        today = runtime.controllers.today
        if today.card.isVisible():
            self._picture(today.card, "offer.png")
            today.open()
            self._next = self._begin
        return False

    def _begin(self, runtime: "Runtime") -> bool:
        today = runtime.controllers.today
        if today.window is not None:
            self._picture(today.window, "today.png")
            today.window.hide()
            today.card.begin.click()
            self._next = self._guided
        return False

    def _guided(self, runtime: "Runtime") -> bool:
        player = runtime.controllers.session.player
        playing = player.playing if player is not None else None
        if player is None or playing is None:
            return False
        if playing.elapsed >= MID_SESSION * playing.session.seconds:
            self._picture(player, "player.png")
            self._next = self._complete
        return False

    def _complete(self, runtime: "Runtime") -> bool:
        if runtime.context.engine.running is None and not runtime.day.writer.unwritten:
            self.app.dispatch(("show", "week"))
            self._next = self._week
        return False

    def _week(self, runtime: "Runtime") -> bool:
        week = runtime.controllers.week.window
        if week is None or not week.isVisible():
            return False
        self._picture(week, "week.png")
        return True

    def _picture(self, window: QWidget, name: str) -> None:
        path = self.out / name
        window.grab().save(str(path))
        print(path)

    def _end(self, runtime: "Runtime") -> None:
        for event in runtime.context.engine.state.events:
            print(
                json.dumps(
                    {
                        "at": event.at.isoformat(), "kind": event.kind.value, "session": event.session,
                        "seconds": event.seconds, "reason": event.reason, "detail": dict(event.detail),
                    },
                    default=str,
                )
            )  # fmt: skip
        self.app.stop(0)
