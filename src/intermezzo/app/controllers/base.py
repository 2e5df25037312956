"""A window that is made when it is first opened, and deleted when it is closed."""

from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer

from intermezzo.adapters.system import memory
from intermezzo.app.context import Context
from intermezzo.ui.figure.paint import forget_drawings
from intermezzo.ui.kit.window import Window

W = TypeVar("W", bound=Window)


class WindowController(QObject, Generic[W]):
    """Subclasses make the window and give it its views.

    They are QObjects because PySide keeps a weak reference for each connection of a deleted window to a
    method of any other object.
    """

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.window: W | None = None

    def make(self) -> W:
        """Return a new window with its signals connected."""
        raise NotImplementedError

    def update(self, window: W) -> None:
        """Give the window what it shows."""

    def open(self) -> W:
        """Show the window, or raise it."""
        made = self.window is None
        if self.window is None:
            self.window = window = self.make()
            window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            window.destroyed.connect(self._on_destroyed)
        self.update(self.window)
        if made:
            self._context.places.put(self.window)
        self.window.show()
        self.window.raise_()
        self.window.activateWindow()
        return self.window

    def refresh(self) -> None:
        """Update the window if it is visible."""
        if self.window is not None and self.window.isVisible():
            self.update(self.window)

    def _dispatch(self, words: tuple[str, ...]) -> None:
        self._context.dispatch(words, lambda ok, line, _data: self._tell(line, ok=ok))

    def _tell(self, line: str, *, ok: bool) -> None:
        """Tell the result of a command in the window."""

    def _on_destroyed(self) -> None:
        self.window = None
        # The child widgets still exist at this moment; their memory can be given back after it.
        QTimer.singleShot(0, _give_back)


def _give_back() -> None:
    """Return the memory of a window that is gone."""
    forget_drawings()
    memory.give_back()
