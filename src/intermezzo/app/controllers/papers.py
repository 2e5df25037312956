"""What is printed of a physiotherapist's plan, from the command line: drawn without a screen."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from intermezzo.adapters.system import resources
from intermezzo.presenters.prescription import PrescriptionView, ReportView


def draw_sheet(view: PrescriptionView, out: Path) -> None:
    """Write the printable sheet. Raises Fault when it cannot be written."""
    with _letters():
        from intermezzo.ui.library.prescription.sheet import write_sheet

        write_sheet(view, out)


def draw_report(view: ReportView, out: Path) -> None:
    """Write the report. Raises Fault when it cannot be written."""
    with _letters():
        from intermezzo.ui.library.prescription.report import write_report

        write_report(view, out)


@contextmanager
def _letters() -> Iterator[None]:
    """Our fonts, and the application that Qt wants for them."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtWidgets import QApplication

    from intermezzo.ui.kit import style

    app = QApplication.instance() or QApplication(sys.argv[:1])
    style.load_fonts(resources.assets())
    yield
    app.processEvents()
