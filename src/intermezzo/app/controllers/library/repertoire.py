"""The repertoire window in the app: made when it is wanted, told what is true, heard when it speaks."""

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from intermezzo.app import views
from intermezzo.app.controllers.base import delete_on_close, raise_window
from intermezzo.app.day import DayController

if TYPE_CHECKING:
    from intermezzo.app.application import Application
    from intermezzo.ui.library.repertoire.window import RepertoireWindow


class RepertoirePage(QObject):
    """Holds the window while it is open."""

    def __init__(self, app: "Application", desk: DayController) -> None:
        super().__init__(app)
        self._app = app
        self._desk = desk
        self.window: RepertoireWindow | None = None
        desk.changed.connect(self._refresh)

    def show(self) -> None:
        """Open it, or raise it."""
        if self.window is None:
            from intermezzo.ui.library.repertoire.window import RepertoireWindow

            self.window = RepertoireWindow(self._desk.clocks.monotonic)
            self.window.command.connect(self._say)
            delete_on_close(self.window, self._closed)
        self.window.set_view(views.repertoire(self._desk.engine))
        raise_window(self.window)

    def _closed(self) -> None:
        self.window = None

    def _refresh(self) -> None:
        if self.window is not None and self.window.isVisible():
            self.window.set_view(views.repertoire(self._desk.engine))

    def _say(self, words: tuple[str, ...]) -> None:
        self._app.obey(words, partial(self._said, words[0]))

    def _said(self, verb: str, ok: bool, line: str, _data: Any) -> None:  # noqa: FBT001 - the form of every answer
        """What cannot be done is told where it was asked for; so is what became of a wish."""
        if self.window is not None:
            self.window.tell(line if not ok or verb in {"repertoire", "plan"} else "")
