"""The player's dial: it is painted when there is something new to see, alone, and as if painted afresh."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QRect
from PySide6.QtGui import QImage, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from intermezzo.adapters import library
from intermezzo.adapters.system import resources
from intermezzo.core.override import override
from intermezzo.core.practice.model import Kind, Session, Step
from intermezzo.core.practice.playback import Playing, advance
from intermezzo.core.practice.timeline import moment_at
from intermezzo.ui.figure.animator import FRAME_RATE
from intermezzo.ui.figure.body_paths import paths_at
from intermezzo.ui.kit import style
from intermezzo.ui.player.dial import Frame
from intermezzo.ui.player.frame_scheduler import frame_at
from intermezzo.ui.player.stage import Stage
from intermezzo.ui.player.window import PlayerWindow

SHELF = library.load([resources.sessions()])
MOVEMENTS = SHELF.movements
SESSIONS = [SHELF.sessions[name] for name in ("unwind_the_hips", "seated_reset")]


class Painted(QObject):
    """Counts how often each widget is painted, and collects what is painted of them."""

    def __init__(self, *widgets: QWidget) -> None:
        super().__init__()
        self.times = dict.fromkeys(widgets, 0)
        self.areas: list[QRect] = []
        for widget in widgets:
            widget.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt calls it so
        """Count."""
        if isinstance(event, QPaintEvent) and isinstance(watched, QWidget):
            self.times[watched] += 1
            self.areas.append(event.rect())
        return False


@pytest.fixture
def clock() -> list[float]:
    return [0.0]


@pytest.fixture
def player(dressed: QApplication, clock: list[float]) -> Iterator[PlayerWindow]:
    made = PlayerWindow(lambda: clock[0])
    yield made
    made.hide()
    made.deleteLater()


def woken(player: PlayerWindow, clock: list[float], session: Session) -> Iterator[Playing]:
    """Go through a session at the times at which the player asks to be woken."""
    player.start(session, advance(Playing(session), 1.0))
    while player.playing is not None:
        yield player.playing
        clock[0] += player.animator.timer.interval() / 1000
        player.animator.timer.timeout.emit()


@pytest.mark.parametrize("session", SESSIONS, ids=lambda session: str(session.id))
@pytest.mark.slow
def test_it_wakes_when_there_is_something_to_see_and_not_more_often(
    player: PlayerWindow, clock: list[float], session: Session
) -> None:
    times, dial = 0, player.stage.dial
    for playing in woken(player, clock, session):
        times += 1
        # Drawn is what was far enough to be seen; nothing is left farther behind than by a frame, and none
        # comes earlier than by two milliseconds.
        looks = [
            frame_at(playing, moment_at(session, playing.elapsed - late))
            for late in (-0.002, 0.0, 1.1 / FRAME_RATE)
        ]
        assert any(dial.next_visible(dial.rendered, look) is dial.rendered for look in looks)
    assert 8 < times / (session.seconds - 1.0) < 22


@pytest.mark.parametrize("motion", ["moving", "stills", "unseen"])
@pytest.mark.parametrize("session", SESSIONS, ids=lambda session: str(session.id))
@pytest.mark.slow
def test_the_seconds_counted_down_change_within_twenty_milliseconds_of_their_time(
    dressed: QApplication, player: PlayerWindow, clock: list[float], session: Session, motion: str
) -> None:
    style.apply(dressed, dark=False, reduced_motion=motion == "stills")
    before, late = "", []
    for playing in woken(player, clock, session):
        if motion == "unseen":
            player.hide()
        shown = player.guide.eyebrow.text().rpartition(" · ")[2]
        if before not in {"", shown}:
            late.append(1.0 - playing.left % 1.0)
        before = shown
    assert len(late) > session.seconds - 5
    assert max(late) <= 0.02


@pytest.mark.slow
def test_a_repetition_is_drawn_with_the_outlines_of_the_one_before(
    player: PlayerWindow, clock: list[float]
) -> None:
    movement = MOVEMENTS["wall_hip_hinge"]
    session = Session("one", "One", Kind.RITUAL, (Step(movement, 3, 1),))
    found: dict[int, int] = {}
    paths_at.cache_clear()
    for playing in woken(player, clock, session):
        QApplication.processEvents()
        found[moment_at(session, playing.elapsed).rep] = paths_at.cache_info().misses
    assert found[1] > 30
    assert found[3] - found[1] <= 2  # where a clock that counts in milliseconds is a step behind


@pytest.mark.slow
def test_another_look_takes_hold_amid_a_second(
    dressed: QApplication, player: PlayerWindow, clock: list[float], qtbot: QtBot
) -> None:
    player.start(SESSIONS[0], advance(Playing(SESSIONS[0]), 6.0))
    qtbot.waitExposed(player)
    looks: list[QImage] = []
    for dark in (True, False):
        for _frame in range(3):
            clock[0] += player.animator.timer.interval() / 1000
            player.animator.timer.timeout.emit()
        style.apply(dressed, dark=dark)
        clock[0] += player.animator.timer.interval() / 1000
        player.animator.timer.timeout.emit()
        QApplication.processEvents()
        dial, shown = player.stage.dial, _dial_on_screen(player)
        assert dial.rendered.pose is not None
        looks.append(shown)
        QApplication.sendEvent(dial, QEvent(QEvent.Type.PaletteChange))
        dial.repaint()  # from nothing that was made before
        assert _dial_on_screen(player) == shown
    assert looks[0] != looks[1]


@pytest.mark.slow
def test_with_a_frame_nothing_but_the_dial_is_painted(
    player: PlayerWindow, clock: list[float], qtbot: QtBot
) -> None:
    session = SESSIONS[1]
    player.start(session, advance(Playing(session), 6.0))
    qtbot.waitExposed(player)
    QApplication.processEvents()
    dial, buttons = player.stage.dial, player.guide.buttons()
    painted = Painted(player, player.stage, dial, *buttons)
    for _frame in range(24):
        clock[0] += 0.05
        player.animator.timer.timeout.emit()
        QApplication.processEvents()
    assert painted.times[dial] >= 5
    assert 1 <= painted.times[player] <= 2  # when a second is counted down
    assert not any(painted.times[button] for button in buttons)


def test_a_hidden_dial_paints_nothing(player: PlayerWindow, clock: list[float], qtbot: QtBot) -> None:
    session = SESSIONS[1]
    player.start(session, advance(Playing(session), 6.0))
    qtbot.waitExposed(player)
    player.hide()
    painted = Painted(player.stage.dial)
    for _frame in range(12):
        clock[0] += 0.05
        player.animator.timer.timeout.emit()
        QApplication.processEvents()
    assert painted.times[player.stage.dial] == 0


def test_what_was_made_for_a_session_is_given_back_with_its_window(
    player: PlayerWindow, clock: list[float], qtbot: QtBot
) -> None:
    player.start(SESSIONS[1], advance(Playing(SESSIONS[1]), 6.0))
    qtbot.waitExposed(player)
    for _frame in range(4):
        clock[0] += 0.1
        player.animator.timer.timeout.emit()
    dial = player.stage.dial
    made = dial._background, dial._drawing, dial._prepared  # private: what is kept is seen nowhere else
    assert all(made)
    player.hide()
    assert not any((dial._background, dial._drawing, dial._prepared))  # private: the same


@pytest.mark.parametrize(("name", "seconds"), [("unwind_the_hips", 20), ("walk_and_reach", 3)])
@pytest.mark.slow
def test_what_grew_step_by_step_is_what_is_painted_at_once(
    dressed: QApplication, qtbot: QtBot, name: str, seconds: int
) -> None:
    session = SHELF.sessions[name]
    playing = Playing(session)
    grown, fresh = _stage(qtbot), _stage(qtbot)
    dial = grown.dial
    for second in range(seconds):
        moments = [moment_at(session, 5.0 + second + step / 20) for step in range(20)]
        dial.show_frame(frame_at(playing, moments[0]), "", "")
        QApplication.processEvents()
        frames, rendered = list[Frame](), dial.rendered
        for moment in moments[1:]:
            rendered = dial.next_visible(rendered, frame_at(playing, moment))
            frames.append(rendered)
        dial.render_frame(frames[0])
        for batch in (frames[1:7], frames[7:13], frames[13:]):
            dial.prepare(batch)
            # One comes too late, and is left out.
            for frame in batch[1:]:
                dial.render_frame(frame)
            QApplication.processEvents()
    fresh.dial.show_frame(dial.rendered, "", "")
    QApplication.processEvents()
    assert max(abs(a - b) for a, b in zip(_pixels(fresh), _pixels(grown), strict=True)) <= 2


def test_a_breath_repaints_its_disc_and_not_the_ring(dressed: QApplication, qtbot: QtBot) -> None:
    stage = _stage(qtbot)
    painted = Painted(stage.dial)
    for fill in (0.0, 0.3):
        stage.dial.show_frame(Frame(0.4, fill), "", "")
        QApplication.processEvents()
    assert painted.areas[-1].width() < 0.8 * stage.dial.width()
    assert painted.areas[-1].contains(stage.dial.rect().center())


def test_the_ground_follows_the_palette(dressed: QApplication, qtbot: QtBot) -> None:
    stage = _stage(qtbot)
    stage.dial.show_frame(Frame(0.4, 0.5), "", "")
    for dark in (False, True):
        style.apply(dressed, dark=dark)
        assert stage.dial.grab().toImage().pixelColor(2, 2) == style.color("pill")


def _stage(qtbot: QtBot) -> Stage:
    stage = Stage()
    qtbot.addWidget(stage)
    stage.resize(470, 560)
    stage.show()
    qtbot.waitExposed(stage)
    return stage


def _dial_on_screen(player: PlayerWindow) -> QImage:
    dial = player.stage.dial
    area = QRect(dial.mapTo(player, QPoint()), dial.size())
    return player.screen().grabWindow(player.winId()).toImage().copy(area)


def _pixels(stage: Stage) -> bytes:
    """What stands on the screen, painted bit by bit as it was: not painted once more for this."""
    image = stage.screen().grabWindow(stage.winId()).toImage().convertToFormat(QImage.Format.Format_RGBA8888)
    assert image.size() == stage.size()
    assert image.pixelColor(stage.dial.geometry().center()) != image.pixelColor(1, 1)
    return bytes(image.constBits())
