"""Draws figures without a screen."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from intermezzo.adapters.system import resources
from intermezzo.core.faults import Fault
from intermezzo.core.practice.model import Movement
from intermezzo.presenters import _


def draw_sheet(movements: Sequence[Movement], out: Path, *, dark: bool) -> None:
    """Draw the contact sheet into ``out``. Raises Fault when it cannot be written."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtWidgets import QApplication

    from intermezzo.ui.figure.sheet import sheet
    from intermezzo.ui.kit import style

    app = QApplication.instance() or QApplication(sys.argv[:1])
    style.load_fonts(resources.assets())
    if isinstance(app, QApplication):
        style.apply(app, dark=dark)
    if not sheet(movements).save(str(out)):
        raise Fault(_("{path}: the picture cannot be written; look at the folder").format(path=out))
