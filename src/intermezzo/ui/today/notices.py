"""The notices below the day that have an answer, each a line with its button."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from intermezzo.presenters.views import NoticeView
from intermezzo.ui.kit import style
from intermezzo.ui.kit.layouts import column, row
from intermezzo.ui.kit.texts import BodyText
from intermezzo.ui.kit.widgets import QuietButton


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
