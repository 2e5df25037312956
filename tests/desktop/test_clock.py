"""The running app while its clocks are set, its computer sleeps and its time zone changes."""

import os
import resource
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests.desktop.moved_clock import MovedClock
from tests.desktop.running import ZONE, App, lay_out, sound
from tests.desktop.services import service
from virtual_desktop import Desktop

pytestmark = pytest.mark.slow

HOURS = 3600.0
YEARS = 3652 * 24 * HOURS
CPU_LIMIT = 15.0
"""Seconds of the processor, for two leaps of ten years with a calendar."""
MEMORY_LIMIT = 512 << 20
"""Bytes of address space that it may take more."""
_HERE = int(ZONE.removeprefix("Etc/GMT"))
ELSEWHERE = f"Etc/GMT{_HERE - 8 if _HERE >= -6 else _HERE + 7:+d}"
"""A zone in which no work is done now: it is evening there, or early morning."""


def start(desktop: Desktop, home: Path, clock: MovedClock, *arguments: str, **env: str) -> App:
    return App(desktop, home, *arguments, env={**clock.env, **env}, program=clock.program)


def until(status: dict[str, Any]) -> datetime:
    return datetime.fromisoformat(status["until"])


def near(status: dict[str, Any], moment: datetime) -> bool:
    return abs(until(status) - moment) < timedelta(seconds=30)


def snoozed_until(moment: datetime, status: dict[str, Any]) -> bool:
    return status["reason"] == "snoozed" and near(status, moment)


def prepare_for_sleep(begins: bool) -> list[Any]:
    return ["/org/freedesktop/login1", "org.freedesktop.login1.Manager", "PrepareForSleep", "b", [begins]]


@pytest.fixture
def clock(tmp_path: Path) -> MovedClock:
    return MovedClock(tmp_path)


def test_a_clock_that_is_set_moves_a_snooze_along_and_silences_nothing(
    desktop: Desktop, tmp_path: Path, clock: MovedClock
) -> None:
    home = tmp_path / "home"
    lay_out(home)
    app = start(desktop, home, clock).offered()
    app.say("answer", "snooze", "20")
    end = until(app.wait(lambda now: now["reason"] == "snoozed", "the snooze"))
    known = {row["day"] for row in app.rows("day")}
    for hours in (-2, 1, 1):
        clock.set(hours * HOURS)
        end += timedelta(hours=hours)
        app.wait(partial(snoozed_until, end), "the snooze by the new clock")

    # Fifty years back, ten ahead, then right again: cheap, and no day of these counts.
    number = app.process.pid
    spent, size = _spent(number), _size(number)
    resource.prlimit(number, resource.RLIMIT_AS, (size + MEMORY_LIMIT,) * 2)
    clock.set(-5 * YEARS)
    app.wait(lambda now: until(now) < datetime(2000, 1, 1, tzinfo=UTC), "the far past")
    clock.set(6 * YEARS)
    app.wait(lambda now: until(now) > datetime.now(UTC) + timedelta(days=3000), "the far future")
    clock.set(-YEARS)
    app.wait(partial(snoozed_until, end), "the snooze, still")
    assert _spent(number) - spent < CPU_LIMIT
    assert {row["day"] for row in app.rows("day")} == known
    assert app.end() == 0
    assert sound(home)


def test_a_pause_ends_by_its_length_and_a_session_belongs_to_the_year_in_which_it_began(
    desktop: Desktop, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    new_year = datetime(2027, 1, 1, tzinfo=UTC)
    lay_out(home, None, timezone="UTC", rollover="00:00")
    clock = MovedClock(tmp_path, (new_year - datetime.now(UTC)).total_seconds() - HOURS / 2)
    app = start(desktop, home, clock, "--speed", "20").ready()
    app.say("pause", "1h")
    end = until(app.wait(lambda now: now["reason"] == "paused", "the pause"))
    clock.set(-2 * HOURS)
    app.wait(lambda now: near(now, end - timedelta(hours=2)), "the pause by the new clock")
    clock.sleep(1.1 * HOURS)
    app.wait(lambda now: now["reason"] != "paused", "the end of the pause")
    app.say("now", "seated_reset")
    clock.set(2 * HOURS)
    row = app.wait_row("completed")
    assert row["at"] > "2027-01-01"
    assert row["day"] == "2026-12-31"
    app.wait(lambda _now: "2027-01-01" in {one["day"] for one in app.rows("day")}, "the day after")
    assert app.end() == 0


def test_a_sleep_over_the_time_of_an_offer_is_a_break_and_nothing_pops_up_at_once(
    desktop: Desktop, tmp_path: Path, clock: MovedClock
) -> None:
    home = tmp_path / "home"
    lay_out(home, [("Planning", -60, 2)])
    with service(desktop, "org.freedesktop.login1") as logind:
        app = start(desktop, home, clock).ready()
        app.wait(lambda now: now["slots"], "the plan")
        logind.set(emit=prepare_for_sleep(begins=True))
        clock.sleep(1500)
        logind.set(emit=prepare_for_sleep(begins=False))
        app.wait_row("away")
        app.wait(lambda now: now["reason"] != "in_meeting", "the turn after it")
        assert app.rows("offered") == []
        assert [row["seconds"] > 600 for row in app.rows("away")] == [True]
        assert app.end() == 0


def test_a_sleep_interrupts_a_session_and_another_zone_is_followed_at_once(
    desktop: Desktop, tmp_path: Path, clock: MovedClock
) -> None:
    home, zone, other = (tmp_path / name for name in ("home", "localtime", "other"))
    lay_out(home, timezone="")
    zone.symlink_to(f"/usr/share/zoneinfo/{ZONE}")
    app = start(desktop, home, clock, TZ=f":{zone}").offered()
    app.say("answer", "begin")
    other.symlink_to(f"/usr/share/zoneinfo/{ELSEWHERE}")
    other.replace(zone)
    clock.sleep(HOURS / 2)
    row = app.wait_row("interrupted")
    assert row["reason"] == "suspended"
    assert row["seconds"] < 60
    assert app.rows("completed") == []
    offset = timedelta(hours=-int(ELSEWHERE.removeprefix("Etc/GMT")))
    app.wait(lambda now: until(now).utcoffset() == offset, "the hours of another place")
    assert app.status()["offer"] is None
    app.say("moved")
    assert app.wait_row("done_already")["offset"] == offset.total_seconds()
    assert app.end() == 0


def _spent(number: int) -> float:
    fields = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")


def _size(number: int) -> int:
    return int(Path(f"/proc/{number}/statm").read_text().split()[0]) * resource.getpagesize()
