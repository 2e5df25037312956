"""The pages of Settings as a whole: what is in line, and what cannot be used yet."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from intermezzo.core.settings import WEEKDAYS
from intermezzo.ui.kit.texts import BodyText
from intermezzo.ui.kit.ticks import Ticks
from intermezzo.ui.settings.rows import spec_row
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


def test_what_stands_below_a_name_describes_what_takes_the_keyboard(
    dressed: QApplication, qtbot: QtBot
) -> None:
    """It is heard with the control: the explanation, what is wrong in the file, and why it is locked."""
    for key in ("theme", "spacing", "floor", "timezone", "leave_out"):
        row, control = spec_row(key)
        qtbot.addWidget(row)
        focused = [
            one
            for one in (control, *control.findChildren(QWidget))
            if one.focusPolicy() != Qt.FocusPolicy.NoFocus and one.objectName() != "qt_spinbox_lineedit"
        ]
        assert focused
        row.explain("What it does.")
        row.tell("The file has another value.")
        row.bar("Set by your organisation.")
        said = "What it does.\nSet by your organisation.\nThe file has another value."
        # Ticks are a group, with which it is heard once, not with each of them.
        told = [control] if isinstance(control, Ticks) else focused
        assert {one.accessibleDescription() for one in told} == {said}, key
        assert {one.accessibleDescription() for one in focused if one not in told} <= {""}, key
