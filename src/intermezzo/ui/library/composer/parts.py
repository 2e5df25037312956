"""Small widgets of the composer: the name, the length's bar, and the six areas' lights."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QAccessible,
    QFontMetricsF,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from intermezzo.core.override import override
from intermezzo.core.practice.editing import LONGEST_TITLE
from intermezzo.core.practice.model import Area
from intermezzo.presenters import _
from intermezzo.presenters.areas import area_name
from intermezzo.presenters.durations import heard
from intermezzo.presenters.library.composing import LengthView
from intermezzo.ui.kit import style
from intermezzo.ui.kit.marks import paint_centred, paint_text, smooth_painter

_NAME, _NAME_LEAST = 30.0, 20.0
"""Font size of a name, and of a long name."""


class NameLine(QLineEdit):
    """The field of the session's name, in the look of a title."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Name of the session"))
        self.setPlaceholderText(_("Name your session"))
        self.setMaxLength(LONGEST_TITLE)
        self.setFrame(False)
        self.setStyleSheet("QLineEdit { background: transparent; border: none; }")
        self.textChanged.connect(self._fit_font)
        self._fit_font()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_font()

    def _fit_font(self) -> None:
        # A long name gets a smaller font before it is cut.
        needed = QFontMetricsF(style.serif(_NAME)).horizontalAdvance(self.text()) + style.px(6)
        size = max(_NAME_LEAST, min(_NAME, _NAME * self.width() / needed))
        self.setFont(style.serif(size))
        # Align the text with the lines above and below.
        self.setTextMargins(-2, 0, 0, style.px(4))

    @override
    def sizeHint(self) -> QSize:
        return QSize(style.px(260), style.px(48))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(style.px(140), style.px(48))

    @override
    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the window, whose history includes the name."""
        keys = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)
        shortcut = event.type() == QEvent.Type.ShortcutOverride
        if shortcut and isinstance(event, QKeyEvent) and any(map(event.matches, keys)):
            event.ignore()
            return False
        return super().event(event)

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self._fit_font()
        super().changeEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        focused = self.hasFocus()
        painter.setPen(QPen(style.color("green" if focused else "outline"), 2 if focused else 1))
        base = self.height() - 1.5
        painter.drawLine(QPointF(0, base), QPointF(self.width(), base))


class LengthBar(QWidget):
    """The length of the session on the scale of allowed lengths."""

    accessible_role = QAccessible.Role.Graphic

    def __init__(self) -> None:
        super().__init__()
        self._view = LengthView("", "", False, 0.0, 0.0, 0.0, "")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_view(self, view: LengthView) -> None:
        """Show another length."""
        self._view = view
        self.setAccessibleName(_("Length: {words}").format(words=heard(view.spoken)))
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        """Return the bar's size, with room for the limits' words if there are limits."""
        return QSize(style.px(200), style.px(28 if self._view.high > 0 else 10))

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        view, unit = self._view, style.scale()
        painter = smooth_painter(self)
        painter.setPen(Qt.PenStyle.NoPen)
        wide, high = float(self.width()), 6 * unit
        top = 2 * unit
        painter.setBrush(style.color("track"))
        painter.drawRoundedRect(QRectF(0, top, wide, high), high / 2, high / 2)
        if view.filled > 0:
            painter.setBrush(style.color("green" if view.fits else "amber"))
            painter.drawRoundedRect(QRectF(0, top, max(high, view.filled * wide), high), high / 2, high / 2)
        if view.high > 0:
            font = style.digits(12)
            for share, words in zip((view.low, view.high), view.ends, strict=True):
                painter.setPen(QPen(style.color("ink"), 1.4 * unit))
                painter.drawLine(QPointF(share * wide, 0), QPointF(share * wide, 10 * unit))
                left = share * wide - QFontMetricsF(font).horizontalAdvance(words) / 2
                paint_text(painter, font, "soft", QPointF(left, 24 * unit), words)


class AreaLights(QWidget):
    """The six areas, lit if a step works them."""

    accessible_role = QAccessible.Role.Graphic

    def __init__(self) -> None:
        super().__init__()
        self._areas: tuple[tuple[Area, bool], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_areas(self, areas: Sequence[tuple[Area, bool]], spoken: str) -> None:
        """Show which areas are lit; ``spoken`` is the accessible name."""
        self._areas = tuple(areas)
        self.setAccessibleName(spoken)
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(style.px(200), self._paint(None, float(self.width())))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Update the height, since the names may need another number of rows."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = smooth_painter(self)
        self._paint(painter, float(self.width()))

    def _paint(self, painter: QPainter | None, width: float) -> int:
        """Lay the lights out in rows, paint them if there is a painter, and return the height."""
        unit, font = style.scale(), style.sans(12.5)
        metrics = QFontMetricsF(font)
        left, middle = 0.0, 11 * unit
        for area, lit in self._areas:
            words = area_name(area)
            wide = 15 * unit + metrics.horizontalAdvance(words)
            if left and left + wide > width:
                left, middle = 0.0, middle + 22 * unit
            if painter is not None:
                dot = QPointF(left + 5 * unit, middle)
                painter.setPen(QPen(style.color("green" if lit else "outline"), 1.4 * unit))
                painter.setBrush(style.color("green") if lit else Qt.BrushStyle.NoBrush)
                painter.drawEllipse(dot, 4 * unit, 4 * unit)
                at = QPointF(left + 15 * unit, middle)
                paint_centred(painter, font, "ink" if lit else "soft", at, words)
            left += wide + 16 * unit
        return round(middle + 11 * unit)
