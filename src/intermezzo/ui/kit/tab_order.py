"""The tab order of widgets that are made after those around them."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def put_after(first: QWidget, *parts: QWidget) -> QWidget:
    """Let Tab go from ``first`` through the parts in this order; return what it stops at last.

    All of them are in one window already.
    """
    for widget in [one for part in parts for one in _focusable(part)]:
        QWidget.setTabOrder(first, widget)
        first = widget
    return first


def put_before(last: QWidget, *parts: QWidget) -> None:
    """Let Tab go through the parts in this order, then to ``last``, which keeps its place in the window."""
    at = put_after(last, *parts)
    if at is not last:
        QWidget.setTabOrder(at, last)


def _focusable(part: QWidget) -> list[QWidget]:
    """Return what Tab stops at in a part, in the order in which it was put there.

    Not by ``nextInFocusChain``: after it, PySide 6.11 crashes when what it returned is deleted.
    """
    inside = [part, *part.findChildren(QWidget)]
    return [one for one in inside if one.focusPolicy() & Qt.FocusPolicy.TabFocus]
