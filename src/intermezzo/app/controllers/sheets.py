"""The sheets over Today: the user's own rules, and the report of an error of ours before it goes anywhere."""

import platform
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, qVersion

from intermezzo import __version__
from intermezzo.adapters.system.output_file import OutputFile
from intermezzo.app import views
from intermezzo.app.context import Context
from intermezzo.app.controllers.base import WindowController
from intermezzo.app.controllers.today import TodayController
from intermezzo.app.day import DayController
from intermezzo.core.faults import Fault, message
from intermezzo.core.override import override
from intermezzo.presenters.messages import tell
from intermezzo.presenters.program import report

if TYPE_CHECKING:
    from intermezzo.ui.today.report import ReportSheet
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


class ReportController(QObject):
    """Opens the sheet over Today."""

    def __init__(self, context: Context, today: TodayController) -> None:
        super().__init__()
        self._context = context
        self._today = today

    def open(self) -> "ReportSheet":
        """Show the report of the last error. Raise Fault if there was none."""
        from intermezzo.ui.today.report import ReportSheet

        lines = self._context.last_trace.lines
        if not lines:
            raise Fault("report.none")
        python, system = platform.python_version(), platform.platform()
        text = report(__version__, python, qVersion(), system, lines)
        sheet = ReportSheet(text, self._today.open())
        sheet.saved.connect(partial(self._choose, sheet))
        sheet.command.connect(self._context.dispatch)
        sheet.show()
        return sheet

    def _choose(self, sheet: "ReportSheet") -> None:
        out = self._context.ask_for_file(sheet, "dialog.save_report", "intermezzo-report.txt")
        if out is not None:
            sheet.set_outcome(_save(out, sheet.text))


def _save(out: OutputFile, text: str) -> str:
    """Write the report; return a line that says so, or why not."""
    try:
        out.write(text.encode(), "report")
    except Fault as fault:
        return tell(fault)
    return tell(message("file.written", path=out.path))
