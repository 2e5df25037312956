"""The app at rest, on a working day: wake-ups and CPU of the whole process, side by side.

One app has no calendar. Another has three that are no files: a minute in which none is due, and one in
which one is fetched. Both have a free hour before them, and nobody at the computer.
"""

import os
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bench._sources import sources
from bench.app import answers, running, until
from intermezzo.adapters import instance, settings_file
from intermezzo.core.settings import WEEKDAYS, Calendar, Settings

BY_NAME_ONLY = True
SETTLE_SECONDS = 120.0
"""For the start: windows, calendars, and what is given back some time later."""
REST_SECONDS = 60.0


def measure() -> dict[str, object]:
    """Return wake-ups a second, milliseconds of CPU a minute, and threads."""
    with tempfile.TemporaryDirectory(prefix="intermezzo-bench-") as name, ExitStack() as stack:
        plain, connected = Path(name, "plain"), Path(name, "connected")
        found = stack.enter_context(sources()).values()
        lay_out(plain)
        lay_out(connected, tuple(one.calendar for one in found))
        pids = [stack.enter_context(running(home)).process.pid for home in (plain, connected)]
        for one in found:
            if one.secret:
                remember = partial(answers, connected, ("calendar", "remember", one.calendar.id, one.secret))
                until(remember)
        time.sleep(SETTLE_SECONDS)
        _require_all_read(connected)
        rest, rest_connected = _rest(pids)
        (fetching,) = _rest(pids[1:], remember)
    return {"no calendar": rest, "three sources": rest_connected, "three sources, one fetched": fetching}


def lay_out(home: Path, calendars: tuple[Calendar, ...] = ()) -> None:
    """Write settings by which the working day began five minutes ago, at noon."""
    now = datetime.now(UTC)
    zone = f"Etc/GMT{now.hour - 12:+d}"
    start = now.astimezone(ZoneInfo(zone)) - timedelta(minutes=5)
    hours: dict[str, Any] = dict.fromkeys(WEEKDAYS, (f"{start:%H:%M}-18:00",))
    home.mkdir()
    settings_file.write(home / "settings.toml", Settings(timezone=zone, calendars=calendars, **hours))


def _require_all_read(home: Path) -> None:
    """Raise RuntimeError if the app could not read one of its calendars."""
    told = instance.send(("status",), instance.socket_of(home)).data["calendars"]
    if unread := [one for one in told if one["state"] != "ok"]:
        raise RuntimeError(f"not read: {unread}")


def _rest(pids: list[int], begin: Callable[[], object] = bool) -> list[dict[str, float]]:
    before = [work(pid) for pid in pids]
    begin()
    time.sleep(REST_SECONDS)
    return [difference(one, work(pid), pid) for one, pid in zip(before, pids, strict=True)]


def difference(before: tuple[int, int], after: tuple[int, int], pid: int) -> dict[str, float]:
    """Return what a process has done between two answers of ``work``."""
    return {
        "wakeups_per_second": round((after[0] - before[0]) / REST_SECONDS, 3),
        "cpu_ms_per_minute": round((after[1] - before[1]) / 1e6 / (REST_SECONDS / 60), 2),
        "threads": len(os.listdir(f"/proc/{pid}/task")),  # noqa: PTH208 - a kernel folder, only counted
    }


def work(pid: int) -> tuple[int, int]:
    """Return voluntary context switches and nanoseconds of CPU of all threads."""
    switches = nanoseconds = 0
    for task in Path(f"/proc/{pid}/task").iterdir():
        for line in (task / "status").read_text().splitlines():
            if line.startswith("voluntary_ctxt_switches"):
                switches += int(line.split()[1])
        nanoseconds += int((task / "schedstat").read_text().split()[0])
    return switches, nanoseconds
