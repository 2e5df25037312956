"""The screen that a widget is on."""

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
