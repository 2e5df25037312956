"""Widgets side by side, or below one another in a narrow window."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from intermezzo.core.override import override
from intermezzo.ui.kit import style


class Columns(QWidget):
    """Widgets side by side, or below one another where the width is less than ``below``.

    ``below`` is in logical pixels at 100 % text, ``gap`` in logical pixels.
    """

    def __init__(
        self, *widgets: QWidget, gap: int = 14, stretches: tuple[int, ...] = (),
        side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignTop, below: int = 780,
    ) -> None:  # fmt: skip
        super().__init__()
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(gap)
        self._below = below
        for number, widget in enumerate(widgets):
            self._box.addWidget(widget, stretches[number] if stretches else 1, side)

    @override
    def minimumSizeHint(self) -> QSize:
        """Return the minimum size of the arrangement below one another."""
        parts = (self._box.itemAt(number) for number in range(self._box.count()))
        width = max(part.minimumSize().width() for part in parts if part is not None)
        return QSize(width, super().minimumSizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = event.size().width() < style.px(self._below)
        self._box.setDirection(
            QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        )
