"""The real app as a child process on a virtual desktop, with a day laid around the present."""

import getpass
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from intermezzo.adapters import instance, settings_file
from intermezzo.adapters.presence.x11 import IdleX11
from intermezzo.core.settings import WEEKDAYS, Calendar, Settings
from tests.desktop.person import Person, Window
from tests.desktop.screen_reader import ScreenReader
from virtual_desktop import PATIENCE, Desktop, wait_until

PROGRAM = Path(sys.executable).with_name("intermezzo")
CARD = "Offer · Intermezzo"
TODAY = "Today · Intermezzo"
WEEK = "Week · Intermezzo"
PLAYER = " · Intermezzo"
"""It bears the name of its session: any window of ours, where no other is open."""
ZONE = f"Etc/GMT{datetime.now(UTC).hour - 12:+d}"
"""A zone in which it is past noon, so that a day around the present has its hours on one date."""
LONGEST_IDLE = 60.0
"""Seconds. Tests that press nothing leave the desktop idle: after three minutes without a key no offer
comes, and within five seconds of one none either."""
FAST = 40.0
"""So many times as fast a session runs, that of 90 seconds in two and a half."""

Meeting = tuple[str, float, float]
"""(title, start, end) in minutes from now."""

AFTER_A_MEETING: tuple[Meeting, ...] = (("Planning", -92, -1.02), ("Design review", 59, 119))
"""The gap has just begun, and its margin after the meeting is over: an offer is due at once."""
IN_A_MEETING: tuple[Meeting, ...] = (("Planning", -60, 60), ("Design review", 120, 150))


def write_calendar(path: Path, meetings: Sequence[Meeting]) -> None:
    """An .ics file with the meetings."""
    now, form = datetime.now(UTC), "%Y%m%dT%H%M%SZ"
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Intermezzo//tests//EN"]
    for title, start, end in meetings:
        first, last = ((now + timedelta(minutes=one)).strftime(form) for one in (start, end))
        lines += [
            "BEGIN:VEVENT", f"UID:{title}{start}@tests".replace(" ", ""), f"DTSTAMP:{first}",
            f"DTSTART:{first}", f"DTEND:{last}", f"SUMMARY:{title}", "END:VEVENT",
        ]  # fmt: skip
    path.write_text("\r\n".join([*lines, "END:VCALENDAR", ""]), encoding="utf-8", newline="")


def clock(minutes: float) -> str:
    """Return the time of day in so many minutes, as the app is told it."""
    return f"{datetime.now(ZoneInfo(ZONE)) + timedelta(minutes=minutes):%H:%M}"


def lay_out(
    home: Path, meetings: Sequence[Meeting] | None = AFTER_A_MEETING, *, minutes: int = 300, **changes: Any
) -> Settings:
    """Settings and a calendar: work began two hours ago and goes on for so many minutes."""
    home.mkdir(parents=True, exist_ok=True)
    hours: dict[str, Any] = dict.fromkeys(WEEKDAYS, (f"{clock(-133)}-{clock(minutes)}",))
    settings = Settings(**hours, timezone=ZONE)
    if meetings is not None:
        write_calendar(home / "work.ics", meetings)
        settings = replace(settings, calendars=(Calendar(str(home / "work.ics")),))
    settings = replace(settings, **changes)
    settings_file.write(home / "settings.toml", settings)
    return settings


