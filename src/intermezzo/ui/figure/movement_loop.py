"""One movement that repeats at its own tempo while it can be seen."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QWidget

from intermezzo.core.practice.model import Kind, Movement, Session, Step
from intermezzo.core.practice.timeline import moment_at
from intermezzo.ui.figure.animator import FRAME_RATE, FigureAnimator
from intermezzo.ui.figure.poses import FigurePose, key_fraction, pose_at_moment
from intermezzo.ui.kit import style

_STILL_SECONDS = 0.5
"""Time between two stills with reduced motion."""
VISIBILITY_EVENTS = frozenset(
    {
        QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.WindowActivate, QEvent.Type.WindowDeactivate,
        QEvent.Type.WindowStateChange,
    }
)  # fmt: skip
"""Events of a widget after which ``MovementLoop.set_visible`` has to be called."""


def is_watched(widget: QWidget) -> bool:
    """Return whether a widget is visible in the window that has the focus."""
    return widget.isVisible() and widget.isActiveWindow() and not widget.window().isMinimized()


class MovementLoop(FigureAnimator):
    """Emit ``posed`` (Movement, FigurePose) whenever the pose changes, from the key pose on.

    Nothing is emitted, and no timer runs, while ``set_visible`` says that nobody can see it.
    """

    posed = Signal(object, object)

    def __init__(self, clock: Callable[[], float], parent: QObject) -> None:
        super().__init__(clock, parent)
        self._session: Session | None = None
        self.movement: Movement | None = None
        """The movement that repeats."""
        self._visible = False
        self._pose: FigurePose | None = None
        self.ended.connect(self._go_on)

    def play(self, movement: Movement | None) -> None:
        """Repeat a movement; do nothing if it is the present one."""
        if movement is self.movement:
            return
        self._session = self._pose = None
        self.movement = movement
        if movement is not None and movement.figure is not None:
            # The loop has no time for turns; a one-way movement is shown from its beginning.
            step = Step(replace(movement, turn=0.0), 1, movement.sides)
            self._session = Session(movement.id, movement.name, Kind.RITUAL, (step,))
            begin = 0.0 if movement.one_way else key_fraction(movement.figure) * movement.tempo[0]
            self.set_elapsed(begin, self._clock())
        self._go_on()

    def set_visible(self, *, visible: bool) -> None:
        """Move only while visible."""
        if visible != self._visible:
            self._visible = visible
            self._go_on()

    def _go_on(self) -> None:
        session, movement, elapsed = self._session, self.movement, self.elapsed()
        if session is None or movement is None or not self._visible:
            self.stop()
            return
        self.start((), elapsed + (_STILL_SECONDS if style.reduced_motion() else 1 / FRAME_RATE))
        moment = moment_at(session, session.starts[0] + elapsed % session.active_seconds)
        pose = pose_at_moment(movement, moment, eased=False)
        if pose != self._pose:
            self._pose = pose
            self.posed.emit(movement, pose)
