"""Settings that change while it runs: zone, rollover, hours, look; and what is written of them."""

import os
import time as clocks
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import time, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication

from intermezzo.adapters import settings_file
from intermezzo.app import appearance
from intermezzo.core.history.events import Reason
from intermezzo.core.practice.selection import Constraints, suits
from intermezzo.core.scheduling import hours
from intermezzo.core.settings import WEEKDAYS, Calendar, Settings
from intermezzo.ui.kit import style
from intermezzo.ui.kit.fields import Segmented, Switch
from intermezzo.ui.kit.texts import BodyText
from intermezzo.ui.kit.ticks import Ticks
from intermezzo.ui.settings.day_strip import Strip
from tests.app.conftest import House

pytestmark = pytest.mark.slow


@pytest.fixture
def zone() -> Iterator[Callable[[str], None]]:
    """Take this process to another zone."""
    before = os.environ.get("TZ")

    def travel(name: str) -> None:
        os.environ["TZ"] = name
        clocks.tzset()

    yield travel
    if before is None:
        os.environ.pop("TZ", None)
    else:
        os.environ["TZ"] = before
    clocks.tzset()


def test_another_zone_is_followed_and_never_by_an_instant_card(
    house: House, zone: Callable[[str], None]
) -> None:
    house.set_settings(replace(house.settings_in_use, timezone=""))
    zone("Asia/Tokyo")
    house.day.refresh()
    assert str(house.engine.state.zone) == str(house.engine.state.recorder.zone) == "Asia/Tokyo"
    house.day.turn()
    house.until(lambda: not house.day.sampling)
    assert house.engine.offer is None
    house.set_settings(replace(house.settings_in_use, timezone="America/New_York"))
    assert str(house.engine.state.recorder.zone) == "America/New_York"


def test_a_zone_that_cannot_be_read_is_told_until_it_can(house: House, zone: Callable[[str], None]) -> None:
    house.set_settings(replace(house.settings_in_use, timezone=""))
    zone("UTC+3")
    house.day.refresh()
    assert house.context.now().astimezone(house.engine.state.zone).utcoffset() == timedelta(hours=-3)
    assert "zone" not in house.notices.lines
    zone("Mars/Olympus")
    house.day.refresh()
    assert "Mars/Olympus" in house.notices.lines["zone"]
    house.set_settings(replace(house.settings_in_use, timezone="Europe/Berlin"))
    assert "zone" not in house.notices.lines


@pytest.mark.parametrize("name", ["UTC+3", "Mars/Olympus"])
def test_it_starts_in_any_zone(
    make: Callable[..., House], home: Path, zone: Callable[[str], None], name: str
) -> None:
    settings_file.write(home / "settings.toml", Settings())
    zone(name)
    house = make().start()
    assert ("zone" in house.notices.lines) == (name == "Mars/Olympus")


def test_the_rollover_of_the_settings_holds_at_once(house: House) -> None:
    house.set_settings(replace(house.settings_in_use, rollover="05:30"))
    closed: dict[str, Any] = dict.fromkeys(WEEKDAYS, ())
    early = house.context.now().replace(hour=5)
    house.set_settings(replace(house.settings_in_use, **closed))
    assert house.engine.state.recorder.day(early) == early.date() - timedelta(days=1)
    house.until(lambda: house.settings().rollover == "05:30")


def test_a_night_shift_goes_on_after_the_rollover(house: House) -> None:
    nights: dict[str, Any] = dict.fromkeys(WEEKDAYS, ("22:00-06:00",))
    house.set_settings(replace(house.settings_in_use, **nights, rollover="04:00", rhythm="frequent"))
    evening = house.context.today()
    for clock in ("22:05", "03:55", "04:05", "05:40"):
        house.time.now = hours.moment_of(
            house.settings_in_use, evening, time.fromisoformat(clock), house.engine.state.zone
        )
        house.day.turn()
        house.until(lambda: not house.day.sampling)
        assert house.context.today() == evening
        assert house.engine.plan.slots
    house.time.now = house.time.now.replace(hour=6, minute=0)
    house.day.turn()
    house.until(lambda: not house.day.sampling)
    assert house.context.today() == evening + timedelta(days=1)
    dropped = [row for row in house.engine.state.events if row.reason is Reason.DAY_ENDED]
    assert [row.day for row in dropped] == [evening]


