"""The window of the library: its page of movements, and the controllers of the two other pages."""

from typing import TYPE_CHECKING, Any

from intermezzo.app.context import Context, Respond
from intermezzo.app.controllers.base import WindowController
from intermezzo.app.controllers.library.page import PageController
from intermezzo.app.controllers.library.prescriptions import PrescriptionsController
from intermezzo.app.controllers.library.sessions import SessionsController
from intermezzo.app.day import DayController
from intermezzo.core.faults import Malformed, message
from intermezzo.core.override import override
from intermezzo.presenters.messages import tell

if TYPE_CHECKING:
    from intermezzo.ui.library.movements.page import MovementsPage
    from intermezzo.ui.library.window import LibraryWindow

PAGES = ("movements", "sessions", "prescription")
NAMES = {
    "library": "movements", "repertoire": "movements", "composer": "sessions", "plan": "prescription",
    "prescription": "prescription",
}  # fmt: skip
"""The words after ``show`` and the page that each means. All but ``library`` were windows of their own."""


class MovementsController(PageController["MovementsPage"]):
    """Tells in the page what has become of the repertoire; of other commands only what failed."""

    @override
    def attach(self, page: "MovementsPage") -> None:
        super().attach(page)
        page.command.connect(self._dispatch)

    @override
    def update(self) -> None:
        from intermezzo.app import library_views

        if self.page is not None:
            self.page.set_view(library_views.repertoire(self._context.engine, self._day.writer.hidden()))

    @override
    def _dispatch(self, words: tuple[str, ...]) -> None:
        def respond(ok: bool, line: str, _data: Any) -> None:  # noqa: FBT001 - the form of every response
            if self.page is not None:
                self.page.tell(line if not ok or words[0] == "repertoire" else "")

        self._context.dispatch(words, respond)


class LibraryController(WindowController["LibraryWindow"]):
    """Opens the window at one of its pages."""

    def __init__(self, context: Context, day: DayController) -> None:
        super().__init__(context)
        self.movements = MovementsController(context, day)
        self.sessions = SessionsController(context, day)
        self.prescriptions = PrescriptionsController(context, day)
        day.changed.connect(self.refresh)

    def show(self, words: tuple[str, ...], respond: Respond) -> None:
        """Show the window: ``library [PAGE]``, ``library sessions ID``, or one of the names of before."""
        name, *rest = words
        page = rest.pop(0) if name == "library" and rest else NAMES[name]
        if page not in PAGES or len(rest) > (page == "sessions"):
            raise Malformed("library.usage", names=", ".join(PAGES))
        if page == "sessions" and (rest or name == "composer"):
            self.sessions.compose("".join(rest), lambda: self.open_page(page), respond)
            return
        self.open_page(page)
        respond(True, tell(message("window.shown")), None)

    def open_page(self, page: str) -> None:
        """Open the window, or raise it, at a page."""
        self.open().show_page(page)
        self._read()

    @override
    def make(self) -> "LibraryWindow":
        from intermezzo.ui.library.window import LibraryWindow

        window = LibraryWindow(self._context.clocks.monotonic)
        self.movements.attach(window.movements)
        self.sessions.attach(window.sessions)
        self.prescriptions.attach(window.prescription)
        window.turned.connect(self._on_turned)
        window.command.connect(self._context.dispatch)
        return window

    @override
    def update(self, window: "LibraryWindow") -> None:
        for controller in (self.movements, self.sessions, self.prescriptions):
            if controller.page is window.current:
                controller.update()

    def _on_turned(self) -> None:
        self.refresh()
        self._read()

    def _read(self) -> None:
        """Read the files of the page that is shown: another program may have changed them."""
        if self.window is not None and self.window.page == "sessions":
            self.sessions.read()
        elif self.window is not None and self.window.page == "prescription":
            self.prescriptions.read()

    @override
    def _on_destroyed(self) -> None:
        super()._on_destroyed()
        self.movements.page = self.sessions.page = self.prescriptions.page = None
