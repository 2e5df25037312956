"""After *shaky* the tap that says which movement also says that a demanding one was hard."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from intermezzo.core.practice.playback import Playing, advance
from intermezzo.core.practice.prescription import Exercise, OpenExercise, session_of
from intermezzo.presenters.library.prescription import set_name
from intermezzo.ui.kit import style
from intermezzo.ui.player.window import PlayerWindow
from tests.plans import movement, own, plan
from tests.ui.hands import press
from tests.ui.heard import Heard
from tests.ui.player.test_player_changes import SESSION, show

pytestmark = pytest.mark.slow


def test_after_shaky_the_same_tap_says_that_a_demanding_movement_was_hard(
    player: PlayerWindow, qtbot: QtBot
) -> None:
    heard = Heard(player)
    first, *others = SESSION.steps
    hard = replace(first, movement=replace(first.movement, level=3))
    session = replace(SESSION, steps=(hard, *others))
    with qtbot.waitActive(player):
        player.start(session, advance(Playing(session), session.seconds - 2))
    player.finish()
    page, name = player.closing, first.movement.id
    said = f"{name} --effort hard"
    assert list(page.which.buttons)[:2] == [name, said]
    assert page.which.buttons[said].text() == f"{first.movement.name}, and hard"
    press(player, Qt.Key.Key_2)
    page.show_felt("shaky", line="Noted.")
    press(player, Qt.Key.Key_5)
    assert heard.commands[-1] == ("felt", "shaky", name, "--effort", "hard")
    page.show_felt("shaky", movement=said, line="Noted.")
    assert page.which.buttons[said].isChecked()
    assert not page.which.buttons[name].isChecked()


@pytest.mark.parametrize("level", [2, 3])
def test_after_shaky_a_demanding_movement_alone_is_asked_about_in_the_same_place(
    player: PlayerWindow, qtbot: QtBot, level: int
) -> None:
    heard = Heard(player)
    only = replace(SESSION.steps[0], movement=replace(SESSION.steps[0].movement, level=level))
    session = replace(SESSION, steps=(only,))
    with qtbot.waitActive(player):
        player.start(session, advance(Playing(session), session.seconds - 2))
    player.finish()
    press(player, Qt.Key.Key_2)
    player.closing.show_felt("shaky", line="Noted.")
    asked = "Was it hard? (optional)" if level == 3 else ""
    assert player.closing.asked.text() == asked
    press(player, Qt.Key.Key_4)
    expected = ("felt", "shaky", only.movement.id, "--effort", "hard")
    assert heard.commands[-1] == (expected if level == 3 else ("felt", "shaky"))


def test_after_a_prescription_it_is_asked_which_exercise_and_never_if_it_was_hard(
    player: PlayerWindow, qtbot: QtBot
) -> None:
    heard, lift = Heard(player), Exercise("lift", movement("floor_lift"), reps=2)
    assert lift.movement.level > 2
    whole = plan(exercises=(own(sets=2, reps=6, rest=20), lift))
    session = session_of([OpenExercise(whole, one) for one in whole.exercises], set_name)
    with qtbot.waitActive(player):
        player.start(session, advance(Playing(session), session.seconds - 2))
    player.finish()
    page, names = player.closing, ["Heel raises on the step", lift.movement.name]
    for chips in (page.which, page.where):
        assert list(chips.buttons) == ["heel_raises_on_the_step", "floor_lift"]
        assert [one.text() for one in chips.buttons.values()] == names
    press(player, Qt.Key.Key_2)
    page.show_felt("shaky", line="Noted.")
    assert page.asked.text() == "Which movement? (optional)"
    press(player, Qt.Key.Key_4)
    assert heard.commands == [("felt", "shaky"), ("felt", "shaky", "heel_raises_on_the_step")]
    alone = session_of([OpenExercise(whole, lift)], set_name)
    player.start(alone, advance(Playing(alone), alone.seconds - 2))
    player.finish()
    assert not page.which.buttons, "there is nothing to choose"


@pytest.mark.parametrize(("size", "scale"), [((1352, 698), 2.0), ((1040, 692), 1.0), ((780, 460), 1.0)])
def test_the_answers_are_seen_with_what_they_answer_on_a_low_screen_too(
    dressed: QApplication, qtbot: QtBot, size: tuple[int, int], scale: float
) -> None:
    style.apply(dressed, dark=False, scale=scale)
    player = PlayerWindow(lambda: 0.0)
    qtbot.addWidget(player)
    show(player, SESSION.seconds - 2)
    player.finish()
    player.resize(*size)
    page = player.closing
    page.tap("shaky")
    page.show_felt("shaky", line="Noted.")
    dressed.processEvents()
    end = page.close_button.mapTo(page, QPoint()).y() - style.px(20)
    first = next(iter(page.which.buttons.values()))
    for one in (page.title, page.question, *page.taps.values(), page.asked, first):
        top = one.mapTo(page, QPoint()).y()
        assert top >= 0, one
        assert top + one.height() <= end, one
