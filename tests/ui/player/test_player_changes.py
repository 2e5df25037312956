"""The player where something changes: a step, a side, an easier form, another movement, a call, the end."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from intermezzo.adapters.library import load
from intermezzo.adapters.system import resources
from intermezzo.core.figure.easier import easier_form
from intermezzo.core.practice import playback as play
from intermezzo.core.practice.model import Movement, Session, Step
from intermezzo.core.practice.playback import Playing
from intermezzo.core.practice.replacement import replacement
from intermezzo.core.practice.selection import Constraints
from intermezzo.core.practice.timeline import Part, lead_in, moment_at
from intermezzo.presenters.player import easier, step_announcement
from intermezzo.presenters.safety import stop_rule
from intermezzo.presenters.views import ComingView
from intermezzo.ui.figure.poses import FigurePose, pose_at_moment
from intermezzo.ui.kit import style
from intermezzo.ui.player import closing, narrator, sheet
from intermezzo.ui.player.sheet import KEYS, NOTE
from intermezzo.ui.player.window import MANY, SIZE, PlayerWindow
from tests.ui.clock import Clock
from tests.ui.fitting import clipped, nameless, outside
from tests.ui.hands import click, press
from tests.ui.heard import Heard, under_way

pytestmark = pytest.mark.slow

LIBRARY = load([resources.sessions()])
MANY_STEPS = [one for one in LIBRARY.sessions.values() if len(one.steps) >= MANY]
SESSION = LIBRARY.sessions["unwind_the_hips"]
SIDED = next(n for n, step in enumerate(SESSION.steps) if step.sides == 2)
STARTS = SESSION.starts
TURN = STARTS[SIDED] + SESSION.steps[SIDED].stretch
TURN_SECONDS = SESSION.steps[SIDED].movement.turn


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a screen reader would say."""
    heard: list[str] = []
    for module in (narrator, closing, sheet):
        monkeypatch.setattr(module, "announce", lambda _widget, text: heard.append(text))
    return heard


def show(player: PlayerWindow, elapsed: float) -> None:
    player.start(SESSION, play.advance(Playing(SESSION), elapsed))


def drawn(player: PlayerWindow) -> FigurePose:
    assert player.stage.dial.frame.pose is not None
    return player.stage.dial.frame.pose


def instead(index: int) -> Step:
    pool = [step.movement for one in LIBRARY.sessions.values() for step in one.steps]
    new = replacement(SESSION, index, pool, SESSION.steps[index].seconds, Constraints())
    assert new is not None
    return new


@pytest.mark.parametrize("index", range(len(SESSION.steps)))
@pytest.mark.parametrize("reduced", [False, True])
def test_before_a_step_one_sees_its_start_and_what_is_needed(
    dressed: QApplication, clock: Clock, qtbot: QtBot, index: int, reduced: bool
) -> None:
    style.apply(dressed, dark=False, reduced_motion=reduced)
    player = PlayerWindow(clock)
    qtbot.addWidget(player)
    show(player, lead_in(SESSION, index) + 2)
    movement = SESSION.steps[index].movement
    assert player.guide.title.text() == movement.name
    assert movement.start in player.guide.cue.text().replace("&#x27;", "'")
    assert player.guide.eyebrow.text().startswith("Next: step" if index else "Get ready")
    pose = player.stage.dial.frame.pose
    assert pose is not None
    assert pose.figure == movement.figure
    assert pose.at == 0.0


def test_the_other_side_is_announced_seen_and_drawn(
    player: PlayerWindow, said: list[str], clock: Clock
) -> None:
    """There is time for it: the label counts down and the figure changes sides half-way."""
    show(player, TURN - 0.05)
    start = SESSION.steps[SIDED].movement.start
    assert drawn(player).side == 1
    for tenths in range(70):
        clock.now += 0.1
        player.catch_up()
        into = tenths * 0.1 + 0.05
        turns = into < TURN_SECONDS
        assert ("Now the other side." in player.guide.cue.text()) == turns
        assert (start in player.guide.cue.text()) == turns
        assert player.stage.label.startswith("Change sides · ") == turns
        assert drawn(player).side == (1 if into < TURN_SECONDS / 2 else 2)
        assert not turns or drawn(player).at == 0.0
    assert said.count("Now the other side.") == 1


