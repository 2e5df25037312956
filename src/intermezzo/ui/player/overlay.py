"""What lies over a place of the player without being in its layout, so that nothing moves when it comes.

A message of what has just changed, and the question after the check that opens a longer session.
"""

from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QWidget

from intermezzo.core.override import override
from intermezzo.core.practice.playback import Playing
from intermezzo.core.practice.progression.check import is_asked
from intermezzo.presenters import _
from intermezzo.ui.kit import style
from intermezzo.ui.kit.layouts import FlowLayout, LayoutPart, column, row
from intermezzo.ui.kit.texts import BodyText
from intermezzo.ui.kit.widgets import CardSurface, QuietButton
from intermezzo.ui.player.narrator import Narrator


class Overlay(CardSurface):
    """A surface in ``place``; what needs more room grows upwards over it.

    Signals: ``came_or_went`` when it is shown or hidden; ``answered`` with the command of an answer.
    """

    came_or_went = Signal()
    answered = Signal(tuple)

    def __init__(self, place: QWidget, narrator: Narrator) -> None:
        super().__init__("pill", radius=10)
        self._place, self._narrator = place, narrator
        place.installEventFilter(self)
        self.hide()

    def hold(self, *parts: LayoutPart) -> None:
        """Lay parts out side by side."""
        margins = (style.px(14), style.px(7), style.px(8), style.px(7))
        row(*parts, gap=style.px(10), margins=margins, within=self)

    def fit(self) -> None:
        """Move to its place, as high as its content needs."""
        layout, parent = self.layout(), self.parentWidget()
        if layout is None or parent is None or self.isHidden():
            return
        layout.activate()
        width = self._place.width()
        height = max(self._place.height(), layout.totalHeightForWidth(width))
        corner = self._place.mapTo(parent, QPoint(0, self._place.height() - height))
        self.setGeometry(corner.x(), corner.y(), width, height)
        self.raise_()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.came_or_went.emit()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.came_or_went.emit()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.Resize, QEvent.Type.Move}:
            self.fit()
        return super().eventFilter(watched, event)


class Toast(Overlay):
    """Show a message until the next step begins, or one about a pause until its end."""

    def __init__(self, place: QWidget, narrator: Narrator) -> None:
        super().__init__(place, narrator)
        self.line = BodyText(size=14, tone="ink")
        self.undo = QuietButton(_("Undo"), key="U")
        self.before = QuietButton(_("As before"), key="B", suggested=True)
        self._back: tuple[str, ...] = ()
        self._of_pause = False
        self.before.clicked.connect(self._as_before)
        QShortcut(QKeySequence(Qt.Key.Key_B), self.before).activated.connect(self._as_before)
        self.later = QuietButton(_("Finish later"), key="L", suggested=True)
        self.hold((self.line, 1), self.undo, self.before, self.later)

    def show_message(
        self, text: str, *, undo: bool = False, later: bool = False, back: tuple[str, ...] = (),
        of_pause: bool = False,
    ) -> None:  # fmt: skip
        """Show a message. ``back`` is the command of *As before*, if that is offered.

        ``of_pause``: it says why the session is paused, and what one can do.
        """
        self._back, self._of_pause = back, of_pause
        self.before.setVisible(bool(back))
        self.line.setText(text)
        self.undo.setVisible(undo)
        self.later.setVisible(later)
        self.show()
        self.fit()
        self._narrator.say(text)

    def end_pause(self) -> None:
        """Hide a message about the pause."""
        if self._of_pause:
            self.hide()

    def _as_before(self) -> None:
        self.hide()
        self.answered.emit(self._back)


class OpeningCheck(Overlay):
    """Ask for a few seconds after the step of the check."""

    def __init__(self, place: QWidget, narrator: Narrator) -> None:
        super().__init__(place, narrator)
        self._over = False
        """Whether it is answered."""
        self._line = BodyText(_("How was that?"), size=14, tone="ink")
        self._line.setWordWrap(False)
        self.answers: dict[str, QuietButton] = {}
        flow = FlowLayout()
        names = {"even": _("Even"), "different": _("One side different"), "caught": _("It caught")}
        for number, (code, name) in enumerate(names.items(), 1):
            button = QuietButton(name, key=str(number), suggested=True)
            # A click must not move the focus from Pause, whose key is space.
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            act = partial(self._answer, code)
            button.clicked.connect(act)
            QShortcut(QKeySequence(str(number)), self).activated.connect(act)
            self.answers[code] = button
            flow.addWidget(button)
        self.hold(self._line, (column(None, flow, None), 1))

    def begin(self) -> None:
        """Ask in the session that begins."""
        self._over = False

    def follow(self, playing: Playing) -> None:
        """Show or hide as the session goes on."""
        asks = not self._over and is_asked(playing.session, playing.elapsed)
        if asks and self.isHidden():
            self.show()
            names = (f"{number} {button.text()}" for number, button in enumerate(self.answers.values(), 1))
            self._narrator.say(f"{self._line.text()} {', '.join(names)}.")
        self.setVisible(asks)
        self.fit()

    def _answer(self, code: str) -> None:
        self._over = True
        self.hide()
        self.answered.emit(("check", code))
