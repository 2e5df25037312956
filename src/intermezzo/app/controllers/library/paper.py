"""Prints a prescription's sheet or report from the command line, without a screen."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from intermezzo.adapters.system import resources
from intermezzo.presenters.prescription import PrescriptionView, ReportView


def draw_sheet(view: PrescriptionView, out: Path) -> None:
    """Write the printable sheet. Raise Fault when it cannot be written."""
    with _application():
        from intermezzo.ui.library.prescription.sheet import write_sheet

        write_sheet(view, out)


def draw_report(view: ReportView, out: Path) -> None:
    """Write the report. Raise Fault when it cannot be written."""
    with _application():
        from intermezzo.ui.library.prescription.report import write_report

        write_report(view, out)


@contextmanager
def _application() -> Iterator[None]:
    """Provide the application that Qt needs to print, and the fonts."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtWidgets import QApplication

    from intermezzo.ui.kit import style

    app = QApplication.instance() or QApplication(sys.argv[:1])
    style.load_fonts(resources.assets())
    yield
    app.processEvents()
