"""One interlude in the player, as a picture that moves: the beginning of each step, at its own tempo."""

from collections import Counter

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QImage

from intermezzo.core.history.events import Reason
from intermezzo.core.practice.model import Session
from intermezzo.core.practice.playback import Playing, advance
from intermezzo.core.practice.timeline import Phase, walkthrough
from intermezzo.ui.figure.moving_picture import moving_picture
from intermezzo.ui.player.window import PlayerWindow

SHOWN = "up_and_down"
RATE = 12
"""Frames a second."""
EXCERPT = 40
"""Frames of each step."""


def interlude(session: Session) -> bytes:
    """Return the file."""
    player = PlayerWindow(lambda: 0.0)
    frames = []
    for elapsed in _excerpts(session):
        player.start(session, advance(Playing(session), elapsed))
        QCoreApplication.processEvents()  # other words, other lines
        frames.append(_painted(player))
    player.interrupt(Reason.FINISHED_HERE)
    player.deleteLater()
    return moving_picture(frames, RATE)


def _excerpts(session: Session) -> list[float]:
    """The seconds since the session's beginning of every frame."""
    times = [number / RATE for number in range(int(session.seconds * RATE))]
    shown: Counter[int] = Counter()
    kept = []
    for elapsed in times:
        moment = walkthrough(session, elapsed)
        if moment.phase is Phase.STEP and shown[moment.step] < EXCERPT:
            shown[moment.step] += 1
            kept.append(elapsed)
    return kept


def _painted(player: PlayerWindow) -> QImage:
    """The player as it looks inside its frame."""
    return player.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
