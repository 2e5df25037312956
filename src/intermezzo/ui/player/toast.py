"""A message above the player's controls: what has just changed, with *Undo* or *Finish later*."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from intermezzo.presenters import _
from intermezzo.ui.kit.texts import BodyText
from intermezzo.ui.kit.widgets import QuietButton
from intermezzo.ui.player.narrator import Narrator
from intermezzo.ui.player.overlay import Overlay


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
