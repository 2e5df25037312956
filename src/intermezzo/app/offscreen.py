"""Draw figures, pages and weeks for the command line, without a screen."""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from intermezzo.adapters.system import resources
from intermezzo.app.runtime.locale import use_utf8
from intermezzo.core.practice.model import Movement
from intermezzo.presenters.library.prescription import PrescriptionView, ReportView
from intermezzo.presenters.library.take_away import TakeAwayView
from intermezzo.presenters.views import WeekView

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication


def draw_figures(movements: Sequence[Movement], *, dark: bool) -> bytes:
    """Return a picture of the movements' figures as PNG."""
    with _application() as app:
        from intermezzo.ui.figure.sheet import sheet
        from intermezzo.ui.kit import pictures, style

        style.apply(app, dark=dark)
        return pictures.png(sheet(movements))


def draw_week(view: WeekView, *, dark: bool) -> bytes:
    """Return a picture of the week as PNG."""
    with _application() as app:
        from intermezzo.ui.kit import pictures, style
        from intermezzo.ui.week.picture import render

        style.apply(app, dark=dark)
        return pictures.png(render(view, 2.0))


def draw_prescription(view: PrescriptionView) -> bytes:
    """Return the printable sheet as PDF."""
    with _application():
        from intermezzo.ui.library.prescription.sheet import sheet_pdf

        return sheet_pdf(view)


def draw_report(view: ReportView) -> bytes:
    """Return the report for the physiotherapist as PDF."""
    with _application():
        from intermezzo.ui.library.prescription.report import report_pdf

        return report_pdf(view)


def draw_take_away(view: TakeAwayView, *, phone: bool) -> bytes:
    """Return the page to take away as PDF."""
    with _application():
        from intermezzo.ui.library.take_away import take_away_pdf

        return take_away_pdf(view, phone=phone)


@contextmanager
def _application() -> "Iterator[QApplication]":
    """Provide the application that Qt needs to draw, with the fonts."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    use_utf8()
    from PySide6.QtWidgets import QApplication

    from intermezzo.ui.kit import style

    app = QApplication.instance()
    app = app if isinstance(app, QApplication) else QApplication(sys.argv[:1])
    style.load_fonts(resources.assets())
    yield app
    app.processEvents()
