"""The page after a session: *Join* for the meeting that comes next."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from intermezzo.core.practice.playback import Playing, advance
from intermezzo.presenters.player import last_words
from intermezzo.presenters.questions import QuestionAnswer, QuestionView
from intermezzo.presenters.safety import after_a_stop
from intermezzo.presenters.views import ComingView, NoticeView
from intermezzo.ui.kit import style
from intermezzo.ui.player import closing
from intermezzo.ui.player.closing import Closing
from intermezzo.ui.player.closing_parts import Chips
from intermezzo.ui.player.window import PlayerWindow
from tests.plans import MOVEMENTS
from tests.ui.fitting import clipped, nameless
from tests.ui.hands import click, press
from tests.ui.heard import Heard
from tests.ui.player.test_player_changes import SESSION, SIZES, said, show

pytestmark = pytest.mark.slow

__all__ = ["said"]


def test_a_meeting_is_joined_by_mouse_and_by_key_and_the_page_waits_for_it(
    player: PlayerWindow, qtbot: QtBot
) -> None:
    page, pressed = player.closing, list[bool]()
    page.join.connect(lambda: pressed.append(True))
    show(player, SESSION.seconds - 2)
    player.finish()
    qtbot.waitUntil(player.isActiveWindow)
    assert page.join_button.isHidden()
    press(player, Qt.Key.Key_J)
    assert pressed == [], "there is nothing to join"
    page.set_coming(ComingView("Your next meeting is at 14:30.", join=True))
    assert page.join_button.accessibleName() == "Join your next meeting"
    assert not page.timer.isActive()
    click(page.taps["smooth"])
    assert not page.timer.isActive(), "an answer does not take Join away"
    click(page.join_button)
    press(player, Qt.Key.Key_J)
    assert pressed == [True, True]
    page.set_coming(ComingView("Your meeting started at 14:30."))
    assert page.join_button.isHidden()
    assert page.timer.interval() == closing.CLOSING_MS
    page.set_coming(ComingView("Your next meeting is at 14:30.", join=True))
    press(player, Qt.Key.Key_Return)
    assert not player.isVisible(), "Return closes the page, as ever"
    assert pressed == [True, True]
    show(player, 0)
    press(player, Qt.Key.Key_J)
    assert pressed == [True, True]


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_page_with_join_fits(dressed: QApplication, qtbot: QtBot, scale: float) -> None:
    style.apply(dressed, dark=False, scale=scale)
    player = PlayerWindow(lambda: 0.0)
    qtbot.addWidget(player)
    show(player, SESSION.seconds - 2)
    player.finish()
    player.closing.set_coming(ComingView("Next: A design review with quite a long name at 14:30.", join=True))
    dressed.processEvents()
    assert not clipped(player.closing)
    assert not nameless(player.closing)


def ended(dressed: QApplication, qtbot: QtBot, size: tuple[int, int]) -> PlayerWindow:
    """Return a player on the page after a session, with so much room."""
    player = PlayerWindow(lambda: 0.0)
    qtbot.addWidget(player)
    show(player, SESSION.seconds - 2)
    player.finish()
    player.resize(size[0] + 64, size[1] + 68)
    dressed.processEvents()
    return player


def places(page: Closing) -> list[QPoint]:
    """Return where the buttons are that are always there."""
    return [one.mapTo(page, one.rect().topLeft()) for one in (*page.taps.values(), page.close_button)]


def words(page: Closing) -> tuple[str, str]:
    """Return what stands above and below the answers to one question more."""
    return page.asked.text(), page.follows.text()


LONG_LINE = "Noted. Six breaths a minute will rest for three days."


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("size", SIZES)
def test_why_it_was_stopped_fits_and_moves_no_button(
    dressed: QApplication, qtbot: QtBot, size: tuple[int, int], scale: float
) -> None:
    style.apply(dressed, dark=False, scale=scale)
    player = ended(dressed, qtbot, size)
    page = player.closing
    before = places(page)
    page.tap("stopped")
    page.show_felt("stopped", line=LONG_LINE)
    dressed.processEvents()
    assert places(page) == before
    assert all(one.isVisible() for one in page.whys.buttons.values())
    page.show_felt("stopped", "uncomfortable", line=LONG_LINE)
    dressed.processEvents()
    assert places(page) == before
    assert all(one.isVisible() for one in page.where.buttons.values())
    page.show_felt("stopped", "worrying", line=f"{LONG_LINE} {after_a_stop()}")
    dressed.processEvents()
    assert places(page) == before
    assert not clipped(page)
    assert not nameless(page)


def test_why_has_keys_is_said_and_gives_time_to_answer(
    player: PlayerWindow, said: list[str], qtbot: QtBot
) -> None:
    heard = Heard(player)
    with qtbot.waitActive(player):
        show(player, SESSION.seconds - 2)
    player.finish()
    page = player.closing
    for key in (Qt.Key.Key_4, Qt.Key.Key_3):
        press(player, key)
    page.show_felt("stopped", line=LONG_LINE)
    assert said[-1] == f"{LONG_LINE} Why? (optional)"
    assert page.timer.interval() == closing.CLOSING_MS
    for key in (Qt.Key.Key_4, Qt.Key.Key_5, Qt.Key.Key_6, Qt.Key.Key_7):
        press(player, key)
        assert page.timer.interval() == (
            closing.CLOSING_MS if key in {Qt.Key.Key_4, Qt.Key.Key_5} else closing.ANSWERED_MS
        ), "of the first two it is asked which movement it was"
    press(player, Qt.Key.Key_7)
    assert page.timer.interval() == closing.CLOSING_MS, "taken back, it may be another"
    press(player, Qt.Key.Key_1)
    assert heard.commands == [
        ("felt", "stopped"), ("felt", "stopped", "thread"), ("felt", "stopped", "uncomfortable"),
        ("felt", "stopped", "worrying"), ("felt", "stopped", "no_time"), ("felt", "stopped"),
        ("felt", "smooth"),
    ]  # fmt: skip
    page.show_felt("smooth")
    assert words(page) == ("", "")
    assert not any(one.isVisible() for one in page.whys.buttons.values())


STEP = QuestionView(
    "Wall hip hinge: three smooth ones. Next time one second longer?",
    (
        QuestionAnswer("Try it", ("go-on", "try", "wall_hip_hinge"), ("back", "wall_hip_hinge")),
        QuestionAnswer("Stay here", ("go-on", "stay", "wall_hip_hinge")),
    ),
)


def test_after_shaky_one_more_tap_says_which_movement(player: PlayerWindow, qtbot: QtBot) -> None:
    heard = Heard(player)
    with qtbot.waitActive(player):
        show(player, SESSION.seconds - 2)
    player.finish()
    page = player.closing
    names = [step.movement.id for step in SESSION.steps]
    assert list(page.which.buttons) == list(dict.fromkeys(names))
    press(player, Qt.Key.Key_2)
    assert page.timer.interval() == closing.CLOSING_MS
    page.show_felt("shaky", line="Noted.")
    assert words(page) == ("Which movement? (optional)", "Noted.")
    assert page.which.isVisible()
    assert not page.whys.isVisible()
    press(player, Qt.Key.Key_5)
    assert heard.commands[-1] == ("felt", "shaky", names[1])
    page.show_felt("shaky", movement=names[1], line="Noted.")
    assert page.which.buttons[names[1]].isChecked()
    assert words(page) == ("Which movement? (optional)", "Noted.")
    click(page.which.buttons[names[1]])
    assert heard.commands[-2:] == [("felt", "shaky", names[1]), ("felt", "shaky")], "the same takes it back"


def test_after_stopped_and_why_one_more_tap_says_which_movement(player: PlayerWindow, qtbot: QtBot) -> None:
    heard = Heard(player)
    with qtbot.waitActive(player):
        show(player, SESSION.seconds - 2)
    player.finish()
    page = player.closing
    names = list(dict.fromkeys(step.movement.id for step in SESSION.steps))
    press(player, Qt.Key.Key_3)
    page.show_felt("stopped", line="Noted.")
    assert not page.where.isVisible()
    assert words(page) == ("Why? (optional)", "Noted.")
    press(player, Qt.Key.Key_5)
    page.show_felt("stopped", "uncomfortable", line=LONG_LINE)
    assert words(page) == ("Why? (optional)", "Which movement? (optional)"), "what rests is told after it"
    reached = []
    for _answer in range(3 + 4 + len(names)):
        press(player, Qt.Key.Key_Tab)
        reached.append(player.focusWidget())
    shown = [*page.taps.values(), *page.whys.buttons.values(), *page.where.buttons.values()]
    assert reached == shown, "Tab goes through the answers as they are shown"
    assert list(page.where.buttons) == names
    assert page.whys.isVisible(), "no button gives its place to another"
    press(player, Qt.Key.Key_8)
    assert heard.commands[-1:] == [("felt", "stopped", "uncomfortable", names[0])]
    assert page.timer.interval() == closing.ANSWERED_MS
    page.show_felt("stopped", "uncomfortable", names[0], "Noted.")
    assert page.where.buttons[names[0]].isChecked()
    assert words(page) == ("Why? (optional)", "Noted.")
    press(player, Qt.Key.Key_7)
    assert heard.commands[-1:] == [("felt", "stopped", "no_time")]
    page.show_felt("stopped", "no_time", line="Noted.")
    assert not page.where.isVisible()
    assert words(page) == ("Why? (optional)", "Noted.")


def test_each_movement_of_a_long_session_has_a_key_that_does_nothing_else(
    player: PlayerWindow, qtbot: QtBot
) -> None:
    heard, (first, *_) = Heard(player), SESSION.steps
    names = [f"m{number}" for number in range(8)]
    steps = tuple(replace(first, movement=replace(first.movement, id=name, name=name)) for name in names)
    session = replace(SESSION, steps=steps)
    with qtbot.waitActive(player):
        player.start(session, advance(Playing(session), session.seconds - 2))
    player.finish()
    page = player.closing
    press(player, Qt.Key.Key_2)
    page.show_felt("shaky", line="Noted.")
    for key, name in zip((*"4567890A",), names, strict=True):
        press(player, Qt.Key(ord(key)))
        assert heard.commands[-1] == ("felt", "shaky", name)
        assert page.which.buttons[name].accessibleDescription() == f"Key {key}"
    for key in (Qt.Key.Key_3, Qt.Key.Key_5):
        press(player, key)
        page.show_felt("stopped", page.said_why, line="Noted.")
    for key, name in zip((*"890ACFGH",), names, strict=True):
        press(player, Qt.Key(ord(key)))
        assert heard.commands[-1] == ("felt", "stopped", "uncomfortable", name)
    chips = [button for row in player.findChildren(Chips) for button in row.buttons.values()]
    every = [(one.key().toString(), one.parent() in chips) for one in player.findChildren(QShortcut)]
    of_chips = {key for key, of_chip in every if of_chip}
    assert of_chips
    assert of_chips.isdisjoint(key for key, of_chip in every if not of_chip)


def test_a_stop_is_told_as_a_stop(player: PlayerWindow) -> None:
    page = player.closing
    show(player, SESSION.seconds - 2)
    player.finish()
    ended = page.title.text(), page.line.text()
    assert ended == ("Done.", "1 min 26 s of movement. While you’re up: a few steps, a glass of water?")
    page.show_felt("stopped", line="Noted.")
    assert (page.title.text(), page.line.text()) == ("Stopped.", "1 min 26 s of movement.")
    page.show_felt("")
    assert (page.title.text(), page.line.text()) == ended, "taken back"
    show(player, 30)
    player.finish()
    assert page.title.text() == "Finished early."
    assert "water" not in page.line.text(), "whoever ends early may have a reason"


def test_no_tick_stands_over_a_stop(player: PlayerWindow) -> None:
    show(player, SESSION.seconds - 2)
    player.finish()
    page, green = player.closing, style.color("green")

    def has_tick() -> bool:
        image = page.ring.grab().toImage()
        middle = range(image.width() // 3, 2 * image.width() // 3)
        return any(image.pixelColor(x, y) == green for x in middle for y in middle)

    assert has_tick()
    page.show_felt("stopped", line="Noted.")
    assert not has_tick()
    page.show_felt("shaky", line="Noted.")
    assert has_tick()
    page.show_felt("stopped", line="Noted.")
    show(player, SESSION.seconds - 2)
    player.finish()
    assert has_tick(), "another session has an end of its own"


def test_where_nothing_was_done_it_is_not_asked_how_it_felt(player: PlayerWindow, qtbot: QtBot) -> None:
    heard = Heard(player)
    with qtbot.waitActive(player):
        show(player, 0.5)
    player.finish()
    page = player.closing
    assert page.title.text() == "Finished early."
    assert not page.question.isVisible()
    press(player, Qt.Key.Key_1)
    assert not any(words[0] == "felt" for words in heard.commands)


def test_a_question_is_answered_by_a_key_and_taken_back_by_the_same_key(
    player: PlayerWindow, said: list[str], qtbot: QtBot
) -> None:
    heard = Heard(player)
    with qtbot.waitActive(player):
        show(player, SESSION.seconds - 2)
    player.finish()
    page = player.closing
    page.show_felt("smooth")
    press(player, Qt.Key.Key_4)
    assert not heard.commands, "nothing is asked yet"
    page.ask(STEP)
    assert page.asked.text() == STEP.line
    answers = [f"{key} {one.text()}" for key, one in enumerate(page.answers.buttons.values(), 4)]
    assert said[-1] == f"{STEP.line} {', '.join(answers)}."
    assert page.timer.interval() == closing.CLOSING_MS
    press(player, Qt.Key.Key_4)
    assert heard.commands[-1] == ("go-on", "try", "wall_hip_hinge")
    try_it, stay = page.answers.buttons.values()
    assert not try_it.isChecked(), "it shows once it is recorded"
    page.show_answered("Noted for next time: Wall hip hinge.")
    assert try_it.isChecked()
    assert not stay.isEnabled()
    assert page.asked.text() == "Noted for next time: Wall hip hinge. Press 4 again to undo."
    press(player, Qt.Key.Key_5)
    press(player, Qt.Key.Key_4)
    assert heard.commands[1:] == [("back", "wall_hip_hinge")]
    page.show_answered("Wall hip hinge: as before.")
    assert not try_it.isChecked()
    assert page.asked.text() == "Wall hip hinge: as before."
    press(player, Qt.Key.Key_5)
    assert heard.commands[2:] == [("go-on", "stay", "wall_hip_hinge")], "another answer can be given"


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("size", SIZES)
def test_a_question_fits_and_moves_no_button(
    dressed: QApplication, qtbot: QtBot, size: tuple[int, int], scale: float
) -> None:
    style.apply(dressed, dark=False, scale=scale)
    player = ended(dressed, qtbot, size)
    page = player.closing
    before = places(page)
    page.show_felt("shaky", line="Noted.")
    dressed.processEvents()
    assert not clipped(page)
    page.show_felt("smooth")
    page.ask(STEP)
    dressed.processEvents()
    assert places(page) == before
    assert not clipped(page)
    assert not nameless(page)


RULE = NoticeView("When I pick something up, I hinge or kneel.", "Did it", ("standard", "keep", "pick_up"))


def test_a_rule_of_ones_own_is_noted_by_a_key_once(player: PlayerWindow, qtbot: QtBot) -> None:
    heard = Heard(player)
    with qtbot.waitActive(player):
        show(player, SESSION.seconds - 2)
    player.finish()
    rule = player.closing.rule
    press(player, Qt.Key.Key_D)
    assert not rule.isVisible()
    assert not heard.commands
    rule.set_view(RULE)
    assert (rule.line.text(), rule.button.text()) == (RULE.line, "Did it")
    for _twice in range(2):
        press(player, Qt.Key.Key_D)
    assert heard.commands == [RULE.command]
    rule.show_noted("Noted.")
    assert rule.button.text() == "Noted."


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("size", SIZES)
def test_a_rule_fits(dressed: QApplication, qtbot: QtBot, size: tuple[int, int], scale: float) -> None:
    style.apply(dressed, dark=False, scale=scale)
    player = ended(dressed, qtbot, size)
    player.closing.rule.set_view(replace(RULE, line="W" * 40 + " " + "m" * 39))
    dressed.processEvents()
    assert not clipped(player.closing)
    assert not nameless(player.closing)


def test_on_ones_feet_a_glass_of_water_comes_to_mind_unless_it_is_not_wanted() -> None:
    standing, seated = (
        replace(SESSION, steps=(replace(SESSION.steps[-1], movement=MOVEMENTS[name]),))
        for name in ("standing_arrive", "ankle_pump")
    )
    assert last_words(standing, water=True) == "While you’re up: a few steps, a glass of water?"
    assert last_words(standing, water=False) == last_words(seated, water=True) == ""


def test_the_question_is_announced_with_its_answers(player: PlayerWindow, said: list[str]) -> None:
    show(player, SESSION.seconds - 2)
    player.finish()
    assert said[-1].endswith("How did it go? (optional) 1 Smooth, 2 Shaky, 3 Stopped.")
