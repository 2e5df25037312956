"""The window of all movements, and of those in the user's repertoire."""

from typing import TYPE_CHECKING, Any

from intermezzo.app import views
from intermezzo.app.context import Context
from intermezzo.app.controllers.base import WindowController
from intermezzo.app.day import DayController
from intermezzo.core.override import override

if TYPE_CHECKING:
    from intermezzo.ui.library.repertoire.window import RepertoireWindow

_TOLD_WHEN_DONE = frozenset({"repertoire", "plan"})
"""Commands whose result the window tells; of the others only that they could not be done."""


class RepertoireController(WindowController["RepertoireWindow"]):
    """Tells the results of commands in the window that they come from."""

    def __init__(self, context: Context, day: DayController) -> None:
        super().__init__(context)
        self._day = day
        day.changed.connect(self.refresh)

    @override
    def make(self) -> "RepertoireWindow":
        from intermezzo.ui.library.repertoire.window import RepertoireWindow

        window = RepertoireWindow(self._context.clocks.monotonic)
        window.command.connect(self._dispatch)
        return window

    @override
    def update(self, window: "RepertoireWindow") -> None:
        window.set_view(views.repertoire(self._context.engine, self._day.writer.hidden()))

    @override
    def _dispatch(self, words: tuple[str, ...]) -> None:
        def respond(ok: bool, line: str, _data: Any) -> None:  # noqa: FBT001 - the form of every response
            if self.window is not None:
                self.window.tell("" if ok and words[0] not in _TOLD_WHEN_DONE else line)

        self._context.dispatch(words, respond)