def test_hours_that_change_change_the_plan(house: House) -> None:
    assert house.engine.day.work
    closed: dict[str, Any] = dict.fromkeys(WEEKDAYS, ())
    none = replace(house.settings_in_use, **closed)
    house.set_settings(none)
    house.until(lambda: not house.engine.day.work)
    house.until(lambda: house.settings().monday == ())


def test_the_strip_follows_what_is_said_of_today(house: House) -> None:
    house.runtime.commands.dispatch(("show", "settings"))
    window = house.runtime.controllers.settings.window
    assert window is not None
    (strip,) = window.findChildren(Strip)
    assert strip.view.heading == "A whole day like today, with this rhythm"
    assert house.say("today", "off")[0]
    house.until(lambda: strip.view.heading == "Thursday, with this rhythm")
    assert house.say("today", "work")[0]
    house.until(lambda: strip.view.heading == "A whole day like today, with this rhythm")


def test_the_look_changes_in_windows_that_stand(house: House) -> None:
    house.today.open()
    today = house.today.window
    assert today is not None
    light = today.grab().toImage().pixelColor(today.width() // 2, 40)
    house.set_settings(replace(house.settings_in_use, theme="dark"))
    assert style.current() is style.DARK
    dark = today.grab().toImage().pixelColor(today.width() // 2, 40)
    assert dark.lightness() < light.lightness()
    house.set_settings(replace(house.settings_in_use, theme="light"))
    assert style.current() is style.LIGHT


def test_the_scheme_of_the_system_is_followed_where_the_settings_say_so(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.set_settings(replace(house.settings_in_use, theme="system"))
    monkeypatch.setattr(appearance, "system_is_dark", lambda: True)  # no platform here can change its scheme
    hints = QGuiApplication.styleHints()
    hints.colorSchemeChanged.emit(hints.colorScheme())
    assert style.current() is style.DARK
    monkeypatch.undo()
    hints.colorSchemeChanged.emit(hints.colorScheme())
    assert style.current() is style.LIGHT


def test_what_calendar_named_for_one_run_is_not_kept(make: Callable[..., House], home: Path) -> None:
    named = home / "named.ics"
    named.write_text("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nEND:VCALENDAR\r\n")
    house = make(calendars=(named,)).start()
    assert house.settings_in_use.calendars == (Calendar(str(named)),)
    house.set_settings(replace(house.settings_in_use, snooze=15))
    house.until(lambda: house.settings().snooze == 15)
    assert house.settings().calendars == ()


def test_a_calendar_that_is_dropped_is_in_the_settings_and_read(house: House) -> None:
    named = house.home / "dropped.ics"
    named.write_text("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nEND:VCALENDAR\r\n")
    house.today.open()
    assert house.today.window is not None
    house.today.window.take([str(named)])
    house.until(lambda: house.settings().calendars == (Calendar(str(named)),))
    house.until(lambda: house.day.calendars.reading is not None)
    assert "calendar" not in house.notices.lines
    named.write_text("<html>Please sign in</html>")
    house.time.run(2 * 3600)
    house.day.calendars.read()
    house.until(lambda: "calendar" in house.notices.lines)
    assert house.notices.lines["calendar"].endswith("the last good version is used (2 hours old).")


def test_settings_that_cannot_be_written_hold_and_say_so(house: House) -> None:
    path = house.app.options.paths.settings
    path.unlink()
    path.mkdir()
    (path / "inside").touch()
    house.set_settings(replace(house.settings_in_use, snooze=15))
    house.until(lambda: "settings" in house.notices.lines)
    assert house.engine.state.settings.snooze == 15
    (path / "inside").unlink()
    path.rmdir()
    house.set_settings(replace(house.settings_in_use, snooze=20))
    house.until(lambda: "settings" not in house.notices.lines)
    assert house.settings().snooze == 20


def test_a_bad_value_in_the_file_is_told_in_its_place_until_the_file_is_written(
    make: Callable[..., House], home: Path
) -> None:
    path = home / "settings.toml"
    path.write_text(path.read_text("utf-8").replace("spacing = 25", "spacing = -3"), "utf-8")
    house = make().start()
    assert "spacing: -3" in house.notices.lines["settings"]
    house.say("show", "settings")
    window = house.controllers.settings.window
    assert window is not None

    def told() -> list[str]:
        return [one.text() for one in window.findChildren(BodyText) if "spacing: -3" in one.text()]

    assert told() == [house.notices.lines["settings"]]
    house.set_settings(replace(house.settings_in_use, spacing=30))
    house.until(lambda: not told())
    assert "settings" not in house.notices.lines
    assert house.settings().spacing == 30


def test_the_rhythm_that_the_week_offers_is_taken_by_its_name(house: House) -> None:
    said: list[tuple[bool, str]] = []
    house.app.dispatch(("rhythm", "steady"), lambda ok, line, _data: said.append((ok, line)))
    house.until(lambda: said)
    assert said == [(True, "Rhythm: steady.")]
    assert house.settings().rhythm == "steady", "it is in the file before it is answered"
    assert house.engine.state.rhythm().interludes == 3
    house.app.dispatch(("rhythm", "wild"), lambda ok, line, _data: said.append((ok, line)))
    assert said[1] == (False, "rhythm takes one of: quiet, steady, frequent, own")


def test_what_place_and_body_leave_is_told_as_it_is_ticked(house: House) -> None:
    house.say("show", "settings")
    window = house.controllers.settings.window
    assert window is not None
    floor, leave_out = window.controls["floor"], window.controls["leave_out"]
    assert isinstance(floor, Switch)
    assert isinstance(leave_out, Ticks)
    sessions = house.engine.state.sessions
    every = sum(suits(one, Constraints(allow_floor=True)) for one in sessions)

    def told() -> list[str]:
        return [
            text for one in window.findChildren(BodyText) if (text := one.text()).startswith("This leaves ")
        ]

    equipment = window.controls["equipment"]
    assert isinstance(equipment, Ticks)
    usual = sum(suits(one, Constraints(equipment=())) for one in sessions)
    assert told() == [f"This leaves {usual} of {every} sessions to choose from."]
    chair = window.controls["chair"]
    assert isinstance(chair, Segmented)
    at_hand = ("mat", "steady chair")
    equipment.ticks[0].click()
    chair.choices()[1].click()
    floor.click()
    more = sum(suits(one, Constraints(equipment=at_hand, allow_floor=True)) for one in sessions)
    assert told() == [f"This leaves {more} of {every} sessions to choose from."]
    leave_out.ticks[-1].click()
    less = sum(
        suits(one, Constraints(equipment=at_hand, allow_floor=True, leave_out=["standing"]))
        for one in sessions
    )
    assert told() == [f"This leaves {less} of {every} sessions to choose from."]
    assert usual < more
    assert less < more
    house.until(lambda: house.settings().leave_out == ("standing",))


def by_hand(house: House, old: str, new: str) -> None:
    """Edit the settings file as an editor does that writes a new file and renames it."""
    path = house.app.options.paths.settings
    text = path.read_text("utf-8")
    assert old in text
    beside = path.with_name("settings.toml.new")
    beside.write_text(text.replace(old, new), "utf-8")
    beside.replace(path)


def test_what_was_written_by_hand_meanwhile_is_kept_and_used(house: House) -> None:
    by_hand(house, "snooze = 10", "snooze = 25")
    by_hand(house, "settle = 1", "settle = 3")
    house.say("rhythm", "steady")
    house.until(lambda: house.settings().rhythm == "steady")
    assert (house.settings().snooze, house.settings().settle) == (25, 3)
    house.until(lambda: house.settings_in_use == house.settings())
    assert house.engine.state.settings == house.settings()


def test_what_is_written_by_hand_is_used_from_the_next_turn_on(house: House) -> None:
    house.say("show", "settings")
    window = house.controllers.settings.window
    assert window is not None
    by_hand(house, 'rollover = "00:00"', 'rollover = "05:30"')
    house.day.turn()
    house.until(lambda: house.engine.state.settings.rollover == "05:30")
    assert window.settings.rollover == "05:30"
    floor = window.controls["floor"]
    assert isinstance(floor, Switch)
    floor.click()
    house.until(lambda: house.settings().floor)
    assert house.settings().rollover == "05:30"


def test_a_change_in_the_window_keeps_what_is_written_by_hand_and_nobody_has_read_yet(house: House) -> None:
    house.say("show", "settings")
    window = house.controllers.settings.window
    assert window is not None
    path = house.app.options.paths.settings
    floor = window.controls["floor"]
    assert isinstance(floor, Switch)
    for snooze, wanted in ((25, True), (12, False), (14, True)):
        by_hand(house, f"snooze = {house.settings().snooze}", f"snooze = {snooze} # mine")
        with path.open("a", encoding="utf-8") as file:
            file.write(f"# written by hand, {snooze}\n")
        floor.click()
        house.until(lambda wanted=wanted: house.settings().floor is wanted)  # type: ignore[misc]
        assert house.settings().snooze == snooze
        house.until(lambda snooze=snooze: house.settings_in_use.snooze == snooze)  # type: ignore[misc]
        assert (window.settings.snooze, window.settings.floor) == (snooze, wanted)
    text = path.read_text("utf-8")
    assert "snooze = 14 # mine" in text
    assert all(f"# written by hand, {snooze}\n" in text for snooze in (25, 12, 14))


def test_what_both_have_changed_is_what_was_said_last(house: House) -> None:
    by_hand(house, 'rhythm = "quiet"', 'rhythm = "frequent"')
    assert house.say("rhythm", "steady")[0]
    assert house.settings().rhythm == "steady"
    by_hand(house, 'rhythm = "steady"', 'rhythm = "frequent"')
    house.day.turn()
    house.until(lambda: house.settings_in_use.rhythm == "frequent")
    assert house.settings().rhythm == "frequent"


def test_a_fault_written_by_hand_is_told_until_it_is_mended(house: House) -> None:
    by_hand(house, "snooze = 10", "snooze = 10000")
    house.day.turn()
    house.until(lambda: "snooze: 10000" in house.notices.lines.get("settings", ""))
    by_hand(house, "snooze = 10000", "snooze = 12")
    house.day.turn()
    house.until(lambda: house.settings_in_use.snooze == 12)
    house.until(lambda: "settings" not in house.notices.lines)


def test_a_file_in_the_midst_of_being_saved_changes_nothing_and_stays(house: House) -> None:
    path, before = house.app.options.paths.settings, house.settings_in_use
    whole = path.read_bytes()
    for part in (whole[:200] + b'\nsnooze = "', b"", None):
        if part is None:
            path.unlink()
        else:
            path.write_bytes(part)
        house.day.turn()
        house.until(lambda: "settings" in house.notices.lines)
        assert house.settings_in_use == before
        assert list(path.parent.glob("*.corrupt*")) == []
    path.write_bytes(whole.replace(b"snooze = 10", b"snooze = 15"))
    house.day.turn()
    house.until(lambda: house.settings_in_use.snooze == 15)
    house.until(lambda: "settings" not in house.notices.lines)


def test_changes_that_follow_at_once_are_all_written(house: House) -> None:
    for snooze in (15, 20, 10):
        house.set_settings(replace(house.settings_in_use, snooze=snooze))
    house.set_settings(replace(house.settings_in_use, settle=4))
    house.until(lambda: house.settings().settle == 4)
    assert house.settings().snooze == 10
    house.day.turn()
    house.until(lambda: house.settings_in_use == house.settings())


def test_a_change_just_before_the_end_is_written(house: House) -> None:
    for snooze in (15, 20, 10, 25):
        house.set_settings(replace(house.settings_in_use, snooze=snooze))
    house.leave()
    assert house.settings().snooze == 25


def test_what_could_not_be_written_is_written_with_the_next_change(house: House) -> None:
    path = house.app.options.paths.settings
    whole = path.read_bytes()
    path.unlink()
    path.mkdir()
    (path / "inside").touch()
    house.set_settings(replace(house.settings_in_use, snooze=15))
    house.until(lambda: "settings" in house.notices.lines)
    (path / "inside").unlink()
    path.rmdir()
    path.write_bytes(whole.replace(b"settle = 1", b"settle = 3"))
    house.day.turn()
    house.until(lambda: house.settings_in_use.settle == 3)
    assert house.settings_in_use.snooze == 15
