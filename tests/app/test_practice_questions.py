"""What the practice asks in the running app: after a session, once, and taken back by the same key."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from intermezzo.app.controllers.today import TOLD_FOR
from intermezzo.core.history.events import EventKind, Reason
from intermezzo.core.practice.feedback import ASKED_FOR
from intermezzo.core.practice.progression.numbers import NUMBERS
from intermezzo.core.practice.progression.progress import Rule
from intermezzo.engine.commands.table import dispatch
from intermezzo.engine.kept import ASKED, read_asked
from intermezzo.presenters.practice import explained
from intermezzo.ui.player.window import PlayerWindow
from intermezzo.ui.today.notices import QuestionRow
from tests.app.conftest import House
from tests.ui.hands import click, press

pytestmark = pytest.mark.slow

HINGE = "wall_hip_hinge"


def practised(house: House, days_ago: int, felt: str = "smooth") -> None:
    """Leave behind that it was done some days ago, and how it went."""
    engine, at = house.engine, house.context.now() - timedelta(days=days_ago)
    session = dispatch(engine, ("now", HINGE), at).begin
    assert session is not None
    later = at + timedelta(minutes=3)
    engine.active.step(later, 0, session.steps[0].seconds, eased=False)
    engine.finish(later, EventKind.COMPLETED, session.active_seconds)
    dispatch(engine, ("felt", felt), later)
    engine.tend(at + timedelta(hours=1))


def played(house: House, name: str = HINGE) -> PlayerWindow:
    """Do all of it in the player."""
    ok, line, _data = house.say("now", name)
    assert ok, line
    house.until(lambda: house.session.player is not None and house.session.player.playing is not None)
    player = house.session.player
    assert player is not None
    while player.catch_up() is not None:
        house.run(5)
    house.until(lambda: house.engine.running is None)
    return player


def rules(house: House, name: str = HINGE) -> list[Rule]:
    return [row.rule for row in house.engine.state.practice.practice.movements[name].rows]


def test_three_smooth_times_bring_the_next_step_and_the_same_key_takes_it_back(house: House) -> None:
    for days_ago in (8, 4):
        practised(house, days_ago)
    player = played(house)
    page = player.closing
    assert not page.answers.isVisible(), "nothing is asked before how it went"
    press(player, Qt.Key.Key_1)
    house.until(page.answers.isVisible)
    assert page.asked.text().endswith("three smooth ones. Next time a little more range?")
    press(player, Qt.Key.Key_4)
    house.until(lambda: rules(house)[-1] is Rule.GO_ON)
    house.until(lambda: page.asked.text().endswith("Press 4 again to undo."))
    press(player, Qt.Key.Key_4)
    house.until(lambda: rules(house)[-1] is not Rule.GO_ON)
    house.until(lambda: page.asked.text().endswith("as before."))
    press(player, Qt.Key.Key_5)
    house.until(lambda: rules(house)[-1] is Rule.STAY)
    house.until(lambda: page.asked.text().endswith("Press 5 again to undo."))
    press(player, Qt.Key.Key_5)
    house.until(lambda: rules(house)[-1] is not Rule.STAY)
    house.until(lambda: page.asked.text().endswith("as before."))
    press(player, Qt.Key.Key_1)
    house.until(lambda: not page.answers.isVisible())
    press(player, Qt.Key.Key_1)
    house.until(page.taps["smooth"].isChecked)
    assert not page.answers.isVisible(), "asked once"


def test_what_was_asked_today_is_not_asked_again_after_a_restart(
    house: House, make: Callable[..., House]
) -> None:
    for days_ago in (8, 4):
        practised(house, days_ago)
    player = played(house)
    press(player, Qt.Key.Key_1)
    house.until(player.closing.answers.isVisible)
    house.until(lambda: read_asked(house.context.store.fact(ASKED)) != [])
    shown = house.engine.asked
    house.leave()
    again = make().start()
    assert again.engine.asked == shown
    assert [one.code for one in shown] == ["go_on"]


def test_after_one_smooth_time_nothing_is_asked(house: House) -> None:
    player = played(house)
    press(player, Qt.Key.Key_1)
    house.until(player.closing.taps["smooth"].isChecked)
    assert not player.closing.answers.isVisible()
    assert player.closing.asked.text() == ""


def efforts(house: House) -> list[object]:
    """What the feedback that counts says of the effort."""
    rows = house.engine.state.practice.events
    return [row.detail.get("effort") for row in rows if row.kind is EventKind.FEEDBACK]


def test_after_what_is_demanding_one_key_says_how_hard_it_was_and_takes_it_back(house: House) -> None:
    player = played(house, "split_hinge")
    page = player.closing
    press(player, Qt.Key.Key_1)
    house.until(page.answers.isVisible)
    assert page.asked.text() == "How hard was it?"
    assert [one.text() for one in page.answers.buttons.values()] == ["Light", "Moderate", "Hard"]
    press(player, Qt.Key.Key_6)
    house.until(lambda: efforts(house) == ["hard"])
    house.until(lambda: page.asked.text() == "Noted. Press 6 again to undo.")
    assert page.taps["smooth"].isChecked()
    press(player, Qt.Key.Key_6)
    house.until(lambda: efforts(house) == [None])
    house.until(lambda: page.asked.text() == "Undone.")
    press(player, Qt.Key.Key_4)
    house.until(lambda: efforts(house) == ["light"])
    progress = house.engine.state.practice.practice.movements["split_hinge"]
    assert explained(progress)[-1].endswith("smooth · light")


def test_after_shaky_one_tap_says_that_it_was_hard_and_it_goes_a_step_back(house: House) -> None:
    player = played(house, "split_hinge")
    page = player.closing
    press(player, Qt.Key.Key_2)
    house.until(lambda: page.asked.text() == "Was it hard? (optional)")
    assert not page.answers.isVisible(), "it has the place of the one question"
    press(player, Qt.Key.Key_4)
    house.until(lambda: efforts(house) == ["hard"])
    house.until(lambda: [one.isChecked() for one in page.which.buttons.values()] == [True])
    press(player, Qt.Key.Key_4)
    house.until(lambda: efforts(house) == [None])
    press(player, Qt.Key.Key_4)
    house.until(lambda: efforts(house) == ["hard"])
    house.run(ASKED_FOR.total_seconds())
    house.until(lambda: Rule.STEP_BACK in rules(house, "split_hinge"))


def in_check(house: House) -> PlayerWindow:
    """Begin a longer session, and go on to the question after its check."""
    ok, line, _data = house.say("now", "from_chair_to_feet")
    assert ok, line
    house.until(lambda: house.session.player is not None and house.session.player.playing is not None)
    player = house.session.player
    assert player is not None
    while not player.guide.check.isVisible():
        house.run(1)
        assert player.catch_up() is not None
    return player


def test_it_caught_makes_the_rest_short_and_easy(house: House) -> None:
    player = in_check(house)
    assert player.playing is not None
    before = player.playing.session
    press(player, Qt.Key.Key_3)
    house.until(lambda: player.playing is not None and player.playing.session is not before)
    assert player.playing.session.seconds <= NUMBERS.caught_seconds
    assert player.playing.session.steps[0] is before.steps[0]
    assert player.playing.step == 1
    house.until(player.guide.toast.isVisible)
    assert player.guide.toast.line.text().startswith("Something caught, so only the easiest part now")
    (step,) = [row for row in house.engine.state.events if row.kind is EventKind.STEP]
    assert step.detail["movement"] == before.steps[0].movement.id
    player.catch_up()
    assert not player.guide.check.isVisible(), "asked once"


def test_even_or_no_answer_leaves_it_as_planned(house: House) -> None:
    player = in_check(house)
    assert player.playing is not None
    before = player.playing.session
    press(player, Qt.Key.Key_1)
    house.until(lambda: any(row.kind is EventKind.CHECK for row in house.engine.state.events))
    assert not player.guide.check.isVisible()
    assert not player.guide.toast.isVisible()
    house.run(8)
    playing = player.catch_up()
    assert playing is not None
    assert playing.session is before


def test_what_is_easier_since_it_was_shaky_is_told_as_it_comes_and_one_key_takes_it_back(
    house: House,
) -> None:
    for days_ago in (4, 3):
        practised(house, days_ago, "shaky")
    assert rules(house)[-1] is Rule.EASE
    assert house.say("now", HINGE)[0]
    house.until(lambda: house.session.player is not None and house.session.player.playing is not None)
    player = house.session.player
    assert player is not None
    toast = player.guide.toast
    assert toast.isVisible()
    assert toast.line.text().endswith(": unsteady twice lately, so the easier form.")
    assert toast.before.isVisible()
    assert player.playing is not None
    assert player.playing.session.steps[0].range == 1
    press(player, Qt.Key.Key_B)
    house.until(lambda: player.playing is not None and player.playing.session.steps[0].range == 2)
    assert toast.line.text().endswith(": as before.")
    assert not toast.before.isVisible()
    assert rules(house)[-1] is Rule.BACK
    press(player, Qt.Key.Key_B)
    assert rules(house)[-1] is Rule.BACK


def test_what_is_asked_for_safety_stands_in_today_once(house: House) -> None:
    state, now = house.engine.state, house.context.now()
    for at in (now - timedelta(days=1), now):
        state.record(
            EventKind.CHECK, at, day=at.date(), detail={"movement": "toe_yoga", "said": "caught"}
        )  # fmt: skip
    state.look(now)
    house.say("show", "today")
    window = house.today.window
    assert window is not None
    row = window.question
    assert row.isVisible()
    assert row.line.text() == "Two gentle days?"
    house.today.refresh()
    assert row.isVisible(), "it stays until it is answered"
    gentle, _usual = row.buttons
    assert gentle.accessibleDescription() == "Two gentle days?"
    click(gentle)
    house.until(lambda: house.engine.day_state.gentle_until is not None)
    house.until(lambda: [one.text() for one in row.buttons] == ["Undo"])
    click(row.buttons[0])
    house.until(lambda: house.engine.day_state.gentle_until is None)
    house.until(lambda: row.line.text() == "Two gentle days?")
    click(row.buttons[0])
    house.until(lambda: [one.text() for one in row.buttons] == ["Undo"])
    house.time.run(TOLD_FOR.total_seconds())
    house.today.refresh()
    assert not row.isVisible()
    house.say("gentle", "off")
    house.today.refresh()
    assert not row.isVisible(), "not asked twice"


def still_gentle(house: House) -> QuestionRow:
    """Return the question in Today on the morning after a gentle day began."""
    state, began = house.engine.state, house.context.now() - timedelta(hours=30)
    state.record(
        EventKind.PAUSED, began, reason=Reason.GENTLE, day=began.date(),
        detail={"until": (began + timedelta(hours=48)).isoformat()},
    )  # fmt: skip
    state.look(house.context.now())
    house.say("show", "today")
    assert house.today.window is not None
    row = house.today.window.question
    assert row.line.text() == "Still gentle?"
    return row


def test_a_question_goes_with_its_reason(house: House) -> None:
    row = still_gentle(house)
    assert house.say("gentle", "off")[0]
    house.today.refresh()
    assert not row.isVisible()


def test_still_gentle_means_two_days_from_now_on(house: House) -> None:
    row = still_gentle(house)
    said = house.context.now()
    click(row.buttons[0])
    house.until(lambda: not row.isVisible())
    assert house.engine.day_state.gentle_until == said + timedelta(hours=48)


def test_today_asks_nothing_without_a_reason(house: House) -> None:
    house.say("show", "today")
    assert house.today.window is not None
    assert not house.today.window.question.isVisible()
