"""A label whose text changes every second, without laying out its window anew each time."""

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QWidget

from intermezzo.core.override import override


class HeldLabel(QWidget):
    """Hold a label that wraps; only a text that needs another height is told to the layout around it.

    A label tells its layout of every new text, and that measures all texts and buttons of a window again.
    """

    def __init__(self, label: QLabel) -> None:
        super().__init__()
        self._label = label
        label.setParent(self)
        policy = label.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_text(self, text: str) -> None:
        """Show a text."""
        self._label.setText(text)
        self._tell()

    @override
    def sizeHint(self) -> QSize:
        return self._label.sizeHint()

    @override
    def minimumSizeHint(self) -> QSize:
        return self._label.minimumSizeHint()

    @override
    def heightForWidth(self, width: int) -> int:
        return self._label.heightForWidth(width)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._label.setGeometry(self.rect())

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # While it was hidden, it did not hear of another font.
        self.updateGeometry()

    @override
    def event(self, event: QEvent) -> bool:
        handled = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._tell()
        return handled

    def _tell(self) -> None:
        if self.heightForWidth(self.width()) != self.height():
            self.updateGeometry()
