"""The sheet of the user's own rules, over Today."""

from typing import TYPE_CHECKING

from intermezzo.app import views
from intermezzo.app.context import Context
from intermezzo.app.controllers.base import WindowController
from intermezzo.app.controllers.today import TodayController
from intermezzo.app.day import DayController
from intermezzo.core.override import override

if TYPE_CHECKING:
    from intermezzo.ui.today.rules import RulesSheet


class RulesController(WindowController["RulesSheet"]):
    """Opens the sheet, and tells in it what came of each choice."""

    def __init__(self, context: Context, day: DayController, today: TodayController) -> None:
        super().__init__(context)
        self._today = today
        day.changed.connect(self.refresh)

    @override
    def make(self) -> "RulesSheet":
        from intermezzo.ui.today.rules import RulesSheet

        sheet = RulesSheet(self._today.open())
        sheet.command.connect(self._dispatch)
        return sheet

    @override
    def update(self, window: "RulesSheet") -> None:
        window.set_view(views.standards(self._context.engine))

    @override
    def _tell(self, line: str, *, ok: bool) -> None:
        if self.window is not None:
            self.refresh()
            self.window.tell(line, ok=ok)
