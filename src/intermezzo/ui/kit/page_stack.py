"""Pages in the same place, one of which is shown."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStackedWidget

from intermezzo.core.override import override


class PageStack(QStackedWidget):
    """A stack that is as small as the page that is shown can be."""

    def __init__(self) -> None:
        super().__init__()
        self.currentChanged.connect(self._on_turned)

    def _on_turned(self) -> None:
        """Fit the new page. A method of ours: PySide 6.11 keeps one of Qt's object for ever."""
        self.updateGeometry()

    @override
    def minimumSizeHint(self) -> QSize:
        page = self.currentWidget()
        return page.minimumSizeHint() if page is not None else QSize()
