"""The question after the check that opens a longer session: how it was, by three keys."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from intermezzo.core.practice.playback import Playing
from intermezzo.core.practice.progression.check import is_asked
from intermezzo.presenters import _
from intermezzo.ui.kit.flow import FlowLayout
from intermezzo.ui.kit.layouts import column
from intermezzo.ui.kit.texts import BodyText
from intermezzo.ui.kit.widgets import QuietButton
from intermezzo.ui.player.narrator import Narrator
from intermezzo.ui.player.overlay import Overlay


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
