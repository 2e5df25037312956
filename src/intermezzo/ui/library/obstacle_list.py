"""Why a session is never offered, a line each, with the press that changes it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from intermezzo.core.practice.selection import Obstacle
from intermezzo.presenters.library.obstacles import ObstacleLine
from intermezzo.ui.kit import style
from intermezzo.ui.kit.layouts import column, row
from intermezzo.ui.kit.texts import BodyText
from intermezzo.ui.kit.widgets import QuietButton


class _ObstacleRow(QWidget):
    """One obstacle, and its button."""

    allowed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._obstacle: Obstacle | None = None
        self.words = BodyText(size=13, tone="amber")
        self.button = QuietButton("", suggested=True)
        self.button.clicked.connect(lambda: self.allowed.emit(self._obstacle))
        row((self.words, 1), (self.button, Qt.AlignmentFlag.AlignTop), gap=style.px(6), within=self)

    def set_line(self, line: ObstacleLine) -> None:
        self._obstacle = line.obstacle
        self.words.setText(line.words)
        self.button.set_text(line.action)
        self.button.setAccessibleName(f"{line.action}: {line.words}")
        self.button.setVisible(bool(line.action))


class ObstacleList(QWidget):
    """All obstacles; without any it takes no place. ``allowed`` carries the Obstacle to remove."""

    allowed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[_ObstacleRow] = []
        self._column = column(gap=style.px(4), within=self)
        self.hide()

    def set_lines(self, lines: Sequence[ObstacleLine]) -> None:
        """Show the obstacles; a button keeps its focus as long as its line is shown."""
        while len(self.rows) < len(lines):
            made = _ObstacleRow()
            made.allowed.connect(self.allowed)
            self.rows.append(made)
            self._column.addWidget(made)
        for one, line in zip(self.rows, lines, strict=False):
            one.set_line(line)
        for number, one in enumerate(self.rows):
            one.setVisible(number < len(lines))
        self.setVisible(bool(lines))
