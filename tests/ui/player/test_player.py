"""The player: what is drawn is what ``moment_at`` says, to the millisecond; keys do what they print."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from intermezzo.core.history.events import Reason
from intermezzo.core.practice import playback as play
from intermezzo.core.practice.playback import Playing
from intermezzo.core.practice.timeline import moment_at
from intermezzo.presenters.player import breath_label, eyebrow, moment_texts
from intermezzo.presenters.safety import stop_rule, stop_rule_short
from intermezzo.ui.figure.animator import FRAME_RATE
from intermezzo.ui.kit import style
from intermezzo.ui.kit.widgets import PillButton
from intermezzo.ui.player.course import GAP_SECONDS
from intermezzo.ui.player.window import PlayerWindow
from tests.ui.clock import Clock
from tests.ui.hands import click, press
from tests.ui.heard import Heard, under_way
from tools.gallery import samples

pytestmark = pytest.mark.slow

SESSION = samples.session()


@pytest.fixture
def heard(player: PlayerWindow) -> Heard:
    return Heard(player)


@pytest.fixture
def run(player: PlayerWindow, clock: Clock) -> Callable[[float], None]:
    """Let seconds pass, a tenth at a time."""

    def passing(seconds: float) -> None:
        for _n in range(round(seconds * 10)):
            clock.now += 0.1
            player.catch_up()

    return passing


def at(elapsed: float) -> Playing:
    return play.advance(Playing(SESSION), elapsed)


@given(elapsed=st.floats(0, SESSION.seconds - 0.001))
def test_ring_breath_label_and_step_are_those_of_the_moment(elapsed: float) -> None:
    shown_at(_player(), elapsed)


_one: list[PlayerWindow] = []


def _player() -> PlayerWindow:
    if not _one:
        _one.append(PlayerWindow(lambda: 0.0))
    return _one[0]


@pytest.fixture(scope="module", autouse=True)
def _forget_the_one(qapp: QApplication, fonts: None) -> Iterator[None]:
    yield
    for player in _one:
        player.hide()
        player.deleteLater()
    _one.clear()


def shown_at(player: PlayerWindow, elapsed: float) -> None:
    """Check everything drawn against ``moment_at`` at this very time."""
    player.start(SESSION, at(elapsed))
    moment = moment_at(SESSION, under_way(player).elapsed)
    assert under_way(player).elapsed == elapsed
    assert player.stage.dial.frame.ring == moment.step_fraction
    assert player.stage.dial.frame.fill == moment.breath_fill
    assert player.stage.label == breath_label(moment, SESSION.steps[moment.step])
    assert player.guide.eyebrow.text() == eyebrow(SESSION, moment)
    assert player.guide.title.text() == SESSION.steps[moment.step].movement.name
    said = moment_texts(SESSION, moment, eased=False)
    assert player.guide.cue.accessibleName() == " ".join(said).strip()
    assert player.stage.dial.count == str(moment.rep)


def test_every_millisecond_around_a_turn(player: PlayerWindow) -> None:
    for turn in (5.0, 8.0, 11.0, 17.0, 22.0, 52.0, 57.0):
        for thousandth in range(-3, 4):
            shown_at(player, turn + thousandth / 1000)


def test_ticks_follow_the_clock_and_its_speed(dressed: QApplication, qtbot: QtBot, clock: Clock) -> None:
    player = PlayerWindow(clock, speed=10.0)
    qtbot.addWidget(player)
    player.start(SESSION)
    clock.now += 1.25
    player.catch_up()
    assert under_way(player).elapsed == 12.5
    assert player.stage.dial.frame.ring == moment_at(SESSION, 12.5).step_fraction


def test_a_whole_session_tells_every_step_once_and_completes(
    player: PlayerWindow, heard: Heard, run: Callable[[float], None]
) -> None:
    player.start(SESSION)
    run(SESSION.seconds + 1)
    assert heard.steps == [(index, step.seconds, False) for index, step in enumerate(SESSION.steps)]
    assert heard.ends == [("completed", SESSION.active_seconds)]
    assert player.playing is None


def test_the_keys_do_what_they_print(
    player: PlayerWindow, qtbot: QtBot, run: Callable[[float], None]
) -> None:
    with qtbot.waitActive(player):
        player.start(SESSION)
    run(10)
    press(player, Qt.Key.Key_Right)
    assert under_way(player).elapsed == pytest.approx(17.0)
    run(20)
    press(player, Qt.Key.Key_Left)
    assert under_way(player).elapsed == pytest.approx(17.0)
    press(player, Qt.Key.Key_E)
    assert under_way(player).eased == {1}
    press(player, Qt.Key.Key_Space)
    assert under_way(player).paused
    press(player, Qt.Key.Key_Space)
    assert not under_way(player).paused
    press(player, Qt.Key.Key_Escape)
    assert player.playing is None


def test_the_buttons_do_the_same(player: PlayerWindow, heard: Heard, run: Callable[[float], None]) -> None:
    player.start(SESSION)
    guide = player.guide
    run(6)
    click(guide.next)
    click(guide.ease)
    assert under_way(player).eased == {1}
    assert "Half the depth" in guide.cue.accessibleName()
    click(guide.pause)
    assert guide.pause.text() == "Resume"
    assert player.stage.label == "Paused"
    click(guide.pause)
    click(guide.back)
    assert under_way(player).elapsed == 0.0
    click(guide.finish)
    assert heard.ends[0][0] == "partial"


def test_easing_off_counts_in_full(player: PlayerWindow, heard: Heard, run: Callable[[float], None]) -> None:
    player.start(SESSION)
    player.toggle_easier()
    run(SESSION.seconds + 1)
    assert heard.steps[0] == (0, SESSION.steps[0].seconds, True)
    assert heard.ends[0] == ("completed", SESSION.active_seconds)


def test_a_step_taken_up_again_adds_up(
    player: PlayerWindow, heard: Heard, run: Callable[[float], None]
) -> None:
    player.start(SESSION)
    run(9)
    player.next_step()
    player.previous_step()
    run(SESSION.seconds + 1)
    first = [seconds for index, seconds, _eased in heard.steps if index == 0]
    assert len(first) == 2
    assert sum(first) == pytest.approx(SESSION.steps[0].seconds)
    assert sum(seconds for _index, seconds, _eased in heard.steps) == pytest.approx(heard.ends[0][1])


def test_in_the_last_fifth_complete_has_a_place_of_its_own(
    player: PlayerWindow, heard: Heard, qtbot: QtBot
) -> None:
    player.start(SESSION, at(30.0))
    assert player.guide.complete.isHidden()
    with qtbot.waitActive(player):
        player.start(SESSION, at(92.0))
    assert not player.guide.complete.isHidden()
    assert not player.guide.finish.isHidden()
    press(player, Qt.Key.Key_Return)
    assert heard.ends[0][0] == "completed"


def test_enter_does_nothing_before(player: PlayerWindow, heard: Heard, qtbot: QtBot) -> None:
    with qtbot.waitActive(player):
        player.start(SESSION, at(30.0))
    press(player, Qt.Key.Key_Return)
    assert heard.ends == []


def test_time_stands_still_while_paused(player: PlayerWindow, run: Callable[[float], None]) -> None:
    player.start(SESSION)
    run(10)
    player.toggle_pause()
    before = under_way(player).elapsed
    assert not player.animator.timer.isActive()
    run(30)
    assert under_way(player).elapsed == before
    player.toggle_pause()
    run(1)
    assert under_way(player).elapsed == pytest.approx(before + 1)


def test_a_locked_screen_pauses_and_goes_on(player: PlayerWindow) -> None:
    player.start(SESSION)
    player.pause()
    assert under_way(player).paused
    player.resume()
    assert not under_way(player).paused


def test_what_the_user_paused_stays_paused_after_the_lock(player: PlayerWindow) -> None:
    player.start(SESSION)
    player.toggle_pause()
    player.pause()
    player.resume()
    assert under_way(player).paused


def test_nobody_there_any_more(player: PlayerWindow, heard: Heard, run: Callable[[float], None]) -> None:
    player.start(SESSION)
    run(9)
    player.pause()
    player.interrupt(Reason.LOCKED)
    assert heard.steps == [(0, 4.0, False)]
    assert heard.ends == [("interrupted", 4.0)]
    assert not player.isVisible()


def test_an_interrupted_session_goes_on_and_tells_only_what_is_new(
    player: PlayerWindow, heard: Heard
) -> None:
    player.start(SESSION, at(10.0))
    player.finish()
    assert heard.steps == []
    assert heard.ends == [("partial", 5.0)]


def test_a_computer_that_slept_was_not_moving(player: PlayerWindow, clock: Clock) -> None:
    player.start(SESSION)
    clock.now += 3600
    player.catch_up()
    assert under_way(player).elapsed == GAP_SECONDS
    clock.now -= 50
    player.catch_up()
    assert under_way(player).elapsed == GAP_SECONDS


def test_it_draws_only_while_it_is_seen(player: PlayerWindow) -> None:
    player.start(SESSION, at(6.0))
    assert 1000 / FRAME_RATE <= player.animator.timer.interval() <= 200
    player.hide()
    assert 990 <= player.animator.timer.interval() <= 1002
    player.finish()
    assert not player.animator.timer.isActive()


def test_reduced_motion_shows_stills(dressed: QApplication, qtbot: QtBot, clock: Clock) -> None:
    style.apply(dressed, dark=False, reduced_motion=True)
    player = PlayerWindow(clock)
    qtbot.addWidget(player)
    player.start(SESSION, at(6.0))
    assert 990 <= player.animator.timer.interval() <= 1002
    assert player.stage.dial.frame.fill == 1.0
    assert player.stage.label == breath_label(moment_at(SESSION, 6.0), SESSION.steps[0])


def test_the_last_page_says_what_was_done_and_goes_by_itself(player: PlayerWindow) -> None:
    player.start(SESSION, at(92.0))
    player.finish()
    assert player.closing.title.text() == "Done."
    words = "1 min 12 s of movement. While you’re up: a few steps, a glass of water?"
    assert player.closing.line.text() == words
    assert player.closing.timer.isActive()
    press(player, Qt.Key.Key_Escape)
    assert not player.isVisible()
    player.start(SESSION, at(30.0))
    player.finish()
    assert player.closing.title.text() == "Finished early."
    player.closing.timer.timeout.emit()
    assert not player.isVisible()


def test_closing_the_window_finishes(player: PlayerWindow, heard: Heard) -> None:
    player.start(SESSION, at(30.0))
    player.close()
    assert [outcome for outcome, _seconds in heard.ends] == ["partial"]


def test_it_shows_cue_fault_and_both_rules_for_stopping(player: PlayerWindow) -> None:
    player.start(SESSION, at(30.0))
    shown = "\n".join(label.text() for label in player.guide.findChildren(QLabel) if not label.isHidden())
    for words in (
        "as if closing a drawer",
        "Watch for",
        "the lower back rounding",
        "anything sharp",
        "dizziness",
    ):
        assert words in shown


def test_the_rule_for_stopping_is_whole_before_the_first_step_then_a_line(player: PlayerWindow) -> None:
    rule = player.guide.rule
    player.start(SESSION)
    assert rule.text() == stop_rule()
    for elapsed in (5.0, 19.0, 30.0, 92.0):
        player.start(SESSION, at(elapsed))
        assert rule.text() == stop_rule_short()
        assert rule.accessibleName() == rule.toolTip() == stop_rule()


def test_the_steps_stay_where_they_are_and_the_box_keeps_its_height(player: PlayerWindow) -> None:
    guide, seen = player.guide, set()
    player.show()
    player.setMinimumSize(1040, 900)
    for elapsed in (3.0, 10.0, 24.0, 30.0, 54.0, 100.0, 200.0):
        player.start(SESSION, at(elapsed))
        QApplication.processEvents()
        box = guide.watch.parentWidget()
        assert box is not None
        seen.add((guide.steps.mapTo(guide, guide.steps.rect().bottomLeft()).y(), box.height()))
    assert len(seen) == 1


def test_every_button_has_a_name(player: PlayerWindow) -> None:
    names = {button.accessibleName() for button in player.guide.findChildren(PillButton)}
    steps = {"Previous step", "Next step"}
    assert names == steps | {"Complete", "Pause", "Easier", "Finish", "Back to the session"}


@pytest.mark.parametrize("dark", [False, True])
def test_many_steps_and_large_text_are_drawn_in_both_looks(
    dressed: QApplication, qtbot: QtBot, clock: Clock, dark: bool
) -> None:
    style.apply(dressed, dark=dark, scale=2.0)
    player = PlayerWindow(clock)
    qtbot.addWidget(player)
    long = replace(SESSION, steps=SESSION.steps * 3)
    player.start(long, replace(Playing(long), elapsed=40.0))
    assert not player.grab().toImage().isNull()
    dressed.processEvents()
    room = player.screen().availableGeometry()
    assert player.frameGeometry().width() <= room.width()
    assert player.frameGeometry().height() <= room.height()
    press(player, Qt.Key.Key_PageDown)
    scrolled = player.guide.area.verticalScrollBar().value()
    press(player, Qt.Key.Key_PageUp)
    assert scrolled > player.guide.area.verticalScrollBar().value() == 0


def test_it_says_where_it_is_with_the_very_first_and_the_last_moment(
    player: PlayerWindow, run: Callable[[float], None]
) -> None:
    places: list[Playing] = []
    player.went_to.connect(places.append)
    player.start(SESSION)
    assert [one.elapsed for one in places] == [0.0]
    run(SESSION.seconds + 1)
    assert places[-1].finished
    assert len(places) == round(SESSION.seconds * 10) + 1
