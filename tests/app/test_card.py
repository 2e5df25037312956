"""The card in the app: it comes back, takes answers again, and shows an answer only after its commit."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from threading import Event as Gate

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QMenu

from intermezzo.app import views
from intermezzo.core.faults import Fault
from intermezzo.core.history.events import Event, EventKind
from intermezzo.core.practice.model import Kind
from intermezzo.core.settings import Calendar
from intermezzo.presenters.card import ACTIONS
from intermezzo.presenters.durations import clock, length
from intermezzo.ui.kit.texts import Eyebrow
from tests.app.conftest import House
from tests.app.test_calendars import meeting
from tests.app.test_sessions import meeting_in
from tests.ui.hands import click, press

pytestmark = pytest.mark.slow


@pytest.fixture
def offered(house: House) -> House:
    """The first planned slot has come."""
    return house.offer()


def kinds(house: House) -> list[EventKind]:
    return [event.kind for event in house.engine.state.events]


def test_hidden_by_escape_it_comes_back_by_the_tray(offered: House) -> None:
    card = offered.today.card
    press(card, Qt.Key.Key_Escape)
    assert not card.isVisible()
    offered.day.turn()
    offered.until(lambda: not offered.day.sampling)
    assert not card.isVisible(), "a turn does not bring it back"
    offered.app.tray.command.emit(("show", "card", "today"))
    assert card.isVisible()
    assert offered.engine.offer is not None


def test_a_card_that_is_asked_for_without_an_offer_is_refused_in_one_line(house: House) -> None:
    line = "There’s no offer right now. Start a session with: intermezzo now"
    assert house.say("pause", "2h")[0]
    assert house.say("show", "card") == (False, line, {"malformed": False})
    assert not house.today.card.isVisible()


def test_a_click_on_tray_or_notification_whose_offer_has_gone_opens_today(house: House) -> None:
    assert house.say("pause", "2h")[0]
    house.app.tray.command.emit(("show", "card", "today"))
    window = house.today.window
    assert window is not None
    assert window.isVisible()
    assert not house.today.card.isVisible()
    assert house.say("resume")[0]
    house.offer()
    house.today.card.hide()
    house.app.tray.command.emit(ACTIONS["default"])
    assert house.today.card.isVisible()


def test_it_says_until_when_it_is_free_also_after_a_meeting_has_come(offered: House) -> None:
    card = offered.today.card
    assert "your day ends" in card.accessibleDescription()
    meeting_in(offered, 3600)
    offered.today.refresh_all()
    (coming,) = (one for one in offered.engine.day.busy if one.start > offered.context.now())
    assert f"Free until {clock(coming.start, offered.engine.state.zone)}" in [
        one.text() for one in card.findChildren(Eyebrow)
    ]


def test_it_names_what_still_fits_without_coming_back_for_it(offered: House) -> None:
    card, engine = offered.today.card, offered.engine
    assert engine.offer is not None
    planned = card.accessibleName()
    room = engine.state.shortest() + engine.state.rhythm().leave + timedelta(seconds=30)
    meeting_in(offered, room.total_seconds())
    press(card, Qt.Key.Key_Escape)
    offered.day.turn()
    offered.until(lambda: card.accessibleName() != planned)
    assert card.accessibleName() == f"Offer: {engine.offer.session.title}"
    assert not card.isVisible()
    offered.run(1)
    assert offered.say("answer", "quieter")[0], "the user asks for something else"
    offered.until(card.isVisible)


def test_after_an_answer_that_cannot_be_given_it_takes_another(offered: House) -> None:
    card = offered.today.card
    meeting_in(offered, 3 * 3600)
    assert offered.say("answer", "quieter")[0], "its card knows of the meeting"
    actions = [action for menu in card.findChildren(QMenu) for action in menu.actions()]
    (after_meeting,) = (one for one in actions if one.text() == "After my next meeting")
    offered.engine.state.occurrences = ()  # it was called off
    offered.engine.state.look(offered.context.now())
    after_meeting.trigger()
    assert card.begin.isEnabled()
    assert "meeting" in offered.notices.lines["command"]
    click(card.done)
    offered.until(lambda: offered.engine.offer is None)
    offered.until(lambda: "command" not in offered.notices.lines)


def test_today_tells_what_the_card_offers_though_another_was_planned(offered: House) -> None:
    engine, now = offered.engine, offered.context.now()
    planned = views.today(engine, now)
    assert offered.say("answer", "quieter")[0]
    assert engine.offer is not None
    title = engine.offer.session.title
    seen = views.today(engine, now)
    assert planned.title != seen.title == f"Now: {title}"
    (due,) = (row for row in seen.rows if row.state == "now")
    assert (due.label, due.note) == (title, f"now · {length(engine.offer.session.seconds)}")
    assert offered.say("begin", due.slot)[0], "it is still the slot that was planned"
    assert engine.running is not None
    assert engine.running.session.title == title


def test_an_answer_shows_as_recorded_only_after_its_commit(
    offered: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, append = Gate(), offered.context.store.append

    def slow(rows: Sequence[Event]) -> None:
        gate.wait(10)
        append(rows)

    monkeypatch.setattr(offered.context.store, "append", slow)  # a disk that takes its time
    said: list[str] = []
    offered.app.dispatch(("answer", "done"), lambda _ok, line, _data: said.append(line))
    QApplication.processEvents()
    assert said == []
    assert offered.today.card.isVisible()
    gate.set()
    offered.until(lambda: said)
    offered.until(lambda: not offered.today.card.isVisible())
    assert said == ["Noted as done."]


def test_what_cannot_be_written_is_told_and_written_later(
    offered: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(_rows: Sequence[Event]) -> None:
        raise Fault("the disk is full")

    monkeypatch.setattr(offered.context.store, "append", refused)  # a disk that is full
    ok, line, data = offered.say("answer", "begin")
    assert (ok, data) == (True, {"recorded": False})
    assert line.endswith("Not saved yet, but kept in a file of its own: the disk is full")
    assert [one.name for one in offered.home.glob("unwritten*")] == ["unwritten-1.json"]
    assert offered.session.player is not None
    assert offered.session.player.playing is not None, "the session plays all the same"
    monkeypatch.undo()
    offered.day.writer.retry()
    offered.until(lambda: not offered.day.writer.unwritten)
    offered.until(lambda: "store" not in offered.notices.lines)


def test_a_reload_loses_nothing_that_is_on_its_way(offered: House) -> None:
    offered.say("moved")
    before = {event.id for event in offered.engine.state.events}
    offered.app.dispatch(("reload",), lambda *_: None)
    offered.app.dispatch(("moved",), lambda *_: None)
    offered.until(lambda: not offered.day.writer.unwritten)
    assert offered.say("reload")[0]
    after = [event.id for event in offered.engine.state.events]
    assert before <= set(after)
    assert len(after) == len(set(after))
    assert kinds(offered).count(EventKind.DONE_ALREADY) == 2


@pytest.mark.parametrize(
    ("words", "line"),
    [(("snooze", "10"), "Snoozed until "), (("skip",), "Skipped."), (("done",), "Noted as done.")],
)
def test_the_card_tells_what_follows_from_an_answer_and_takes_it_back(
    offered: House, words: tuple[str, ...], line: str
) -> None:
    card = offered.today.card
    card.command.emit(("answer", *words))
    offered.until(lambda: card.tells)
    assert card.isVisible()
    assert card.answer.line.text().startswith(line)
    offered.until(lambda: offered.engine.offer is None)
    offered.today.refresh_all()
    assert card.isVisible(), "the line outlives the offer"
    click(card.answer.undo)
    offered.until(lambda: offered.engine.offer is not None)
    offered.until(lambda: card.isVisible() and not card.tells)


def test_where_a_card_cannot_float_it_waits_for_the_user(
    make: Callable[..., House], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QGuiApplication, "platformName", lambda: "wayland")
    house = make().start().offer(shown=False)
    assert not house.today.card.isVisible()
    house.say("show", "card")
    assert house.today.card.isVisible()


def test_it_comes_in_the_place_of_a_notification_that_fails(house: House) -> None:
    house.set_settings(replace(house.settings_in_use, offer="notification"))
    house.offer(shown=False)
    house.until(house.today.card.isVisible)  # nobody shows notifications here


def test_the_standing_counts_what_was_answered(offered: House) -> None:
    offer = offered.engine.offer
    assert offer is not None
    offered.say("answer", "done")
    assert sum(offered.engine.day_state.taken.values()) == 1
    assert set(offered.engine.day_state.taken) <= {Kind.INTERLUDE, Kind.MICRO}


def test_no_meeting_is_named_unless_the_user_wants_it(offered: House, tmp_path: Path) -> None:
    card, path = offered.today.card, tmp_path / "work.ics"

    def words() -> str:
        return " ".join([*(one.text() for one in card.findChildren(QLabel)), card.accessibleDescription()])

    path.write_text(meeting(offered.time.now - timedelta(minutes=65)))  # it ended five minutes ago
    offered.set_settings(replace(offered.settings_in_use, calendars=(Calendar(str(path)),)))
    offered.until(lambda: offered.engine.day.busy)
    assert offered.say("answer", "quieter")[0], "its card is made again"
    offered.until(lambda: "Your meeting has ended." in words())
    assert "Planning" not in words()
    offered.set_settings(replace(offered.settings_in_use, titles=True))
    assert offered.say("answer", "quieter")[0], "its card is made again"
    offered.until(lambda: "Planning has ended." in words())


def test_a_bad_time_of_day_becomes_a_setting_and_undo_takes_it_back(offered: House) -> None:
    card = offered.today.card
    actions = [action for menu in card.findChildren(QMenu) for action in menu.actions()]
    next(one for one in actions if one.text() == "Bad time of day").trigger()
    offered.until(lambda: offered.settings_in_use.bad_times)
    offered.until(lambda: card.tells)
    (hour,) = offered.settings_in_use.bad_times
    assert [event.detail.get("hour") for event in offered.engine.state.events][-1] == hour
    offered.until(lambda: offered.settings().bad_times == (hour,))
    seen = views.today(offered.engine, offered.context.now())
    assert seen.undo == "Undo “bad time of day”"
    assert seen.answered.startswith("Nothing at this time of day")
    assert offered.say("undo")[0]
    offered.until(lambda: offered.settings().bad_times == ())


def test_gentle_days_can_be_chosen_on_the_card(offered: House) -> None:
    card = offered.today.card
    actions = [action for menu in card.findChildren(QMenu) for action in menu.actions()]
    next(one for one in actions if one.text() == "Make it gentle for two days").trigger()
    offered.until(lambda: offered.engine.day_state.gentle_until is not None)
    assert "command" not in offered.notices.lines
