"""The report of an error of ours, shown before anything of it is copied or saved."""

import platform
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, qVersion

from intermezzo import __version__
from intermezzo.adapters.system.output_file import OutputFile
from intermezzo.app.context import Context
from intermezzo.app.controllers.today import TodayController
from intermezzo.core.faults import Fault, message
from intermezzo.presenters.messages import tell
from intermezzo.presenters.program import report

if TYPE_CHECKING:
    from intermezzo.ui.today.report import ReportSheet


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
