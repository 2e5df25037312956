"""The first start: shown once, an answer that holds sessions back, and the way back."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from intermezzo.adapters.store import Store
from intermezzo.core.history.events import Reason
from intermezzo.core.practice.progression.numbers import NUMBERS
from intermezzo.core.practice.screening import NOT_ASKED
from intermezzo.core.settings import Calendar
from intermezzo.engine.screening import SCREENING
from intermezzo.ui.calendars.sheet import AddCalendarSheet
from intermezzo.ui.kit.ticks import Ticks
from tests.app.conftest import House, Sampled
from tests.app.test_calendars import meeting
from tests.ui.hands import click, press

pytestmark = pytest.mark.slow


def open_welcome(house: House) -> str:
    welcome = house.controllers.welcome.window
    return welcome.page() if welcome is not None and welcome.isVisible() else ""


def words_of(house: House) -> str:
    """Return what the window shows."""
    welcome = house.controllers.welcome.window
    assert welcome is not None
    return "\n".join(label.text() for label in welcome.findChildren(QLabel) if label.isVisible())


def kept(house: House) -> dict[str, object]:
    found: dict[str, object] = json.loads(house.context.store.fact(SCREENING) or "{}")
    return found


def answered(house: House, answer: str) -> None:
    welcome = house.controllers.welcome.window
    assert welcome is not None
    if welcome.page() == "hello":
        click(welcome.start)
    click(welcome.answers[answer])


def close(house: House) -> None:
    """Close it by a key, and wait until it is gone."""
    welcome = house.controllers.welcome
    assert welcome.window is not None
    press(welcome.window, Qt.Key.Key_Escape)
    house.until(lambda: welcome.window is None)


def test_no_card_comes_while_it_is_open(make: Callable[..., House]) -> None:
    house = make(welcome=True).start()
    house.day.probes = Sampled()  # type: ignore[assignment] # all that the day asks of them
    answered(house, "none")
    house.until(lambda: house.engine.screening_passed)
    house.run(100)
    house.make_due()
    house.day.turn()
    house.until(lambda: not house.day.sampling)
    assert open_welcome(house) == "set-up"
    assert house.engine.decision is not None
    assert house.engine.decision.reason is Reason.JUST_BACK
    assert house.engine.offer is None
    close(house)
    house.day.turn()
    house.until(lambda: house.engine.offer is not None)


def test_a_clear_answer_is_asked_for_once(make: Callable[..., House]) -> None:
    house = make(welcome=True).start()
    assert open_welcome(house) == "hello"
    assert house.say("now")[0] is False
    answered(house, "none")
    house.until(lambda: house.engine.screening_passed)
    assert open_welcome(house) == "set-up"
    assert house.controllers.welcome.window is not None
    press(house.controllers.welcome.window, Qt.Key.Key_Escape)
    house.until(lambda: house.today.window is not None and house.today.window.isVisible())
    house.until(lambda: kept(house))
    day = house.context.today().isoformat()
    assert kept(house) == {"shown": True, "answer": "none", "date": day}
    assert house.say("now", "seated_reset")[0]
    house.leave()

    again = make(welcome=True).start()
    assert open_welcome(again) == ""
    assert again.say("show", "welcome")[0]
    assert open_welcome(again) == "health"


@pytest.mark.parametrize("welcome", [True, False])
def test_no_card_comes_as_a_person_logs_in(make: Callable[..., House], welcome: bool) -> None:
    house = make(welcome=welcome).start()
    house.day.probes = Sampled()  # type: ignore[assignment] # all that the day asks of them
    house.engine.screening = NOT_ASKED
    house.make_due()
    house.day.turn()
    house.until(lambda: not house.day.sampling)
    assert house.engine.decision is not None
    assert house.engine.decision.reason is (Reason.JUST_BACK if welcome else Reason.OFFERED)
    assert (house.engine.offer is None) is welcome


def test_another_answer_holds_every_session_back_and_opens_the_help_page(make: Callable[..., House]) -> None:
    house = make(welcome=True).start()
    answered(house, "something")
    assert open_welcome(house) == "help"
    house.until(lambda: kept(house))
    assert kept(house)["answer"] == "something"
    for words in (("now",), ("now", "seated_reset")):
        ok, line, _data = house.say(*words)
        assert not ok
        assert "intermezzo welcome" in line
    assert house.controllers.welcome.window is not None
    press(house.controllers.welcome.window, Qt.Key.Key_Escape)
    assert open_welcome(house) == ""
    house.say("show", "welcome")
    assert open_welcome(house) == "help"
    house.leave()

    again = make(welcome=True).start()
    assert open_welcome(again) == "help"
    assert again.say("now")[0] is False
    assert again.controllers.welcome.window is not None
    click(again.controllers.welcome.window.again)
    answered(again, "none")
    again.until(lambda: again.engine.screening_passed)
    assert again.say("now", "seated_reset")[0]


def test_a_professional_opens_it_with_a_gentle_week(make: Callable[..., House]) -> None:
    house = make(welcome=True).start()
    answered(house, "something")
    assert house.controllers.welcome.window is not None
    click(house.controllers.welcome.window.help.may)
    house.until(lambda: house.engine.screening_passed)
    assert open_welcome(house) == "set-up"
    assert kept(house)["answer"] == "allowed"
    assert house.engine.day_state.gentle_until == house.time.now + timedelta(days=7)
    assert house.engine.state.max_level() == NUMBERS.gentle_level
    close(house)
    house.say("gentle", "on")
    assert house.engine.day_state.gentle_until == house.time.now + timedelta(days=7)
    house.leave()

    again = make(welcome=True).start()
    assert open_welcome(again) == ""
    assert again.say("now", "seated_reset")[0]


def test_after_half_a_year_it_is_asked_again(make: Callable[..., House]) -> None:
    house = make(welcome=True).start()
    answered(house, "none")
    house.until(lambda: house.engine.screening_passed)
    close(house)
    house.time.run(timedelta(days=180).total_seconds())
    assert house.say("now")[0] is False
    assert not house.engine.screening_passed
    assert open_welcome(house) == "health", "what is refused leads to the question"
    assert "It’s been half a year since you answered, so here is the question again." in words_of(house)
    close(house)
    for window in ("today", "settings", "week"):
        assert house.say("show", window)[0]
    house.leave()

    again = make(welcome=True).start()
    assert open_welcome(again) == "health"
    answered(again, "none")
    again.until(lambda: again.engine.screening_passed)
    assert open_welcome(again) == ""


@pytest.mark.parametrize(
    ("cleared", "days", "page"), [(True, 3, ""), (False, 3, "help"), (True, 180, "health"), (True, -400, "")]
)
def test_an_answer_of_before_still_holds(
    make: Callable[..., House], cleared: bool, days: int, page: str
) -> None:
    house = make(welcome=True)
    day = house.time.now.date() - timedelta(days=days)
    paths = house.app.options.paths
    store = Store.open(paths.database, paths.backups).store
    store.set_fact(SCREENING, json.dumps({"shown": True, "cleared": cleared, "date": day.isoformat()}))
    store.close()
    house.start()
    assert open_welcome(house) == page
    assert house.engine.screening_passed is (page == "")


def test_after_three_months_without_a_session_it_is_asked_again_and_says_why(
    make: Callable[..., House],
) -> None:
    house = make(welcome=True).start()
    answered(house, "none")
    house.until(lambda: house.engine.screening_passed)
    close(house)
    house.say("moved")
    house.time.run(timedelta(days=90).total_seconds())
    house.day.turn()
    assert house.say("now")[0] is False
    assert open_welcome(house) == "health"
    assert "It’s been three months since your last session, so here is the question again." in words_of(house)
    house.until(lambda: kept(house)["answer"] == "away")
    house.leave()

    again = make(welcome=True).start()
    assert open_welcome(again) == "health"
    assert "three months since your last session" in words_of(again)


def test_what_was_asked_after_something_new_is_asked_with_the_whole_list(
    make: Callable[..., House],
) -> None:
    house = make(welcome=True).start()
    answered(house, "none")
    house.until(lambda: house.engine.screening_passed)
    close(house)
    house.controllers.welcome.ask_again()
    close(house)
    house.until(lambda: kept(house)["answer"] == "open")
    house.leave()
    again = make(welcome=True).start()
    assert open_welcome(again) == "health"
    assert again.controllers.welcome.window is not None
    assert again.controllers.welcome.window.health.whole


def test_one_is_tried_at_the_end_and_today_waits_behind_it(make: Callable[..., House]) -> None:
    house = make(welcome=True).start()
    answered(house, "none")
    house.until(lambda: house.engine.screening_passed)
    welcome = house.controllers.welcome.window
    assert welcome is not None
    click(welcome.go_on)
    welcome.login.setChecked(False)
    leave_out = welcome.place["leave_out"]
    assert isinstance(leave_out, Ticks)
    for tick in leave_out.ticks:
        click(tick)
    click(welcome.attempt)
    house.until(lambda: house.engine.running is not None)
    assert house.engine.running is not None
    assert house.engine.running.session.seconds <= 120
    assert not house.engine.running.session.asks, "all is left out"
    house.until(lambda: house.session.player is not None and house.session.player.isVisible())
    assert house.session.player is not None
    house.time.run(120.0)
    playing = house.session.player.catch_up()
    assert playing is not None
    assert playing.arrived, "nothing begins while somebody who is new reads"
    click(house.session.player.stage.begin)
    begun = house.session.player.playing
    assert begun is not None
    assert not begun.arrived
    assert house.today.window is not None
    assert house.today.window.isVisible()
    house.until(lambda: house.controllers.welcome.window is None)


def test_settings_say_how_the_question_stands_and_lead_to_it(make: Callable[..., House]) -> None:
    house = make(welcome=True).start()
    close(house)
    assert house.say("show", "settings")[0]
    settings = house.controllers.settings.window
    assert settings is not None
    settings.show_page("place")

    def said(words: str) -> bool:
        return any(one.text().startswith(words) for one in settings.findChildren(QLabel) if one.isVisible())

    assert said("Not answered yet")
    click(settings.show_health)
    answered(house, "something")
    house.until(lambda: said("Sessions wait for your answer"))
    assert house.controllers.welcome.window is not None
    click(house.controllers.welcome.window.help.may)
    house.until(lambda: said("Answered on"))


def test_whatever_is_pressed_leads_to_the_question(make: Callable[..., House]) -> None:
    house = make(welcome=True).start()
    close(house)
    assert house.say("show", "today")[0]
    assert house.today.window is not None
    click(house.today.window.begin)
    assert open_welcome(house) == "hello"
    close(house)
    house.context.dispatch(("now",))
    assert open_welcome(house) == "hello"
    assert "command" not in house.notices.lines


def test_closed_without_an_answer_it_comes_again(make: Callable[..., House]) -> None:
    house = make(welcome=True).start()
    assert house.controllers.welcome.window is not None
    press(house.controllers.welcome.window, Qt.Key.Key_Escape)
    assert kept(house) == {}
    house.leave()
    assert open_welcome(make(welcome=True).start()) == "hello"


def test_an_answer_that_holds_back_takes_the_card_down(make: Callable[..., House]) -> None:
    house = make(welcome=True).start()
    answered(house, "none")
    house.until(lambda: house.engine.screening_passed)
    close(house)
    house.offer()
    house.say("show", "welcome")
    answered(house, "something")
    house.until(lambda: not house.today.card.isVisible())
    assert house.engine.offer is None
    assert house.engine.state.events[-1].reason == "screening"


def test_what_is_forgotten_elsewhere_is_asked_for_again(make: Callable[..., House]) -> None:
    house = make(welcome=True).start()
    answered(house, "none")
    house.until(lambda: house.engine.screening_passed)
    house.until(lambda: kept(house))
    assert house.controllers.welcome.window is not None
    press(house.controllers.welcome.window, Qt.Key.Key_Escape)
    house.forget_elsewhere()
    assert house.say("reload")[0]
    assert open_welcome(house) == "hello"
    assert house.engine.screening_passed is False


def test_calendars_of_other_programs_are_offered_with_a_tick(
    make: Callable[..., House], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / ".calendars" / "club"
    folder.mkdir(parents=True)
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "VDIRSYNCER_CONFIG"):
        monkeypatch.delenv(name, raising=False)
    house = make(welcome=True).start()
    (folder / "a.ics").write_text(meeting(house.time.now + timedelta(hours=1)))
    answered(house, "none")
    welcome = house.controllers.welcome.window
    assert welcome is not None
    assert welcome.go_on.text() == "Continue without a calendar"
    house.until(lambda: [one.text() for one in welcome.found.ticks] == ["club"])
    (tick,) = welcome.found.ticks
    assert not tick.isChecked()
    press(tick, Qt.Key.Key_Space)
    seen: list[str] = []

    def read_back() -> str:
        seen.append("\n".join(label.text() for label in welcome.findChildren(QLabel) if label.isVisible()))
        return seen[-1]

    house.until(lambda: "  Planning" in read_back())
    assert not any("No meetings" in one for one in seen), "until it is read nothing is said of it"
    assert house.settings().calendars == (Calendar(str(folder), name="club"),)
    assert len(house.engine.day.busy) == 1
    assert tick.isChecked()
    assert welcome.go_on.text() == "Continue"
    press(tick, Qt.Key.Key_Space)
    house.until(lambda: house.settings().calendars == ())


def test_the_sheet_opens_from_the_welcome(make: Callable[..., House]) -> None:
    house = make(welcome=True).start()
    answered(house, "none")
    welcome = house.controllers.welcome.window
    assert welcome is not None
    click(welcome.calendars.add_button)
    (sheet,) = welcome.findChildren(AddCalendarSheet)
    assert sheet.isVisible()
    press(sheet, Qt.Key.Key_Escape)
    assert welcome.isVisible()
