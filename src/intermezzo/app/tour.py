"""Draws every window from a made-up history on a fixed day: in light and dark, at 100 and 200 %.

One interlude in the player moves.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from intermezzo.adapters import library
from intermezzo.adapters.store import Store
from intermezzo.adapters.system import catalogues, resources
from intermezzo.adapters.system.language import preferred
from intermezzo.core.faults import Fault
from intermezzo.core.history.events import Event
from intermezzo.core.scheduling.calendar_rules import Occurrence
from intermezzo.core.scheduling.presence import Presence
from intermezzo.core.settings import Settings
from intermezzo.engine.engine import Engine
from intermezzo.engine.recorder import Recorder
from intermezzo.engine.simulate import PERSONAS, simulate
from intermezzo.engine.week import Week, load
from intermezzo.presenters import _, install, languages

if TYPE_CHECKING:
    from PySide6.QtGui import QPixmap
    from PySide6.QtWidgets import QWidget

TODAY = date(2026, 11, 20)
ZONE = ZoneInfo("Europe/Berlin")
SEED = 47
WEEKS = 10
SCALES = (1, 2)
SCREEN = (1920, 1200)

_MEETINGS = (
    (9, 0, 15, "Stand-up"),
    (10, 0, 90, "Planning"),
    (12, 30, 45, "Lunch"),
    (14, 30, 60, "Design review"),
    (16, 0, 30, "One to one"),
)


def tour(out: Path) -> Iterator[Path]:
    """Draw into ``out``, a process for each scale; gives the files. Raises Fault when one of them fails."""
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="intermezzo-tour-") as folder:
        for scale in SCALES:
            yield from _drawn(out, scale, Path(folder) / f"screen-{scale}.json")


def _drawn(out: Path, scale: int, screen: Path) -> Iterator[Path]:
    """One process at one scale, on a screen that is drawn nowhere and large enough for every window."""
    width, height = (pixels * scale for pixels in SCREEN)
    place = {"name": "tour", "x": 0, "y": 0, "width": width, "height": height}
    screen.write_text(json.dumps({"screens": [place]}), encoding="utf-8")
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": f"offscreen:configfile={screen}",
        "QT_SCALE_FACTOR": str(scale),
    }
    command = [sys.executable, "-m", "intermezzo.app.tour", str(out), f"{scale * 100}"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Fault(_("The tour could not be drawn: {why}").format(why=done.stderr.strip()[-300:]))
    yield from (Path(line) for line in done.stdout.splitlines())


def draw(out: Path, percent: str) -> Iterator[Path]:
    """Draw every window in both looks at the scale that this process runs with."""
    from PySide6.QtWidgets import QApplication

    from intermezzo.app.tour_interlude import SHOWN, interlude
    from intermezzo.app.tour_windows import windows
    from intermezzo.ui.kit import style

    app = QApplication(sys.argv[:1])
    style.load_fonts(resources.assets())
    with history() as (engine, now, week):
        for dark in (False, True):
            style.apply(app, dark=dark)
            for name, window in windows(engine, now, week):
                window.show()
                app.processEvents()
                path = out / f"{name}-{'dark' if dark else 'light'}-{percent}.png"
                picture(window).save(str(path))
                window.hide()
                window.deleteLater()
                yield path
        if percent == "100":
            style.apply(app, dark=False)
            path = out / "interlude.png"
            path.write_bytes(interlude({one.id: one for one in engine.sessions}[SHOWN]))
            yield path


def picture(window: "QWidget") -> "QPixmap":
    """Return a window as it looks on the ground of the look, which lies under its shadow too."""
    from PySide6.QtGui import QPainter, QPixmap

    from intermezzo.ui.kit import style

    seen = window.grab()
    whole = QPixmap(seen.size())
    whole.setDevicePixelRatio(seen.devicePixelRatio())
    whole.fill(style.color("ground"))
    painter = QPainter(whole)
    painter.drawPixmap(0, 0, seen)
    painter.end()
    return whole


@contextmanager
def history() -> Iterator[tuple[Engine, datetime, Week]]:
    """Return ten weeks of a busy person, up to the moment in which an offer stands on the screen."""
    shelf = library.load([resources.sessions()], languages())
    numbers = count(1)
    recorder = Recorder(ZONE, time(4), "tour", lambda: f"00000000-0000-4000-8000-{next(numbers):012d}")
    movements = tuple(shelf.movements.values())
    engine = Engine(Settings(), tuple(shelf.sessions.values()), ZONE, recorder, movements=movements)
    first = TODAY - timedelta(days=TODAY.weekday(), weeks=WEEKS - 1)
    engine.occurrences = tuple(_occurrences(first))
    kept: list[Event] = []
    meetings = engine.occurrences
    for number in range((TODAY - first).days):
        day = first + timedelta(days=number)
        engine.occurrences = meetings
        simulate(engine, day, 1, PERSONAS["busy" if number % 3 else "diligent"], SEED)
        kept += [event for event in engine.events if event.day == day]
    engine.occurrences = meetings
    now = _live_today(engine)
    kept += [event for event in engine.events if event.day == TODAY]
    engine.events = list(kept[-400:])
    with tempfile.TemporaryDirectory(prefix="intermezzo-tour-") as home:
        opened = Store.open(Path(home) / "tour.sqlite3", Path(home) / "backups")
        opened.store.append(kept)
        week = load(opened.store, "", TODAY)
        opened.store.close()
    yield engine, now, week


def _live_today(engine: Engine) -> datetime:
    """The morning of the day: one interlude taken, and the offer after the second meeting."""
    from intermezzo.core.history.events import EventKind
    from intermezzo.engine.commands.offer import answer

    now = datetime.combine(TODAY, time(9), ZONE).astimezone(UTC)
    here = Presence(locked=False, idle_seconds=0.0)
    begun = False
    for _turn in range(200):
        turn = engine.turn(now, here)
        if engine.offer is not None:
            if begun:
                return now
            begun = True
            reply = answer(engine, ("answer", "begin"), now)
            if reply.begin is not None:
                now += timedelta(seconds=reply.begin.seconds)
                engine.finish(now, EventKind.COMPLETED, reply.begin.active_seconds)
                continue
        now = max(turn.decision.until, now + timedelta(seconds=1))
    return now


def _occurrences(first: date) -> Iterator[Occurrence]:
    for number in range((TODAY - first).days + 1):
        day = first + timedelta(days=number)
        if day.weekday() > 4:
            continue
        full = day.weekday() == 2 and number % 4 == 2
        for hour, minute, minutes, title in ((9, 0, 480, "Workshop"),) if full else _MEETINGS:
            start = datetime.combine(day, time(hour, minute), ZONE).astimezone(UTC)
            yield Occurrence(start, start + timedelta(minutes=minutes), title)


def main(argv: Sequence[str]) -> int:
    """Draw at one scale, for ``tour``."""
    install(*catalogues.load(resources.catalogues(), preferred(os.environ)))
    for path in draw(Path(argv[0]), argv[1]):
        print(path, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
