"""What stands below the day: the notices, each a line with its button, and a question with its answers."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from intermezzo.presenters.questions import QuestionView
from intermezzo.presenters.views import NoticeView
from intermezzo.ui.kit import style
from intermezzo.ui.kit.layouts import FlowLayout, clear, column, row
from intermezzo.ui.kit.texts import BodyText
from intermezzo.ui.kit.widgets import QUIET_EDGE, QuietButton, announce


class NoticeRow(QWidget):
    """One notice; its button sends its command."""

    command = Signal(tuple)

    def __init__(self) -> None:
        super().__init__()
        self.line = BodyText(size=12.5)
        self.button = QuietButton("", suggested=True)
        # It goes once it is answered: a click that gave it the focus would leave a ring on what is next.
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._command: tuple[str, ...] = ()
        self.button.clicked.connect(lambda: self.command.emit(self._command))
        row((self.line, 1), self.button, gap=style.px(6), within=self)

    def set_view(self, view: NoticeView) -> None:
        """Show a notice."""
        self._command = view.command
        self.line.setText(view.line)
        self.button.set_text(view.label)
        self.button.setAccessibleDescription(view.line)


class NoticeList(QWidget):
    """All of them; without any it takes no place."""

    command = Signal(tuple)

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[NoticeRow] = []
        self._column = column(within=self)

    def set_view(self, notices: tuple[NoticeView, ...]) -> None:
        """Show the notices; a button keeps its focus as long as its notice is shown."""
        while len(self.rows) < len(notices):
            new = NoticeRow()
            new.command.connect(self.command)
            self.rows.append(new)
            self._column.addWidget(new)
        for one, view in zip(self.rows, notices, strict=False):
            one.set_view(view)
        for number, one in enumerate(self.rows):
            one.setVisible(number < len(notices))
        self.setVisible(bool(notices))


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
        clear(self._flow)
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
