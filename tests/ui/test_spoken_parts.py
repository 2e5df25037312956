"""What every window is to a screen reader: each part has a name that is told once and has no bare signs."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from intermezzo.presenters.durations import heard
from intermezzo.ui.kit.spoken import install_roles
from intermezzo.ui.offer.card import OfferCard
from intermezzo.ui.today.window import TodayWindow
from intermezzo.ui.week.window import WeekWindow
from tests.ui.kit.test_window import WINDOWS
from tools.gallery import samples
from tools.gallery.windows import settings_window

Role, Text = QAccessible.Role, QAccessible.Text
BARE = frozenset("↑↓←→↵")


def _today() -> QWidget:
    window = TodayWindow()
    window.set_view(samples.full_today())
    return window


def _week() -> QWidget:
    window = WeekWindow()
    window.set_view(samples.week())
    return window


def _card() -> QWidget:
    card = OfferCard()
    card.set_view(samples.card())
    return card


def _keys() -> QWidget:
    return TodayWindow().show_keys()


SHOWN: dict[str, Callable[[], QWidget]] = {
    **WINDOWS,
    "today": _today,
    "week": _week,
    "card": _card,
    "place": lambda: settings_window("place"),
    "look": lambda: settings_window("look"),
    "keys": _keys,
}


def parts(part: QAccessibleInterface, group: str = "") -> Iterator[tuple[QAccessibleInterface, str]]:
    """Yield every part that can be read, with the name of the group that it is in."""
    if part.state().invisible:
        return
    yield part, group
    if part.role() == Role.Grouping:
        group = part.text(Text.Name)
    for number in range(part.childCount()):
        yield from parts(part.child(number), group)


@pytest.mark.slow
@pytest.mark.parametrize("name", SHOWN)
def test_each_part_has_one_name_and_no_bare_signs(dressed: QApplication, qtbot: QtBot, name: str) -> None:
    install_roles()
    window = SHOWN[name]()
    qtbot.addWidget(window)
    window.show()
    read = [*parts(QAccessible.queryAccessibleInterface(window))]
    assert read
    for part, group in read:
        told, described = part.text(Text.Name), part.text(Text.Description)
        assert not BARE & {*told, *described}, told
        assert heard(told) == told, "a duration is heard in whole words"
        assert heard(described) == described
        assert part.role() not in {Role.Button, Role.CheckBox, Role.RadioButton, Role.EditableText} or told
        assert part.role() is not Role.ProgressBar, "nothing here is a progress in percent"
        assert not (group and told.startswith(f"{group}:")), "the group has told its name"


def test_what_is_left_out_is_a_group_of_boxes(dressed: QApplication, qtbot: QtBot) -> None:
    install_roles()
    window = settings_window("place")
    qtbot.addWidget(window)
    window.show()
    group = QAccessible.queryAccessibleInterface(window.controls["leave_out"])
    assert group.role() == Role.Grouping
    assert (group.text(Text.Name), group.text(Text.Description)) == (
        "Leave out", "Sessions with any of these are not offered",
    )  # fmt: skip
    kneeling = group.child(2)
    assert (kneeling.role(), kneeling.text(Text.Name), kneeling.text(Text.Description)) == (
        Role.CheckBox, "Kneeling", "",
    )  # fmt: skip


def test_the_bars_of_the_week_say_what_they_count(dressed: QApplication, qtbot: QtBot) -> None:
    install_roles()
    window = _week()
    qtbot.addWidget(window)
    window.show()
    pictures = [
        part.text(Text.Name)
        for part, _group in parts(QAccessible.queryAccessibleInterface(window))
        if part.role() == Role.Graphic
    ]
    (hips,) = (name for name in pictures if name.startswith("Hips: "))
    assert hips.endswith(("session", "sessions"))
    assert any(name.startswith("Monday ") for name in pictures), "a day of the twelve weeks"