def test_without_time_for_it_the_other_side_is_announced_as_it_begins(
    player: PlayerWindow, said: list[str], clock: Clock
) -> None:
    step = Step(replace(SESSION.steps[SIDED].movement, turn=0.0), 2, 2)
    session = replace(SESSION, steps=(step,))
    player.start(session, play.advance(Playing(session), session.starts[0] + step.stretch - 0.05))
    assert drawn(player).side == 1
    for tenths in range(60):
        clock.now += 0.1
        player.catch_up()
        assert ("Now the other side." in player.guide.cue.text()) == (tenths * 0.1 + 0.05 < 4)
    assert said.count("Now the other side.") == 1
    assert drawn(player).side == 2


def test_a_screen_reader_hears_each_step_once(player: PlayerWindow, said: list[str], clock: Clock) -> None:
    player.start(SESSION)
    for _second in range(round(SESSION.seconds) - 1):
        clock.now += 1.0
        player.catch_up()
        if _second % 20 == 7:
            player.toggle_pause()
            player.resize(player.width() + 1, player.height())
            player.toggle_pause()
    steps = [step_announcement(SESSION, number) for number in range(len(SESSION.steps))]
    sides = ["Now the other side."] * sum(step.sides == 2 for step in SESSION.steps)
    assert [line for line in said if line in steps] == steps
    assert [line for line in said if line in sides] == sides


def test_a_pause_and_its_end_are_announced(player: PlayerWindow, said: list[str]) -> None:
    show(player, SESSION.seconds - 58)
    player.toggle_pause()
    player.toggle_pause()
    assert said[-2:] == ["Paused, 58 seconds left", "Going on"]
    player.toggle_pause()
    told = len(said)
    player.start(SESSION)
    assert "Going on" not in said[told:], "another session begins"


def test_easing_off_says_what_changes_and_moves_less(player: PlayerWindow, said: list[str]) -> None:
    show(player, STARTS[SIDED] + 3)
    movement = SESSION.steps[SIDED].movement
    click(player.guide.ease)
    assert player.guide.cue.accessibleName() == " ".join(easier(movement))
    assert said[-1] == " ".join(easier(movement))
    assert drawn(player).figure.whole is not None
    click(player.guide.ease)
    assert drawn(player).figure == movement.figure
    assert said[-1] == "Back to the full form."


@pytest.mark.parametrize("movement", LIBRARY.movements.values(), ids=LIBRARY.movements)
def test_every_movement_has_an_easier_form_in_words_and_drawing(movement: Movement) -> None:
    assert movement.easier
    assert movement.figure is not None
    session = Session("s", "S", SESSION.kind, (Step(movement, 1, movement.sides),))
    moment = moment_at(session, session.starts[0] + movement.tempo[0] * 0.999)
    assert moment.part is Part.MOVE
    full, less = (pose_at_moment(movement, moment, eased=eased) for eased in (False, True))
    assert full is not None
    assert less is not None
    assert full.figure == movement.figure
    assert less.figure == easier_form(movement.figure) != movement.figure


