"""Scroll areas for pages longer than their window."""

from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QLinearGradient, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSlider,
    QApplication,
    QFrame,
    QScrollArea,
    QScrollBar,
    QSizePolicy,
    QWidget,
)

from intermezzo.core.override import override
from intermezzo.ui.kit import style

_FADE = 20
"""Height of the fade, in logical pixels at 100 % text."""
SCROLL_GUTTER = 14
"""Width kept free for the scroll bar, so that nothing moves when it appears."""
_MEASURES = {QEvent.Type.StyleChange, QEvent.Type.LayoutRequest}
"""Events at which QScrollArea lays its page out."""
_STEPS = {
    Qt.Key.Key_Up: QAbstractSlider.SliderAction.SliderSingleStepSub,
    Qt.Key.Key_Down: QAbstractSlider.SliderAction.SliderSingleStepAdd,
    Qt.Key.Key_PageUp: QAbstractSlider.SliderAction.SliderPageStepSub,
    Qt.Key.Key_PageDown: QAbstractSlider.SliderAction.SliderPageStepAdd,
    Qt.Key.Key_Home: QAbstractSlider.SliderAction.SliderToMinimum,
    Qt.Key.Key_End: QAbstractSlider.SliderAction.SliderToMaximum,
}


class Fade(QWidget):
    """Fades the lower edge of a scroll area while there is more below.

    The row of a list that the keyboard makes current is scrolled above it.
    ``ground`` names the colour of the palette that the area lies on.
    """

    def __init__(self, area: QAbstractScrollArea, ground: str = "card") -> None:
        super().__init__(area)
        self._area = area
        self._ground = ground
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        bar = area.verticalScrollBar()
        bar.valueChanged.connect(self._place)
        bar.rangeChanged.connect(self._place)
        area.viewport().installEventFilter(self)
        if isinstance(area, QAbstractItemView):
            area.selectionModel().currentChanged.connect(self._show_row)

    def show_above(self, place: QRect) -> None:
        """Scroll until a place of the viewport lies above the fade, unless it is too high for that."""
        bar, over = self._area.verticalScrollBar(), place.bottom() + 1 - self.y()
        if 0 < over <= place.top():
            bar.setValue(bar.value() + over)

    def _show_row(self, row: QModelIndex) -> None:
        area = self._area
        # Qt turns automatic scrolling off while the mouse is pressed, so that no row moves under it.
        if isinstance(area, QAbstractItemView) and area.isVisible() and area.hasAutoScroll():
            self.show_above(area.visualRect(row))

    @override
    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def _place(self) -> None:
        bar, seen = self._area.verticalScrollBar(), self._area.viewport().geometry()
        high = min(style.px(_FADE), seen.height())
        self.setGeometry(seen.left(), seen.bottom() + 1 - high, seen.width(), high)
        self.setVisible(bar.value() < bar.maximum())

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        faint, full = style.color(self._ground), style.color(self._ground)
        faint.setAlphaF(0.0)
        way = QLinearGradient(0, 0, 0, self.height())
        way.setColorAt(0, faint)
        way.setColorAt(1, full)
        QPainter(self).fillRect(self.rect(), way)


class Scroller(QScrollArea):
    """A vertical, transparent scroll area that Tab does not stop at.

    It is never narrower than the page, since nothing scrolls sideways.
    ``ground`` names the colour of the palette that it lies on, ``fade`` what covers its lower edge.
    """

    def __init__(self, page: QWidget, ground: str = "card", fade: type[Fade] = Fade) -> None:
        super().__init__()
        page.setObjectName("page")
        self._page = page
        self._stale = False
        """Whether the page is to be laid out when it is shown."""
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        keep_gutter(self)
        style.leave_nothing(self.viewport())
        page.setParent(self.viewport())
        self._fade = fade(self, ground)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)

    def _follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        """Make the widget visible that the keyboard gives the focus, also from outside the page."""
        if now is None or not self._page.isAncestorOf(now):
            return
        if now.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange):
            self.show_cursor(now)
            # Qt keeps the margin only where it scrolls at all.
            self._fade.show_above(QRect(now.mapTo(self.viewport(), QPoint()), now.size()))

    def bring_into_sight(self, part: QWidget, margin: int = 50, *, height: int = -1) -> None:
        """Scroll to a part of the page once it is laid out; rows find their heights one after another."""

        def scroll() -> None:
            self.ensureWidgetVisible(part, 0, margin)
            if self._page.height() != height:
                self.bring_into_sight(part, margin, height=self._page.height())

        QTimer.singleShot(0, self, scroll)

    def show_cursor(self, within: QWidget) -> None:
        """Make a widget visible, or the part of it that it calls its cursor."""
        self.ensureWidgetVisible(within, 0, style.px(_FADE))

    @override
    def sizeHint(self) -> QSize:
        self.ensurePolished()
        return super().sizeHint()

    @override
    def minimumSizeHint(self) -> QSize:
        bar = self.verticalScrollBar().sizeHint().width()
        return QSize(self._page.minimumSizeHint().width() + bar, super().minimumSizeHint().height())

    @override
    def event(self, event: QEvent) -> bool:
        """Take the page when it is needed, and lay it out when it is seen.

        A window that is being made would style it, and lay it out, for each new parent.
        """
        if event.type() == QEvent.Type.Polish and self.widget() is None:
            self.setWidget(self._page)
        if event.type() in _MEASURES and not self.isVisible():
            self._stale = True
            handled = QAbstractScrollArea.event(self, event)
        else:
            handled = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return handled

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._stale = False
            QApplication.sendEvent(self, QEvent(QEvent.Type.LayoutRequest))


class ShrinkingScroller(Scroller):
    """A scroll area that is as high as its page where there is room, and lower where there is not."""

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def measure(self) -> None:
        """Measure the page again, whose layout may still hold the sizes of what it showed before."""
        layout = self._page.layout()
        if layout is not None:
            layout.invalidate()
            layout.activate()
        self.updateGeometry()

    @override
    def sizeHint(self) -> QSize:
        """Return the height of the page at the present width."""
        width = self.width() - SCROLL_GUTTER
        high = self._page.heightForWidth(width)  # negative if it does not depend on the width
        return QSize(0, high if high >= 0 else self._page.sizeHint().height())

    @override
    def minimumSizeHint(self) -> QSize:
        """Return the height of three lines."""
        return QSize(0, min(self.sizeHint().height(), style.px(60)))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()


def keep_gutter(area: QAbstractScrollArea) -> None:
    """Always keep the width of the scroll bar, but show its handle only if there is something to scroll."""
    area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
    bar = area.verticalScrollBar()
    bar.setSingleStep(32)
    bar.rangeChanged.connect(partial(_show_handle, bar))
    _show_handle(bar, bar.minimum(), bar.maximum())


def _show_handle(bar: QScrollBar, low: int, high: int) -> None:
    bar.setEnabled(high > low)


def scroll_by_key(area: QScrollArea, key: int) -> bool:
    """Scroll by a key that nothing else handled; return whether it is a scrolling key."""
    step = next((step for one, step in _STEPS.items() if one == key), None)
    if step is None:
        return False
    area.verticalScrollBar().triggerAction(step)
    return True
