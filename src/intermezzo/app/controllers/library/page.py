"""The base of what controls one page of the library."""

from typing import Generic, TypeVar

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from intermezzo.app.context import Context
from intermezzo.app.day import DayController
from intermezzo.core.faults import Fault, message
from intermezzo.presenters.messages import tell

PageT = TypeVar("PageT", bound=QWidget)


class PageController(QObject, Generic[PageT]):
    """Gives a page its views and carries out what is said there. ``page`` is None while the window is closed.

    They are QObjects for the reason that ``WindowController`` tells.
    """

    def __init__(self, context: Context, day: DayController) -> None:
        super().__init__()
        self._context = context
        self._day = day
        self.page: PageT | None = None

    def attach(self, page: PageT) -> None:
        """Control a new page; subclasses connect its signals."""
        self.page = page

    def update(self) -> None:
        """Give the page what it shows."""

    def _dispatch(self, words: tuple[str, ...]) -> None:
        self._context.dispatch(words, lambda ok, line, _data: self._tell(line, ok=ok))

    def _tell(self, line: str, *, ok: bool) -> None:
        """Tell in the page the result of a command that was said there."""

    def _save_pdf(self, name: str, pdf: bytes) -> None:
        """Ask where to save a PDF, by ``name`` unless the user says otherwise, and save it there."""
        out = self._context.ask_for_file(self.page, "dialog.save_pdf", name, "PDF (*.pdf)")
        if out is None:
            return
        try:
            out.write(pdf, "pdf")
        except Fault as fault:
            self._tell(tell(fault), ok=False)
        else:
            self._tell(tell(message("file.written", path=out.path)), ok=True)
