"""The sheets over Today: the user's own rules, and the report of an error of ours before it goes anywhere."""

import platform
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import qVersion

from intermezzo import __version__
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


def show_report(context: Context, today: TodayController) -> "ReportSheet":
    """Show the report of the last error. Raise Fault if there was none."""
    from intermezzo.ui.today.report import ReportSheet

    lines = context.last_trace.lines
    if not lines:
        raise Fault("report.none")
    python, system = platform.python_version(), platform.platform()
    sheet = ReportSheet(report(__version__, python, qVersion(), system, lines), today.open())
    sheet.saved.connect(partial(_save, context, sheet))
    sheet.command.connect(context.dispatch)
    sheet.show()
    return sheet


def _save(context: Context, sheet: "ReportSheet") -> None:
    """Write the report to a file that the user chooses; say so in the sheet, or why not."""
    out = context.ask_for_file(sheet, "dialog.save_report", "intermezzo-report.txt")
    if out is None:
        return
    try:
        out.write(sheet.text.encode(), "report")
    except Fault as fault:
        sheet.set_outcome(tell(fault))
    else:
        sheet.set_outcome(tell(message("file.written", path=out.path)))
