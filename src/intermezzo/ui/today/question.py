"""A question in Today, with a button for each answer."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from intermezzo.presenters.questions import QuestionView
from intermezzo.ui.kit import style
from intermezzo.ui.kit.flow import FlowLayout
from intermezzo.ui.kit.layouts import column, row
from intermezzo.ui.kit.texts import BodyText
from intermezzo.ui.kit.widgets import QUIET_EDGE, QuietButton, announce


class QuestionRow(QWidget):
    """The question and its answers; without one it takes no place.

    Signals: ``answered`` with the ``QuestionAnswer``.
    """

    answered = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._view: QuestionView | None = None
        self.line = BodyText(size=12.5, tone="ink")
        self.buttons: list[QuietButton] = []
        self._flow = FlowLayout(gap=style.px(2))
        # The text of the answers begins where the question does.
        column(row(self.line, margins=(style.px(QUIET_EDGE), 0, 0, 0)), self._flow, within=self)
        self.hide()

    def set_view(self, view: QuestionView | None) -> None:
        """Show a question, or none."""
        if view == self._view:
            return
        self._view = view
        self.line.setText(view.line if view is not None else "")
        for button in self.buttons:
            self._flow.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = []
        for one in view.answers if view is not None else ():
            button = QuietButton(one.label, suggested=True)
            # It goes once it is answered: a click that gave it the focus would leave a ring on what is next.
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(lambda _on=False, answer=one: self.answered.emit(answer))
            button.setAccessibleDescription(self.line.text())
            self.buttons.append(button)
            self._flow.addWidget(button)
            button.show()
        self.setVisible(view is not None)
        announce(self, self.line.text())