def test_not_for_me_asks_once_and_goes_on_with_another(
    player: PlayerWindow, qtbot: QtBot, said: list[str], clock: Clock
) -> None:
    heard = Heard(player)
    with qtbot.waitActive(player):
        show(player, STARTS[1])
    for _n in range(2):
        clock.now += 2.0
        player.catch_up()
    for _n in range(3):
        press(player, Qt.Key.Key_N)
    after = SESSION.seconds - STARTS[1] - SESSION.steps[1].span + SESSION.leads[1]
    assert heard.commands == [("not-for-me", "1", f"{after:g}")]
    assert heard.steps == [(1, 4.0, False)], "what was done of it is told before it goes"
    new = instead(1)
    places: list[Playing] = []
    player.went_to.connect(places.append)
    player.exchange(1, new, "It goes; another comes.", undo=True)
    assert places[-1].session == under_way(player).session, "voice and tones follow"
    assert places[-1].elapsed == pytest.approx(under_way(player).elapsed, abs=0.5)
    assert player.guide.title.text() == new.movement.name
    assert under_way(player).elapsed == lead_in(SESSION, 1)
    assert under_way(player).before == 4.0
    assert said[-2:] == ["It goes; another comes.", step_announcement(under_way(player).session, 1)]
    assert player.guide.toast.isVisible()
    press(player, Qt.Key.Key_U)
    assert heard.commands[1:] == [("not-for-me", "undo")]
    player.exchange(1, SESSION.steps[1], "It stays.", undo=False)
    assert under_way(player).session == SESSION
    assert player.guide.toast.isVisible()
    press(player, Qt.Key.Key_U)
    assert len(heard.commands) == 2
    click(player.guide.next)
    click(player.guide.next)
    assert not player.guide.toast.isVisible(), "the line goes with its step"


def test_where_nothing_else_suits_it_goes_on_with_the_next(player: PlayerWindow) -> None:
    show(player, STARTS[1] + 4)
    player.guide.not_for_me.trigger()
    player.exchange(1, None, "It goes.", undo=True)
    assert under_way(player).step == 2
    assert player.guide.toast.isVisible()
    assert player.guide.not_for_me.isEnabled()


def test_what_could_not_be_done_can_be_asked_again(player: PlayerWindow) -> None:
    heard = Heard(player)
    show(player, STARTS[1] + 4)
    player.guide.not_for_me.trigger()
    player.stay()
    player.guide.not_for_me.trigger()
    assert len(heard.commands) == 2


def chosen(player: PlayerWindow) -> list[str]:
    return [word for word, tap in player.closing.taps.items() if tap.isChecked()]


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ((Qt.Key.Key_1,), ["smooth"]),
        ((Qt.Key.Key_2, Qt.Key.Key_3), ["shaky", "stopped"]),
        ((Qt.Key.Key_3, Qt.Key.Key_3), ["stopped", "undo"]),
    ],
)
def test_the_one_tap_at_the_end(
    player: PlayerWindow, qtbot: QtBot, keys: tuple[Qt.Key, ...], words: list[str]
) -> None:
    heard = Heard(player)
    with qtbot.waitActive(player):
        show(player, SESSION.seconds - 2)
    for key in keys:
        press(player, key)
    assert heard.commands == [], "not before the end"
    player.finish()
    for key in keys:
        press(player, key)
    assert heard.commands == [("felt", word) for word in words]
    assert chosen(player) == [], "it shows once it is recorded"
    for word in words:
        player.closing.show_felt("" if word == "undo" else word)
    assert chosen(player) == [word for word in words[-1:] if word != "undo"]
    player.closing.timer.timeout.emit()
    assert not player.isVisible()


def test_the_end_is_said_once_and_closes_without_an_answer(player: PlayerWindow, said: list[str]) -> None:
    heard = Heard(player)
    show(player, SESSION.seconds - 2)
    before = len(said)
    player.finish()
    assert len(said) == before + 1
    assert "How did it go?" in said[-1]
    for _turn in range(2):
        player.closing.set_coming(ComingView("The next one is at 15:31."))
    assert said[before + 1 :] == ["The next one is at 15:31."]
    assert player.closing.timer.isActive()
    assert player.closing.timer.interval() == closing.CLOSING_MS
    click(player.closing.taps["smooth"])
    assert player.closing.timer.interval() == closing.ANSWERED_MS
    player.closing.timer.timeout.emit()
    assert not player.isVisible()
    show(player, SESSION.seconds - 2)
    player.finish()
    assert all(not tap.isChecked() for tap in player.closing.taps.values())
    assert heard.commands == [("felt", "smooth")]


