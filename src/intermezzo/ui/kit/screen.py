"""The screen that a widget is on, and whether the desktop blends translucent windows there."""

import ctypes
import sys
from functools import cache

from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget


def available_geometry(widget: QWidget) -> QRect | None:
    """Return the screen's area without panels, or None while there is no screen at all."""
    screens = QGuiApplication.screens()
    if not screens:
        return None
    own: QScreen | None = widget.screen()
    return (own if own in screens else screens[0]).availableGeometry()


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
