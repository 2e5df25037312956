"""Windows that are open when light turns to dark are, to the pixel, what they would be if made in it."""

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from intermezzo.adapters.system import resources
from intermezzo.ui.kit import style
from tools.gallery.history import history
from tools.gallery.windows import windows

pytestmark = pytest.mark.slow


def test_no_colour_of_the_look_before_is_left(qapp: QApplication) -> None:
    style.load_fonts(resources.assets())
    opened: list[tuple[str, QWidget]] = []
    with history(weeks=2) as (engine, now, week):
        for dark in (False, True):
            style.apply(qapp, dark=dark)
            for name, window in windows(engine, now, week):
                window.show()
                opened.append((name, window))
    for _settling in range(5):
        qapp.processEvents()
    half = len(opened) // 2
    names = [name for name, _window in opened[:half]]
    assert len(names) == len(set(names))
    assert {"offer", "today", "week", "player", "plan", "settings-rhythm", "welcome"} <= set(names)
    other = [
        name
        for (name, followed), (_name, made) in zip(opened[:half], opened[half:], strict=True)
        if _picture(followed) != _picture(made)
    ]
    for _name, window in opened:
        window.hide()
        window.deleteLater()
    assert half > 10
    assert other == []


def _picture(window: QWidget) -> QImage:
    return window.grab().toImage()
