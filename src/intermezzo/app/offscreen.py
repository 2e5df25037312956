"""Qt for the command line, which draws figures, pages and weeks without a screen."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from intermezzo.adapters.system import resources
from intermezzo.app.runtime.qt_import import use_utf8


@contextmanager
def drawing(*, dark: bool = False) -> Iterator[None]:
    """Provide the application that Qt needs to draw, with the fonts and the style; pages are always light."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    use_utf8()
    from PySide6.QtWidgets import QApplication

    from intermezzo.ui.kit import style

    app = QApplication.instance()
    app = app if isinstance(app, QApplication) else QApplication(sys.argv[:1])
    style.load_fonts(resources.assets())
    style.apply(app, dark=dark)
    yield
    app.processEvents()
