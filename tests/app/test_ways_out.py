"""Whatever blocks a session carries the button or the command that leads on."""

from dataclasses import replace
from typing import Any

import pytest

from intermezzo.core.settings import GROUPS, WEEKDAYS
from tests.app.conftest import House

pytestmark = pytest.mark.slow


def buttons(house: House) -> dict[str, tuple[str, ...]]:
    return {one.label: one.command for one in house.today.view().notices}


@pytest.mark.parametrize("page", GROUPS)
def test_each_page_of_the_settings_is_a_command_away(house: House, page: str) -> None:
    assert house.say("show", "settings", page)[0]
    window = house.controllers.settings.window
    assert window is not None
    assert window.page() == page


def test_an_unknown_page_is_refused(house: House) -> None:
    ok, line, data = house.say("show", "settings", "hours")
    assert (ok, data["malformed"]) == (False, True)
    assert line.startswith("show takes one of")


def test_without_a_session_that_suits_the_page_that_says_so_is_a_press_away(house: House) -> None:
    house.engine.state.sessions = ()
    house.until(lambda: buttons(house).get("Place and body") == ("show", "settings", "place"))
    if house.today.window is not None:
        house.today.window.close()  # it opened without a tray
    house.until(lambda: house.today.window is None)
    ok, line, data = house.say("now")
    assert (ok, line) == (False, "No session fits your settings. See Settings › Place and body.")
    assert data["way_out"] == "Open it with: intermezzo show settings place"
    assert house.today.window is None, "a terminal was told"
    house.app.tray.command.emit(("now",))
    house.until(lambda: house.today.window is not None and house.today.window.isVisible())
    assert any("No session fits" in one.line for one in house.today.view().notices)


def test_without_any_hours_they_are_a_press_away(house: House) -> None:
    none: dict[str, Any] = dict.fromkeys(WEEKDAYS, ())
    house.set_settings(replace(house.settings_in_use, **none))
    house.until(lambda: not house.engine.day.work)
    house.until(lambda: buttons(house).get("Set hours") == ("show", "settings", "rhythm"))


def test_what_is_wrong_with_a_calendar_leads_to_the_calendars(house: House) -> None:
    house.notices.set("calendar", "work.ics: it is empty.")
    house.until(lambda: buttons(house).get("Calendars") == ("show", "settings", "calendars"))
    assert "work.ics: it is empty." not in house.today.view().status, "it stands there once"


def test_while_a_session_runs_another_one_leads_to_it(house: House) -> None:
    assert house.say("now")[0]
    player = house.session.player
    assert player is not None
    player.hide()
    assert not house.say("now")[0]
    assert player.isVisible()
