"""Read large calendars for the busy list of one day: time, and memory of the child."""

import contextlib
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from threading import Event, Thread
from typing import Self
from zoneinfo import ZoneInfo

from intermezzo.adapters.calendars.reading import read
from intermezzo.adapters.calendars.results import Reading
from intermezzo.core.scheduling.calendar_rules import day
from intermezzo.core.scheduling.intervals import Interval
from intermezzo.core.settings import Calendar, Settings

DAY = date(2026, 11, 18)
ZONE = "Europe/Berlin"
RUNS = 3

_HEAD = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Intermezzo//bench//EN
X-WR-TIMEZONE:Europe/Berlin
BEGIN:VTIMEZONE
TZID:W. Europe Standard Time
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE
"""


def calendar(events: int, *, seed: int = 1, series: float = 0.03) -> str:
    """Return nine years of a working calendar, 1.3 kB an event, with some endless series and exceptions."""
    rng = random.Random(seed)
    first = datetime(2018, 1, 1)  # noqa: DTZ001 - written as local time, with its zone beside it
    lines = [_HEAD]
    for number in range(events):
        start = first + timedelta(days=rng.randrange(3285), minutes=15 * rng.randrange(32, 72))
        end = start + timedelta(minutes=rng.choice((15, 30, 45, 60, 90)))
        zone = rng.choice(("Europe/Berlin", "W. Europe Standard Time", "America/New_York"))
        people = "".join(
            f"ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;CN=Person\n"
            f"  {who};X-NUM-GUESTS=0:mailto:person{who}@example.org\n"
            for who in range(rng.randrange(4))
        )
        repeats = rng.random() < series
        rule = "RRULE:FREQ=WEEKLY\n" if repeats else ""
        lines.append(
            f"BEGIN:VEVENT\nDTSTART;TZID={zone}:{start:%Y%m%dT%H%M%S}\nDTEND;TZID={zone}:{end:%Y%m%dT%H%M%S}\n"
            f"{rule}DTSTAMP:20260101T000000Z\nUID:{number:08}-bench@example.org\n"
            f"ORGANIZER;CN=Person 1:mailto:person1@example.org\n{people}"
            f"SUMMARY:Meeting {number}\nDESCRIPTION:{'Agenda and notes. ' * 10}\n"
            f" {'More of the same. ' * 12}\n"
            f"LOCATION:Room {number % 30}\nSTATUS:CONFIRMED\nTRANSP:OPAQUE\nSEQUENCE:0\n"
            f"BEGIN:VALARM\nACTION:DISPLAY\nDESCRIPTION:Reminder\nTRIGGER:-PT10M\nEND:VALARM\nEND:VEVENT\n"
        )
        lines += [
            f"BEGIN:VEVENT\nUID:{number:08}-bench@example.org\nSUMMARY:Meeting {number}\n"
            f"RECURRENCE-ID;TZID={zone}:{start + timedelta(weeks=week):%Y%m%dT%H%M%S}\n"
            f"DTSTART;TZID={zone}:{start + timedelta(weeks=week, hours=1):%Y%m%dT%H%M%S}\n"
            f"DTEND;TZID={zone}:{end + timedelta(weeks=week, hours=1):%Y%m%dT%H%M%S}\nEND:VEVENT\n"
            for week in (rng.sample(range(1, 400), 5) if repeats else ())
        ]
    lines.append("END:VCALENDAR\n")
    return "".join(lines).replace("\n", "\r\n")


def birthdays(count: int) -> str:
    """Return yearly all-day events, as address books publish them."""
    rng = random.Random(2)
    days = [date(1950, 1, 1) + timedelta(days=rng.randrange(25_000)) for _ in range(count)]
    events = [
        f"BEGIN:VEVENT\nUID:{number}@birthdays\nDTSTART;VALUE=DATE:{day:%Y%m%d}\nRRULE:FREQ=YEARLY\n"
        f"SUMMARY:Birthday {number}\nTRANSP:TRANSPARENT\nEND:VEVENT\n"
        for number, day in enumerate(days)
    ]
    return f"BEGIN:VCALENDAR\nVERSION:2.0\n{''.join(events)}END:VCALENDAR\n"


def folder(path: Path, files: int) -> None:
    """Write one event a file, as synchronised folders have them."""
    head, *events = calendar(files).split("BEGIN:VEVENT")
    for number, event in enumerate(events):
        text = f"{head}BEGIN:VEVENT{event}"
        path.joinpath(f"{number}.ics").write_text(
            text if text.endswith("END:VCALENDAR\r\n") else f"{text}END:VCALENDAR\r\n",
            encoding="utf-8",
            newline="",
        )


def measure() -> dict[str, object]:
    """Return seconds (median of three) and MB of the child at its peak, by kind of calendar."""
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        for count in (1, 10_000, 100_000):
            home.joinpath(f"{count}.ics").write_text(calendar(count), encoding="utf-8", newline="")
        home.joinpath("birthdays.ics").write_text(birthdays(1_300), encoding="utf-8")
        home.joinpath("folder").mkdir()
        folder(home / "folder", 5_000)
        # A separate process, so that the child's peak is not that of the caller.
        done = subprocess.run(
            [sys.executable, __file__, name], check=True, capture_output=True, text=True, timeout=300
        )
        told: dict[str, object] = json.loads(done.stdout)
        return told


def _measure_here(home: Path) -> dict[str, object]:
    read([Calendar(str(home / "1.ics"))], _window(), ZONE)  # so that importing the modules is not measured
    result: dict[str, object] = {
        "child alone": _measured(home / "1.ics"),
        "10,000 events": _measured(home / "10000.ics"),
        "100,000 events": _measured(home / "100000.ics"),
        "1,300 birthdays": _measured(home / "birthdays.ics"),
        "5,000 files": _measured(home / "folder"),
    }
    before = read([Calendar(str(home / "folder"))], _window(), ZONE)
    changed = home / "folder" / "7.ics"
    changed.write_bytes(changed.read_bytes().replace(b"Meeting", b"Talk"))
    result["one of 5,000 changed"] = _measured(home / "folder", before)
    before = read([Calendar(str(home / "folder"))], _window(), ZONE)
    result["none of 5,000 changed"] = _measured(home / "folder", before)
    return result


def _window() -> Interval:
    start = datetime(DAY.year, DAY.month, DAY.day, tzinfo=ZoneInfo(ZONE)).astimezone(UTC)
    return Interval(start - timedelta(days=2), start + timedelta(days=3))


def _measured(path: Path, previous: Reading | None = None) -> dict[str, object]:
    seconds = []
    used = _processor()
    with _Peak() as peak:
        for _ in range(RUNS):
            began = time.perf_counter()
            reading = read([Calendar(str(path))], _window(), ZONE, previous=previous)
            busy = day(reading.occurrences, Settings(), DAY, ZoneInfo(ZONE), (_window(),)).busy
            seconds.append(time.perf_counter() - began)
    if reading.faults or reading.warnings:
        raise RuntimeError(f"the calendar was not read well: {reading.faults} {reading.warnings}")
    return {
        "seconds": round(sorted(seconds)[RUNS // 2], 3),
        "processor_seconds": round((_processor() - used) / RUNS, 3),
        "child_private_mb": round(peak.private / 1e6, 1),
        "busy_intervals": len(busy),
    }


class _Peak:
    """Looks at the private memory of the children, in a thread."""

    def __init__(self) -> None:
        self.private = 0
        self._over = Event()
        self._thread = Thread(target=self._look, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_exception: object) -> None:
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        import psutil

        while not self._over.wait(0.02):
            for child in psutil.Process().children():
                with contextlib.suppress(psutil.Error):
                    self.private = max(self.private, child.memory_full_info().uss)


def _processor() -> float:
    """Return the CPU seconds so far of this process and its children."""
    return sum(os.times()[:4])


if __name__ == "__main__":
    json.dump(_measure_here(Path(sys.argv[1])), sys.stdout)
