"""One movement that repeats itself at its own tempo, while somebody looks."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from intermezzo.core.model import READY_SECONDS, Kind, Movement, Session, Step
from intermezzo.core.walkthrough import walkthrough
from intermezzo.ui import style
from intermezzo.ui.figure_view import pose_of, telling_fraction

FRAME_MS = 33
STILL_MS = 500
"""Between two stills where motion is reduced."""


_TELLING = {
    QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.WindowActivate, QEvent.Type.WindowDeactivate,
    QEvent.Type.WindowStateChange, QEvent.Type.StyleChange,
}  # fmt: skip
"""After these it may be seen or not, or motion may be reduced."""


class Loop(QObject):
    """Says ``posed`` (Movement, Pose) by ``clock``, seconds that only grow.

    Nothing while nobody looks at the ``widget`` it moves in: hidden, minimised, or left for another window,
    unless it is pointed at. It begins where the still shows the movement, so that nothing jumps as it starts
    to move.
    """

    posed = Signal(object, object)

    def __init__(self, clock: Callable[[], float], widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget
        self._clock = clock
        self._began = self._ahead = 0.0
        self._session: Session | None = None
        self._pointed = False
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._tick)
        widget.installEventFilter(self)

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

    def set_pointed(self, *, pointed: bool) -> None:
        """Move under the pointer, whatever window is used."""
        self._pointed = pointed
        self._set_timer()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Move or stand still as the widget is looked at or left."""
        if event.type() in _TELLING:
            self._set_timer()
        return False

    def _set_timer(self) -> None:
        interval = STILL_MS if style.reduced_motion() else FRAME_MS
        widget = self._widget
        looked_at = self._pointed or widget.isActiveWindow()
        seen = looked_at and widget.isVisible() and not widget.isMinimized()
        if self._session is None or not seen:
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