class App:
    """One process of Intermezzo, and what a terminal beside it can say and see."""

    def __init__(
        self, desktop: Desktop, home: Path, *arguments: str, env: Mapping[str, str] | None = None,
        welcome: bool = False, program: Sequence[str] = (str(PROGRAM),),
    ) -> None:  # fmt: skip
        self.desktop = desktop
        self.home = home
        skip = () if welcome else ("--no-welcome",)
        stay_present(desktop)
        self.process = desktop.spawn([*program, "--home", str(home), *skip, *arguments], env)

    def command(self, *words: str) -> "subprocess.CompletedProcess[str]":
        """Run a command for this home, whatever comes of it."""
        return subprocess.run(
            [str(PROGRAM), "--home", str(self.home), *words],
            env=self.desktop.env, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
            timeout=PATIENCE,
        )  # fmt: skip

    def types(self, *words: str) -> str:
        """What a terminal prints; the command must succeed."""
        done = self.command(*words)
        assert (done.returncode, done.stderr) == (0, ""), done
        return done.stdout.strip()

    def say(self, *words: str) -> str:
        """What the app answers over its socket, without the start of a process; it must have done it."""
        reply = self.reply(*words)
        assert reply.ok, reply
        return reply.line

    def reply(self, *words: str) -> instance.Reply:
        """The same, whether it has done it or not."""
        return instance.send(words, self._address, PATIENCE)

    def status(self) -> dict[str, Any]:
        """What the app is doing, as in ``status --json``."""
        reply = self.reply("status")
        assert reply.ok, reply
        found: dict[str, Any] = reply.data
        return found

    @property
    def _address(self) -> str:
        return instance.address(self.home, getpass.getuser(), Path(self.desktop.env["XDG_RUNTIME_DIR"]))

    def ready(self) -> "App":
        """Wait until it answers and has decided; returns itself."""
        wait_until(self._has_decided, what="the app to answer")
        return self

    def _has_decided(self) -> bool:
        try:
            return self.status()["decision"] is not None
        except instance.NoAppError:
            return False

    def wait(self, fact: Callable[[dict[str, Any]], object], what: str) -> dict[str, Any]:
        """Wait until something holds of its status."""
        found: list[dict[str, Any]] = []

        def holds() -> bool:
            found[:] = [self.status()]
            return bool(fact(found[0]))

        wait_until(holds, what=what)
        return found[0]

    def offered(self) -> "App":
        """Wait until an offer is open; returns itself."""
        self.ready().wait(lambda now: now["offer"], "an offer")
        return self

    def rows(self, *kinds: str) -> list[dict[str, Any]]:
        """The rows in the database, of these kinds or all, in the order in which they happened."""
        found = rows(self.home)
        return [row for row in found if not kinds or row["kind"] in kinds]

    def wait_row(self, kind: str) -> dict[str, Any]:
        """The last row of the kind, as soon as there is one."""
        wait_until(lambda: self.rows(kind), what=f"a row {kind}")
        return self.rows(kind)[-1]

    def end(self, how: signal.Signals = signal.SIGTERM) -> int:
        """Send the signal and wait; the exit code."""
        self.process.send_signal(how)
        return self.left()

    def left(self) -> int:
        """Wait until it has ended by itself; the exit code."""
        return self.process.wait(PATIENCE)


def stay_present(desktop: Desktop) -> None:
    """Press a key if none was pressed for long."""
    if _idle(desktop) > LONGEST_IDLE:
        desktop.run("xdotool", "key", "Shift_L")


def _idle(desktop: Desktop) -> float:
    """The seconds since the last input on the desktop."""
    probe = IdleX11(desktop.env)
    found = probe.probe().value
    probe.close()
    return found if found is not None else 0.0


def rows(home: Path) -> list[dict[str, Any]]:
    """Every row of the database in a home."""
    path = home / "intermezzo.sqlite3"
    if not path.exists():
        return []
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=10)) as database:
        database.row_factory = sqlite3.Row
        try:
            found = database.execute("select * from event order by at, rowid").fetchall()
        except sqlite3.OperationalError as error:
            if "no such table" in str(error):
                return []
            raise
    return [dict(row) for row in found]


def sound(home: Path) -> bool:
    """Whether SQLite finds the database whole."""
    with closing(sqlite3.connect(home / "intermezzo.sqlite3", timeout=10)) as database:
        return bool(database.execute("pragma integrity_check").fetchone()[0] == "ok")


def alive(number: int) -> bool:
    """Whether a process is there."""
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    return True


def point_of(person: Person, reader: ScreenReader, button: str, title: str) -> tuple[int, int]:
    """The middle of a button on the screen, as soon as it shows; the app must run with ``ACCESSIBLE``.

    ``title`` is in the name of its window: before the desktop has placed it, the button would be told
    to stand where it does not.
    """
    found: list[tuple[int, int]] = []

    def shows() -> bool:
        place = reader.place("intermezzo", button)
        if place is not None:
            x, y, width, height = place
            point = x + width // 2, y + height // 2
            found.extend(point for one in person.windows(title) if _holds(one, point))
        return bool(found)

    wait_until(shows, what=f"the button {button}")
    return found[0]


def _holds(window: Window, point: tuple[int, int]) -> bool:
    x, y = point[0] - window.x, point[1] - window.y
    return 0 <= x < window.width and 0 <= y < window.height


@contextmanager
def pictured(person: Person, folder: Path) -> Iterator[None]:
    """Leave a picture of the screen where the test goes wrong."""
    try:
        yield
    except BaseException:
        person.screenshot(folder / "screen.png")
        print(f"The screen at that moment: {folder / 'screen.png'}")
        raise
