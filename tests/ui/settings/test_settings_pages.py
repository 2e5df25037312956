"""The pages of Settings as a whole: what is in line, and what cannot be used yet."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication

from intermezzo.core.settings import WEEKDAYS
from intermezzo.ui.kit.texts import BodyText
from intermezzo.ui.settings.window import SettingsWindow
from intermezzo.ui.sound.outlet import extra_there


@pytest.mark.slow
def test_what_cannot_be_heard_yet_cannot_be_chosen_and_says_why(window: SettingsWindow) -> None:
    window.show_page("look")
    for key in ("voice", "tones", "volume"):
        assert window.controls[key].isEnabled() is extra_there()
    assert (
        "Needs an add-on" in "\n".join(one.text() for one in window.findChildren(BodyText) if one.isVisible())
    ) is not extra_there()


@pytest.mark.slow
def test_the_hours_have_one_left_edge(window: SettingsWindow) -> None:
    window.show_page("rhythm")
    QApplication.processEvents()
    keys = [*WEEKDAYS, "days_off", "bad_times"]
    assert len({window.controls[key].mapTo(window, QPoint(0, 0)).x() for key in keys}) == 1
