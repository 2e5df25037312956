"""Windows that are open when light turns to dark are, to the pixel, what they would be if made in it."""

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from intermezzo.adapters.system import resources
from intermezzo.core.settings import GROUPS
from intermezzo.ui.kit import style
from intermezzo.ui.settings.window import SettingsWindow
from tools.gallery.history import history
from tools.gallery.windows import windows

pytestmark = pytest.mark.slow


def test_no_colour_of_the_look_before_is_left(qapp: QApplication) -> None:
    style.load_fonts(resources.assets())
    looks: list[dict[str, QWidget]] = []
    with history(weeks=2) as (engine, now, week):
        for dark in (False, True):
            style.apply(qapp, dark=dark)
            looks.append(dict(windows(engine, now, week, ("calendars",))))
            for window in looks[-1].values():
                window.show()
    for _settling in range(5):
        qapp.processEvents()
    light, dark_ones = looks
    assert {"offer", "today", "week", "player", "prescription", "settings-calendars", "welcome"} <= set(light)
    other = [name for name in light if _pictures(light[name]) != _pictures(dark_ones[name])]
    for window in (*light.values(), *dark_ones.values()):
        window.hide()
        window.deleteLater()
    assert other == []


def _pictures(window: QWidget) -> list[QImage]:
    """Return a picture of the window, or of each of its pages."""
    if not isinstance(window, SettingsWindow):
        return [window.grab().toImage()]
    found = []
    for group in GROUPS:
        window.show_page(group)
        QApplication.processEvents()
        found.append(window.grab().toImage())
    return found
