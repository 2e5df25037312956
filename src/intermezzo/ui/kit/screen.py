"""The screen that a widget is on: its room, where windows open on it, whether it blends translucent ones."""

import ctypes
import sys
from functools import cache

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

GAP = 12
"""Between two windows side by side, in logical pixels."""


def available_geometry(widget: QWidget) -> QRect | None:
    """Return the screen's area without panels, or None while there is no screen at all."""
    screens = QGuiApplication.screens()
    if not screens:
        return None
    own: QScreen | None = widget.screen()
    return (own if own in screens else screens[0]).availableGeometry()


def place_below(field: QWidget, size: QSize) -> QPoint:
    """Return where a popup of this size opens: below a field, or above it where there is no room."""
    at, room = field.mapToGlobal(QPoint(0, field.height() + 4)), available_geometry(field)
    if room is not None:
        if at.y() + size.height() > room.bottom():
            at.setY(field.mapToGlobal(QPoint(0, -4 - size.height())).y())
        at.setX(max(room.left(), min(at.x(), room.right() - size.width())))
    return at


@cache
def compositing() -> bool:
    """Return whether translucent windows are blended: always, except under X11 without a compositor."""
    if QGuiApplication.platformName() != "xcb" or sys.platform != "linux":
        return True
    try:
        x11 = ctypes.CDLL("libX11.so.6")
    except OSError:
        return False
    x11.XOpenDisplay.restype = ctypes.c_void_p
    x11.XInternAtom.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int]
    x11.XInternAtom.restype = ctypes.c_ulong
    x11.XGetSelectionOwner.argtypes = [ctypes.c_void_p, ctypes.c_ulong]
    x11.XGetSelectionOwner.restype = ctypes.c_ulong
    x11.XCloseDisplay.argtypes = [ctypes.c_void_p]
    display = x11.XOpenDisplay(None)
    if not display:
        return False
    try:
        # By EWMH, the compositor of screen 0 owns this selection.
        return bool(x11.XGetSelectionOwner(display, x11.XInternAtom(display, b"_NET_WM_CM_S0", 0)))
    finally:
        x11.XCloseDisplay(display)


def placed(size: QSize, room: QRect, opener: QRect | None) -> QPoint:
    """Return the top left corner of a window of this size on a screen with this ``room``.

    It stands at the right of its opener, at the left where there is more room, tops aligned. Where it fits
    at neither side it goes as far to the wider one as the screen allows, so that it covers as little of the
    opener as it can. Without an opener it stands in the middle; a narrow one in the middle of the left third,
    which leaves room for those that are opened from it.
    """
    area = QRect(QPoint(), size)
    if opener is None or not room.intersects(opener):
        middle = room.center()
        if 3 * size.width() <= room.width():
            middle.setX(room.left() + room.width() // 6)
        area.moveCenter(middle)
        return within(area, room)
    right, left = room.right() - opener.right(), opener.left() - room.left()
    area.moveTop(opener.top())
    if right >= size.width() + GAP or right >= left:
        area.moveLeft(opener.right() + 1 + GAP)
    else:
        area.moveRight(opener.left() - 1 - GAP)
    return within(area, room)


def room_of(area: QRect, rooms: list[QRect]) -> QRect | None:
    """Return the room that the middle of a window’s upper edge, where it is held to be moved, is in."""
    held = QPoint(area.center().x(), area.top())
    return next((room for room in rooms if room.contains(held)), None)


def within(area: QRect, room: QRect) -> QPoint:
    """Return the corner of the area, moved into the room; one that is too large begins at its corner."""
    area.moveRight(min(area.right(), room.right()))
    area.moveBottom(min(area.bottom(), room.bottom()))
    area.moveLeft(max(area.left(), room.left()))
    area.moveTop(max(area.top(), room.top()))
    return area.topLeft()
