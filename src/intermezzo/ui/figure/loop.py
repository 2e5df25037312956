"""One movement that repeats itself at its own tempo, while somebody looks."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from intermezzo.core.practice.model import READY_SECONDS, Kind, Movement, Session, Step
from intermezzo.core.practice.timeline import walkthrough
from intermezzo.ui.figure.view import pose_of, telling_fraction
from intermezzo.ui.kit import style

FRAME_MS = 33
STILL_MS = 500
"""Between two stills where motion is reduced."""


class Loop(QObject):
    """Says ``posed`` (Movement, Pose) by ``clock``, seconds that only grow; nothing while it is not seen.

    It begins where the still shows the movement, so that nothing jumps as it starts to move.
    """

    posed = Signal(object, object)

    def __init__(self, clock: Callable[[], float], parent: QObject) -> None:
        super().__init__(parent)
        self._clock = clock
        self._began = self._ahead = 0.0
        self._session: Session | None = None
        self._seen = False
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._tick)

    @property
    def movement(self) -> Movement | None:
        """What moves."""
        return self._session.steps[0].movement if self._session is not None else None

    def running(self) -> bool:
        """Whether anything moves just now."""
        return self._timer.isActive()

    def play(self, movement: Movement | None) -> None:
        """Let another movement move; the one that moves already goes on."""
        if movement is self.movement:
            return
        self._session = None
        if movement is not None and movement.figure is not None:
            once = Step(movement, 1, movement.sides)
            self._session = Session(movement.id, movement.name, Kind.RITUAL, (once,))
            self._began = self._clock()
            self._ahead = telling_fraction(movement.figure) * movement.tempo[0]
        self._set_timer()

    def set_seen(self, *, seen: bool) -> None:
        """Stand still where nobody sees it."""
        self._seen = seen
        self._set_timer()

    def _set_timer(self) -> None:
        interval = STILL_MS if style.reduced_motion() else FRAME_MS
        if self._session is None or not self._seen:
            self._timer.stop()
        elif not self._timer.isActive() or self._timer.interval() != interval:
            self._timer.start(interval)

    def _tick(self) -> None:
        session, movement = self._session, self.movement
        if session is None or movement is None:
            return
        elapsed = (self._clock() - self._began + self._ahead) % session.active_seconds
        pose = pose_of(movement, walkthrough(session, READY_SECONDS + elapsed), eased=False)
        self.posed.emit(movement, pose)
