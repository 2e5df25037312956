"""Read a calendar of 10,000 events for the busy list of one day: time, and memory of child and parent."""

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from intermezzo.adapters.calendars.ics import read
from intermezzo.core.scheduling.calendar_rules import day
from intermezzo.core.scheduling.intervals import Interval
from intermezzo.core.settings import Calendar, Settings

DAY = date(2026, 11, 18)
ZONE = "Europe/Berlin"
RUNS = 5

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


def calendar(events: int, *, seed: int = 1, series: float = 0.02) -> str:
    """Return nine years of a working calendar, about 1 kB an event, with some weekly series."""
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
        rule = "RRULE:FREQ=WEEKLY;COUNT=60\n" if rng.random() < series else ""
        lines.append(
            f"BEGIN:VEVENT\nDTSTART;TZID={zone}:{start:%Y%m%dT%H%M%S}\nDTEND;TZID={zone}:{end:%Y%m%dT%H%M%S}\n"
            f"{rule}DTSTAMP:20260101T000000Z\nUID:{number:08}-bench@example.org\n"
            f"ORGANIZER;CN=Person 1:mailto:person1@example.org\n{people}"
            f"SUMMARY:Meeting {number}\nDESCRIPTION:{'Agenda and notes. ' * 10}\n"
            f" {'More of the same. ' * 12}\n"
            f"LOCATION:Room {number % 30}\nSTATUS:CONFIRMED\nTRANSP:OPAQUE\nSEQUENCE:0\n"
            f"BEGIN:VALARM\nACTION:DISPLAY\nDESCRIPTION:Reminder\nTRIGGER:-PT10M\nEND:VALARM\nEND:VEVENT\n"
        )
    lines.append("END:VCALENDAR\n")
    return "".join(lines).replace("\n", "\r\n")


def measure() -> dict[str, object]:
    """Return seconds (median of five), and MB of the child at its peak and of the parent before and after."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "bench.ics")
        path.write_text(calendar(10_000), encoding="utf-8", newline="")
        # A separate process, so that the child's peak is not that of the caller.
        done = subprocess.run(
            [sys.executable, __file__, str(path)], check=True, capture_output=True, text=True, timeout=120
        )
        told: dict[str, object] = json.loads(done.stdout)
        return {"events": 10_000, "file_mb": round(path.stat().st_size / 1e6, 1), **told}


def _measure_here(path: str) -> dict[str, object]:
    import resource

    import psutil

    zone = ZoneInfo(ZONE)
    start = datetime(DAY.year, DAY.month, DAY.day, tzinfo=zone).astimezone(UTC)
    window = Interval(start, start + timedelta(days=1))
    # Read a small file first, so that importing the modules is not measured.
    small = Path(f"{path}.small.ics")
    small.write_text(calendar(1), encoding="utf-8", newline="")
    read([Calendar(str(small))], window, ZONE)
    before = psutil.Process().memory_info().rss
    seconds = []
    used = _processor()
    for _ in range(RUNS):
        began = time.perf_counter()
        reading = read([Calendar(path)], window, ZONE)
        busy = day(reading.occurrences, Settings(), DAY, zone, (window,)).busy
        seconds.append(time.perf_counter() - began)
    used = (_processor() - used) / RUNS
    began = time.perf_counter()
    read([Calendar(path)], window, ZONE, previous=reading)
    again = time.perf_counter() - began
    after = psutil.Process().memory_info().rss
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    if reading.faults or not busy:
        raise RuntimeError(f"the calendar was not read: {reading.faults}")
    return {
        "seconds": round(sorted(seconds)[RUNS // 2], 3),
        "processor_seconds": round(used, 3),
        "seconds_unchanged": round(again, 4),
        "child_peak_mb": round(child * 1024 / 1e6, 1),
        "parent_before_mb": round(before / 1e6, 1),
        "parent_after_mb": round(after / 1e6, 1),
        "busy_intervals": len(busy),
    }


def _processor() -> float:
    """Return the CPU seconds so far of this process and its children."""
    return sum(os.times()[:4])


if __name__ == "__main__":
    json.dump(_measure_here(sys.argv[1]), sys.stdout)
