"""Pages that are longer than their window: how they scroll, by wheel and by keys."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractScrollArea, QAbstractSlider, QFrame, QScrollArea, QScrollBar, QWidget

SCROLL_GUTTER = 14
"""Kept free at the right of every page for its scroll bar, so that nothing moves when one is needed."""
_STEPS = {
    Qt.Key.Key_Up: QAbstractSlider.SliderAction.SliderSingleStepSub,
    Qt.Key.Key_Down: QAbstractSlider.SliderAction.SliderSingleStepAdd,
    Qt.Key.Key_PageUp: QAbstractSlider.SliderAction.SliderPageStepSub,
    Qt.Key.Key_PageDown: QAbstractSlider.SliderAction.SliderPageStepAdd,
    Qt.Key.Key_Home: QAbstractSlider.SliderAction.SliderToMinimum,
    Qt.Key.Key_End: QAbstractSlider.SliderAction.SliderToMaximum,
}


def make_scroll(area: QScrollArea, page: QWidget) -> QScrollArea:
    """Let the page scroll up and down on the card's own ground; never sideways, and never a stop for Tab."""
    page.setObjectName("page")
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    keep_gutter(area)
    area.setWidget(page)
    return area


def keep_gutter(area: QAbstractScrollArea) -> None:
    """Keep the place of the scroll bar free, and show its handle only where there is something to scroll."""
    area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
    bar = area.verticalScrollBar()
    bar.setSingleStep(32)
    bar.rangeChanged.connect(partial(_show_handle, bar))
    _show_handle(bar, bar.minimum(), bar.maximum())


def _show_handle(bar: QScrollBar, low: int, high: int) -> None:
    """Show the handle only where there is something to scroll; the gutter stays."""
    bar.setEnabled(high > low)


def scroll_by_key(area: QScrollArea, key: int) -> bool:
    """Scroll for a key that nothing else wanted; return whether it was such a key."""
    step = next((step for one, step in _STEPS.items() if one == key), None)
    if step is None:
        return False
    area.verticalScrollBar().triggerAction(step)
    return True
