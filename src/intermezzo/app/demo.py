"""A demonstration: a throw-away home and a calendar laid around the present."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from intermezzo.adapters import settings_file
from intermezzo.app.application import Application
from intermezzo.core.settings import WEEKDAYS, Calendar, Settings

LOOK_MS = 200
"""Between two looks at how far the demonstration is."""
MID_SESSION = 0.45
"""The player's picture is taken when so much of the session is done."""


def lay_out(home: Path) -> None:
    """Write settings and calendar: a meeting that has just ended, free time, and the next one."""
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
    local = now.astimezone()
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
    """Goes through one offer, one session and the week as a person would, and leaves pictures."""

    def __init__(self, app: Application, out: Path) -> None:
        super().__init__(app)
        self.app = app
        self.out = out
        out.mkdir(parents=True, exist_ok=True)
        self._next: Callable[[], bool] = self._offer
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _look(self) -> None:
        if self.app.windows is not None and self._next():
            self._timer.stop()
            self._end()

    def _offer(self) -> bool:
        windows = self.app.windows
        if windows is not None and windows.card.isVisible():
            self._picture(windows.card, "offer.png")
            windows.show_today()
            self._next = self._begin
        return False

    def _begin(self) -> bool:
        windows = self.app.windows
        if windows is not None and windows.today is not None:
            self._picture(windows.today, "today.png")
            windows.today.hide()
            windows.card.begin.click()
            self._next = self._guided
        return False

    def _guided(self) -> bool:
        player = self.app.windows.player if self.app.windows is not None else None
        playing = player.playing if player is not None else None
        if player is None or playing is None:
            return False
        if playing.elapsed >= MID_SESSION * playing.session.seconds:
            self._picture(player, "player.png")
            self._next = self._complete
        return False

    def _complete(self) -> bool:
        desk = self.app.desk
        if desk is not None and desk.engine.running is None and not desk.pending.rows:
            self.app.say(("show", "week"))
            self._next = self._week
        return False

    def _week(self) -> bool:
        week = self.app.windows.week if self.app.windows is not None else None
        if week is None or not week.isVisible():
            return False
        self._picture(week, "week.png")
        return True

    def _picture(self, window: QWidget, name: str) -> None:
        path = self.out / name
        window.grab().save(str(path))
        print(path)

    def _end(self) -> None:
        desk = self.app.desk
        rows = desk.engine.state.events if desk is not None else []
        for event in rows:
            print(
                json.dumps(
                    {
                        "at": event.at.isoformat(), "kind": event.kind.value, "session": event.session,
                        "seconds": event.seconds, "reason": event.reason, "detail": dict(event.detail),
                    },
                    default=str,
                )
            )  # fmt: skip
        self.app.leave(0)
