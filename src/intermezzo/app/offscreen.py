"""Draws figures and prescriptions into files from the command line, without a screen."""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from intermezzo.adapters.system import resources
from intermezzo.core.faults import Fault
from intermezzo.core.practice.model import Movement
from intermezzo.presenters.prescription import PrescriptionView, ReportView

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication


def draw_figures(movements: Sequence[Movement], out: Path, *, dark: bool) -> None:
    """Write a picture of the movements' figures. Raise Fault when it cannot be written."""
    with _application() as app:
        from intermezzo.ui.figure.sheet import sheet
        from intermezzo.ui.kit import style

        style.apply(app, dark=dark)
        if not sheet(movements).save(str(out)):
            raise Fault("file.no_picture", path=out)


def draw_prescription(view: PrescriptionView, out: Path) -> None:
    """Write the printable sheet. Raise Fault when it cannot be written."""
    with _application():
        from intermezzo.ui.library.prescription.sheet import write_sheet

        write_sheet(view, out)


def draw_report(view: ReportView, out: Path) -> None:
    """Write the report for the physiotherapist. Raise Fault when it cannot be written."""
    with _application():
        from intermezzo.ui.library.prescription.report import write_report

        write_report(view, out)


@contextmanager
def _application() -> "Iterator[QApplication]":
    """Provide the application that Qt needs to draw, with the fonts."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtWidgets import QApplication

    from intermezzo.ui.kit import style

    app = QApplication.instance()
    app = app if isinstance(app, QApplication) else QApplication(sys.argv[:1])
    style.load_fonts(resources.assets())
    yield app
    app.processEvents()