SIZES = ((1040, 692), (780, 460), (420, 760), (640, 620), (1600, 900))


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_clipped_at_any_size_of_window_and_text(
    dressed: QApplication, clock: Clock, qtbot: QtBot, size: tuple[int, int], scale: float
) -> None:
    style.apply(dressed, dark=False, scale=scale)
    player = PlayerWindow(clock)
    qtbot.addWidget(player)
    for elapsed in (2.0, STARTS[1] + 4, TURN + 1):
        show(player, elapsed)
        player.resize(size[0] + 64, size[1] + 68)
        qtbot.waitUntil(lambda: clipped(player) == [])
        qtbot.waitUntil(lambda: outside(player, player.guide) == [])
        assert nameless(player) == []
    player.exchange(1, instead(1), "A movement of a long name goes; another one takes its place.", undo=True)
    qtbot.waitUntil(lambda: clipped(player) == [])
    player.give_way("Your meeting starts at 11:30. You can finish in your next gap.")
    qtbot.waitUntil(lambda: clipped(player) == [])
    for page in (NOTE, KEYS):
        player.show_sheet(page)
        qtbot.waitUntil(lambda: clipped(player) == [])
        assert outside(player, player.guide) == []
    player.finish()
    qtbot.waitUntil(lambda: clipped(player) == [])


def test_the_whole_screen_and_back(player: PlayerWindow, qtbot: QtBot) -> None:
    with qtbot.waitActive(player):
        show(player, STARTS[1] + 4)
    radius, cue = player.stage.dial.radius, player.guide.cue.font().pixelSize()
    press(player, Qt.Key.Key_F11)
    qtbot.waitUntil(lambda: player.size() == player.screen().size())
    assert not player.grab().toImage().isNull()
    assert clipped(player) == []
    press(player, Qt.Key.Key_F11)
    qtbot.waitUntil(lambda: not player.isFullScreen())
    player.resize_within_screen(1040, 692)
    assert (player.stage.dial.radius, player.guide.cue.font().pixelSize()) == (radius, cue)
    press(player, Qt.Key.Key_F11)
    player.finish()
    player.hide()
    show(player, 3)
    assert not player.isFullScreen()


def test_a_large_window_has_a_larger_figure_and_cue(
    dressed: QApplication, clock: Clock, qtbot: QtBot
) -> None:
    player = PlayerWindow(clock)
    qtbot.addWidget(player)
    show(player, STARTS[1] + 4)
    small = player.stage.dial.radius, player.guide.cue.font().pixelSize()
    player.resize(1800, 1100)
    assert player.stage.dial.radius > 1.4 * small[0]
    assert player.guide.cue.font().pixelSize() > 1.2 * small[1]
    player.resize(460, 700)
    assert player.stage.geometry().bottom() < player.guide.geometry().top()


@pytest.mark.parametrize("session", LIBRARY.sessions.values(), ids=lambda session: str(session.id))
def test_at_the_usual_size_all_words_and_steps_of_every_session_are_in_sight(
    dressed: QApplication, undrawn: PlayerWindow, monkeypatch: pytest.MonkeyPatch, session: Session
) -> None:
    monkeypatch.setattr("intermezzo.ui.kit.window.available_geometry", lambda _window: None)
    for start in session.starts:
        undrawn.start(session, play.advance(Playing(session), start + 1.0))
        QApplication.processEvents()
        assert undrawn.width() == SIZE[0]
        assert undrawn.guide.area.verticalScrollBar().maximum() == 0
    undrawn.hide()


@pytest.mark.parametrize("session", MANY_STEPS, ids=lambda session: str(session.id))
def test_many_steps_are_all_in_sight_beside_the_whole_stop_rule(
    dressed: QApplication, undrawn: PlayerWindow, monkeypatch: pytest.MonkeyPatch, session: Session
) -> None:
    monkeypatch.setattr("intermezzo.ui.kit.window.available_geometry", lambda _window: None)
    undrawn.start(session)
    QApplication.processEvents()
    assert undrawn.guide.rule.text() == stop_rule()
    assert undrawn.guide.area.verticalScrollBar().maximum() == 0
    undrawn.hide()
