"""How a window comes to the front, and how a large one that is seldom open gives its memory back."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from intermezzo.adapters.system import memory


def raise_window(window: QWidget) -> None:
    """Show the window, or raise it."""
    window.show()
    window.raise_()
    window.activateWindow()


def delete_on_close(window: QWidget, gone: Callable[[], None]) -> None:
    """Let the window be destroyed when it is closed; ``gone`` hears of it and forgets it."""
    window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    window.destroyed.connect(gone)
    # Its children are still there at that moment.
    window.destroyed.connect(lambda: QTimer.singleShot(0, memory.give_back))
