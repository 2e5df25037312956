"""A day under the present rhythm: busy times, slots, and the longest stretch without a movement."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from intermezzo.core.override import override
from intermezzo.core.practice.model import Kind
from intermezzo.presenters import _
from intermezzo.presenters.durations import heard
from intermezzo.presenters.settings import StripView
from intermezzo.ui.kit import style
from intermezzo.ui.kit.layouts import FlowLayout, column, column_widget
from intermezzo.ui.kit.marks import smooth_painter
from intermezzo.ui.kit.texts import Eyebrow, Rich, legend_entry


def _fill(painter: QPainter, kind: str) -> None:
    """Set pen and brush for a kind of time; a colour with a contrast below 3:1 gets an edge."""
    if kind in {"green", "amber"}:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(style.color(kind))
    else:
        painter.setPen(QPen(style.color("green" if kind == "break" else "outline"), 1.2))
        # A break counts as movement, so it is part green.
        paused = style.mixed(style.color("card"), style.color("green"), 0.4)
        painter.setBrush(paused if kind == "break" else style.color("track"))


class Strip(QWidget):
    """The painted strip and its hours."""

    accessible_role = QAccessible.Role.Graphic

    def __init__(self) -> None:
        super().__init__()
        self.view = StripView((), (), (), ("", "", ""))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_view(self, view: StripView) -> None:
        """Show a day; without hours it is hidden."""
        self.view = view
        self.setAccessibleName(heard(view.words))
        self.setVisible(bool(view.ticks))
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(style.px(300), style.px(42))

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        unit = style.scale()
        painter = smooth_painter(self)
        wide = float(self.width())
        for spans, kind in ((self.view.busy, "busy"), (self.view.breaks, "break")):
            _fill(painter, kind)
            for span in spans:
                length = max(6 * unit, (span.end - span.start) * wide)
                shape = QRectF(span.start * wide, 0, length, 16 * unit).adjusted(0.6, 0.6, -0.6, -0.6)
                painter.drawRoundedRect(shape, 6 * unit, 6 * unit)
        for slot in self.view.slots:
            micro = slot.kind == Kind.MICRO
            length = max(26 * unit, (slot.end - slot.start) * wide) if micro else 12 * unit
            _fill(painter, "amber" if micro else "green")
            # A slot of two minutes reaches into what comes after it; its edge keeps the two apart.
            painter.setPen(QPen(style.color("card"), 2 * unit))
            shape = QRectF(min(slot.start * wide, wide - length), 2 * unit, length, 12 * unit)
            shape.adjust(-unit, -unit, unit, unit)
            painter.drawRoundedRect(shape, 7 * unit, 7 * unit)
        font = style.sans(13)
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        painter.setPen(style.color("soft"))
        for share, words in self.view.ticks:
            long = metrics.horizontalAdvance(words)
            x = min(max(0.0, share * wide - long / 2), self.width() - long)
            painter.drawText(QPointF(x, 37 * unit), words)


class _Swatch(QWidget):
    """A kind of time in the legend."""

    def __init__(self, kind: str, width: int) -> None:
        super().__init__()
        self._kind = kind
        self.setFixedSize(style.px(width), style.px(10))

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = smooth_painter(self)
        _fill(painter, self._kind)
        shape = QRectF(self.rect()).adjusted(0.6, 0.6, -0.6, -0.6)
        painter.drawRoundedRect(shape, shape.height() / 2, shape.height() / 2)


class DayStrip(QWidget):
    """Heading, strip, legend and a sentence."""

    def __init__(self) -> None:
        super().__init__()
        self._strip = Strip()
        self._sentence = Rich()
        keys = (
            legend_entry(_Swatch("green", 10), _("interlude"), 12),
            legend_entry(_Swatch("amber", 18), _("micro-session"), 12),
            legend_entry(_Swatch("busy", 18), _("busy"), 12),
            legend_entry(_Swatch("break", 18), _("break (counts as movement)"), 12),
        )
        self._keys = column_widget(FlowLayout(gap=style.px(18), line_gap=0).holding(*keys))
        self._heading = Eyebrow()
        parts = (self._heading, 12, self._strip, 4, self._keys, 10, self._sentence)
        column(*parts, margins=(0, 20, 0, 0), within=self)

    def set_view(self, view: StripView) -> None:
        """Show a day."""
        self._heading.setText(view.heading)
        self._strip.set_view(view)
        self._keys.setVisible(bool(view.ticks))
        self._sentence.write_sentence(*view.sentence)
