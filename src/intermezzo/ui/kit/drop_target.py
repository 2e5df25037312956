"""A window that accepts dropped files, with a green border during the drag."""

from collections.abc import Sequence

from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QPainter, QPaintEvent, QPen

from intermezzo.core.override import override
from intermezzo.ui.kit import style
from intermezzo.ui.kit.window import Window


class DropWindow(Window):
    """The base of the windows that accept files; subclasses implement ``take``."""

    def __init__(self, title: str, *, padding: tuple[int, int, int, int]) -> None:
        super().__init__(title, padding=padding)
        self.setAcceptDrops(True)
        self._dropping = False

    def takes(self, _path: str) -> bool:
        """Return whether a local path is accepted."""
        return True

    def take(self, paths: Sequence[str]) -> None:
        """Handle the accepted paths, at least one."""
        raise NotImplementedError

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._taken(event):
            event.acceptProposedAction()
            self._show_dropping(here=True)

    @override
    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        super().dragLeaveEvent(event)
        self._show_dropping(here=False)

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        self._show_dropping(here=False)
        event.acceptProposedAction()
        self.take(self._taken(event))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._dropping:
            painter = QPainter(self)
            painter.setPen(QPen(style.color("green"), 3))
            painter.drawRect(self.rect().adjusted(1, 1, -2, -2))

    def _taken(self, event: QDropEvent) -> list[str]:
        paths = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        return [path for path in paths if self.takes(path)]

    def _show_dropping(self, *, here: bool) -> None:
        self._dropping = here
        self.update()
