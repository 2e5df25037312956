"""The page of all movements, and of those in the user's repertoire."""

from typing import TYPE_CHECKING, Any

from intermezzo.app.controllers.library.page import PageController
from intermezzo.core.override import override

if TYPE_CHECKING:
    from intermezzo.ui.library.movements.page import MovementsPage

_TOLD_WHEN_DONE = frozenset({"repertoire"})
"""Commands whose result the page tells; of the others only that they could not be done."""


class MovementsController(PageController["MovementsPage"]):
    """Tells the results of commands in the page."""

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
                self.page.tell("" if ok and words[0] not in _TOLD_WHEN_DONE else line)

        self._context.dispatch(words, respond)
