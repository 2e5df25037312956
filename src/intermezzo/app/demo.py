"""A demonstration: a temporary home, and a calendar with meetings around the present."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeGuard

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from intermezzo.adapters import settings_file
from intermezzo.adapters.system.output_file import OutputFile
from intermezzo.adapters.system.time_zones import local_zone
from intermezzo.app.application import Application
from intermezzo.core.settings import WEEKDAYS, Calendar, Settings
from intermezzo.ui.kit.pictures import png

if TYPE_CHECKING:
    from intermezzo.ui.player.window import PlayerWindow

LOOK_MS = 200
"""Milliseconds between two looks at how far the demonstration is."""
MID_SESSION = 0.45
"""The share of the session after which the player's picture is taken."""
PICTURES = ("offer", "today", "player", "week")
"""The names of the pictures, without suffix."""


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


def demonstrate(app: Application, out: Path) -> None:
    """Go through an offer, a session and the week as a person would, and save pictures of them in ``out``."""
    out.mkdir(parents=True, exist_ok=True)
    course, timer = _course(app, out), QTimer(app)
    timer.timeout.connect(lambda: next(course, None))
    timer.start(LOOK_MS)


def _course(app: Application, out: Path) -> Iterator[None]:
    """Yield while the next moment has not come."""
    while (runtime := app.runtime) is None:
        yield
    today, week = runtime.controllers.today, runtime.controllers.week
    while not today.card.isVisible():
        yield
    _save_picture(today.card, out / "offer.png")
    window = today.open()
    yield
    _save_picture(window, out / "today.png")
    window.hide()
    today.card.begin.click()
    while not _is_mid_session(player := runtime.controllers.session.player):
        yield
    _save_picture(player, out / "player.png")
    while runtime.context.engine.running is not None or runtime.day.writer.unwritten:
        yield
    app.dispatch(("show", "week"))
    while week.window is None or not week.window.isVisible():
        yield
    _save_picture(week.window, out / "week.png")
    for event in runtime.context.engine.state.events:
        row = {
            "at": event.at.isoformat(), "kind": event.kind.value, "session": event.session,
            "seconds": event.seconds, "reason": event.reason, "detail": dict(event.detail),
        }  # fmt: skip
        print(json.dumps(row, default=str))
    app.stop(0)


def _is_mid_session(player: "PlayerWindow | None") -> "TypeGuard[PlayerWindow]":
    playing = player.playing if player is not None else None
    return playing is not None and playing.elapsed >= MID_SESSION * playing.session.seconds


def _save_picture(window: QWidget, path: Path) -> None:
    OutputFile(path).write(png(window.grab().toImage()), "png")
    print(path)
