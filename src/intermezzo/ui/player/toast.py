"""A message above the player's controls: what has just changed, with *Undo* or *Finish later*."""

from PySide6.QtCore import QEvent, QObject, QPoint
from PySide6.QtWidgets import QWidget

from intermezzo.core.override import override
from intermezzo.presenters import _
from intermezzo.ui.kit import style
from intermezzo.ui.kit.layouts import row
from intermezzo.ui.kit.texts import BodyText
from intermezzo.ui.kit.widgets import CardSurface, QuietButton, announce


class Toast(CardSurface):
    """Show a message until the next step begins, in ``place``; what needs more room grows upwards over it.

    It is in no layout, so that nothing moves when it comes.
    """

    def __init__(self, place: QWidget) -> None:
        super().__init__("pill", radius=10)
        self._place = place
        self.line = BodyText(size=14, tone="ink")
        self.undo = QuietButton(_("Undo"), key="U")
        self.later = QuietButton(_("Finish later"), key="L", suggested=True)
        margins = (style.px(14), style.px(7), style.px(8), style.px(7))
        row((self.line, 1), self.undo, self.later, gap=style.px(10), margins=margins, within=self)
        place.installEventFilter(self)
        self.hide()

    def show_message(self, speaker: QWidget, text: str, *, undo: bool = False, later: bool = False) -> None:
        """Show a message, and let screen readers say it as coming from ``speaker``."""
        self.line.setText(text)
        self.undo.setVisible(undo)
        self.later.setVisible(later)
        self.show()
        self.fit()
        announce(speaker, text)

    def fit(self) -> None:
        """Move to its place, as high as the message needs."""
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
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.Resize, QEvent.Type.Move}:
            self.fit()
        return super().eventFilter(watched, event)
