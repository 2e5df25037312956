"""The player's dial: it is painted when there is something new to see, alone, and as if painted afresh."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from intermezzo.adapters import library, resources
from intermezzo.core.model import Session
from intermezzo.core.playing import Playing, advance
from intermezzo.core.walkthrough import walkthrough
from intermezzo.ui import style
from intermezzo.ui.player.dial import Look
from intermezzo.ui.player.frames import SLOWEST_MS
from intermezzo.ui.player.stage import Stage
from intermezzo.ui.player.window import FRAME_MS, PlayerWindow, _look
from intermezzo.words.player import eyebrow

SESSIONS = [
    library.load([resources.sessions()]).sessions[name] for name in ("unwind_the_hips", "seated_reset")
]


class Painted(QObject):
    """Counts how often each widget is painted."""

    def __init__(self, *widgets: QWidget) -> None:
        super().__init__()
        self.times = dict.fromkeys(widgets, 0)
        for widget in widgets:
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt calls it so
        """Count."""
        if event.type() == QEvent.Type.Paint and isinstance(watched, QWidget):
            self.times[watched] += 1
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


def frames(player: PlayerWindow, clock: list[float], session: Session) -> Iterator[Playing]:
    """Go through a session at the times at which the player asks to be woken."""
    player.start(session, advance(Playing(session), 1.0))
    while player.playing is not None:
        yield player.playing
        clock[0] += player._timer.interval() / 1000
        player._on_time()


@pytest.mark.parametrize("session", SESSIONS, ids=lambda session: str(session.id))
def test_it_wakes_when_there_is_something_to_see_and_not_more_often(
    player: PlayerWindow, clock: list[float], session: Session
) -> None:
    woken = 0
    for playing in frames(player, clock, session):
        woken += 1
        assert FRAME_MS <= player._timer.interval() <= SLOWEST_MS + 1
        # Drawn is what was far enough to be seen; nothing is ever left farther behind.
        moment = walkthrough(session, playing.elapsed)
        assert player.stage.dial.travel(_look(playing, moment)) < 1.0
    assert 10 < woken / (session.seconds - 1.0) < 26


@pytest.mark.parametrize("session", SESSIONS, ids=lambda session: str(session.id))
def test_the_seconds_counted_down_change_within_twenty_milliseconds_of_their_time(
    player: PlayerWindow, clock: list[float], session: Session
) -> None:
    late = [
        1.0 - walkthrough(session, playing.elapsed).session_left % 1.0
        for before, playing in _pairs(frames(player, clock, session))
        if _shown(session, before) != _shown(session, playing)
    ]
    assert len(late) > session.seconds - 5
    assert max(late) <= 0.02


def _shown(session: Session, playing: Playing) -> str:
    return eyebrow(session, walkthrough(session, playing.elapsed)).rpartition(" · ")[2]


def _pairs(all_of_them: Iterator[Playing]) -> Iterator[tuple[Playing, Playing]]:
    before = next(all_of_them)
    for one in all_of_them:
        yield before, one
        before = one


def test_with_a_frame_nothing_but_the_dial_is_painted(
    player: PlayerWindow, clock: list[float], qtbot: QtBot
) -> None:
    session = SESSIONS[1]
    player.start(session, advance(Playing(session), 6.0))
    qtbot.waitExposed(player)
    QApplication.processEvents()
    dial = player.stage.dial
    painted = Painted(player, player.stage, dial)
    for _frame in range(12):
        clock[0] += 0.05
        player._on_time()
        QApplication.processEvents()
    assert painted.times[dial] >= 5
    assert painted.times[player] <= 2  # once or twice, when a second is counted down


def test_a_hidden_dial_paints_nothing(player: PlayerWindow, clock: list[float], qtbot: QtBot) -> None:
    session = SESSIONS[1]
    player.start(session, advance(Playing(session), 6.0))
    qtbot.waitExposed(player)
    player.hide()
    painted = Painted(player.stage.dial)
    for _frame in range(12):
        clock[0] += 0.05
        player._on_time()
        QApplication.processEvents()
    assert painted.times[player.stage.dial] == 0


def test_what_grew_step_by_step_is_what_is_painted_at_once(dressed: QApplication, qtbot: QtBot) -> None:
    session = SESSIONS[0]
    playing = Playing(session)
    grown, fresh = _stage(qtbot), _stage(qtbot)
    for step in range(400):
        at = walkthrough(session, 5.0 + step / 20)
        grown.dial.show_look(_look(playing, at), "", "")
        QApplication.processEvents()
    fresh.dial.show_look(grown.dial._drawn, "", "")
    QApplication.processEvents()
    # An arc that has grown lies a hundredth of a pixel beside the one that it was.
    assert max(abs(a - b) for a, b in zip(_pixels(fresh), _pixels(grown), strict=True)) < 12


def test_the_ground_follows_the_palette(dressed: QApplication, qtbot: QtBot) -> None:
    stage = _stage(qtbot)
    stage.dial.show_look(Look(0.4, 0.5), "", "")
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


def _pixels(stage: Stage) -> bytes:
    """What stands on the screen, painted bit by bit as it was: not painted once more for this."""
    image = stage.screen().grabWindow(stage.winId()).toImage().convertToFormat(QImage.Format.Format_RGBA8888)
    assert image.size() == stage.size()
    assert image.pixelColor(stage.place.centre.toPoint()) != image.pixelColor(1, 1)
    return bytes(image.constBits())
