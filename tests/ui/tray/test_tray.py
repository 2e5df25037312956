"""The tray: every command in its menu, and a host that comes late."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction, QImage
from PySide6.QtWidgets import QApplication, QMenu, QSystemTrayIcon

from intermezzo.ui.tray.icon import STATES, tray_icon
from intermezzo.ui.tray.tray import FIRST_LOOK_MS, LAST_LOOK_MS, Tray
from tools.gallery import samples

Commands = list[tuple[str, ...]]


@pytest.fixture
def tray(dressed: QApplication) -> Iterator[Tray]:
    made = Tray()
    made.set_view(samples.tray())
    yield made
    made.remove()
    made.menu.deleteLater()


@pytest.fixture
def commands(tray: Tray) -> Commands:
    heard: Commands = []
    tray.command.connect(heard.append)
    return heard


def leaves(menu: QMenu) -> Iterator[QAction]:
    """Every choice that can be made, also in the menus inside."""
    for action in menu.actions():
        inner = action.menu()
        if not action.isVisible() or not action.isEnabled() or action.isSeparator():
            continue
        if isinstance(inner, QMenu):
            yield from leaves(inner)
        else:
            yield action


def texts(menu: QMenu) -> list[str]:
    return [action.text() for action in leaves(menu)]


def test_the_menu_has_every_command(tray: Tray, commands: Commands) -> None:
    tray.set_view(samples.tray("due"))
    for action in list(leaves(tray.menu)):
        action.trigger()
    assert commands == [
        ("show", "today"), ("now",), ("now", "--short"),
        ("now", "--quiet"), ("now", "before_the_car"),
        ("answer", "begin"), ("answer", "snooze", "5"), ("answer", "snooze", "10"),
        ("answer", "snooze", "20"),
        ("answer", "snooze", "meeting"), ("answer", "done"), ("answer", "skip"),
        ("answer", "bad-time"), ("answer", "no-more-today"), ("pause", "30m"), ("pause", "1h"),
        ("pause", "meeting"),
        ("pause", "today"), ("meeting", "for", "15"), ("meeting", "for", "30"), ("meeting", "for", "45"),
        ("meeting", "for", "60"), ("meeting", "for", "90"), ("moved",), ("gentle", "on"),
        ("show", "week"), ("show", "library"), ("show", "settings"), ("quit",),
    ]  # fmt: skip


def test_what_has_a_name_is_listed_below_what_fits(tray: Tray, commands: Commands) -> None:
    (begin,) = (one.menu() for one in tray.menu.actions() if one.text() == "Begin one now")
    assert isinstance(begin, QMenu)
    for names in (("The plan", "Before bed"), (), ("Before bed",)):
        tray.set_view(replace(samples.tray(), sessions=tuple((name, ("now", name)) for name in names)))
        fixed = ["Best fit", "Only 90 seconds", "One nobody will notice"]
        assert [one.text() for one in leaves(begin)] == [*fixed, *names]
    begin.actions()[-1].trigger()
    assert commands == [("now", "Before bed")]


def test_the_next_moment_stands_at_the_top_and_opens_today(tray: Tray, commands: Commands) -> None:
    assert tray.menu.actions()[0].text() == "Today · Next at 11:31: Unwind the hips"
    tray.menu.actions()[0].trigger()
    assert commands == [("show", "today")]


def test_ampersands_are_shown(tray: Tray) -> None:
    assert "Before the car && home · 1 min 38 s" in texts(tray.menu)


def test_an_offer_can_be_answered_only_while_it_stands(tray: Tray) -> None:
    assert "Done already" not in texts(tray.menu)
    tray.set_view(samples.tray("due"))
    assert "Done already" in texts(tray.menu)


def test_while_a_call_seems_to_be_over_one_can_still_be_in_it(tray: Tray, commands: Commands) -> None:
    assert "Still in it" not in texts(tray.menu)
    tray.set_view(replace(samples.tray("due"), call_over=True))
    next(one for one in leaves(tray.menu) if one.text() == "Still in it").trigger()
    assert commands == [("answer", "still-in-it")]


def test_paused_it_offers_to_resume(tray: Tray) -> None:
    assert "Resume" not in texts(tray.menu)
    tray.set_view(samples.tray("paused"))
    assert "Resume" in texts(tray.menu)
    assert "1 hour" not in texts(tray.menu)


def test_asking_less_it_offers_to_ask_as_usual(tray: Tray, commands: Commands) -> None:
    assert "Ask as usual" not in texts(tray.menu)
    tray.set_view(replace(samples.tray(), asks_less=True))
    next(one for one in leaves(tray.menu) if one.text() == "Ask as usual").trigger()
    assert commands == [("resume",)]


def test_nothing_can_be_begun_while_blocked_or_in_a_session(tray: Tray, commands: Commands) -> None:
    for view in (replace(samples.tray(), blocked=True), replace(samples.tray(), in_session=True)):
        tray.set_view(view)
        assert "Best fit" not in texts(tray.menu)
        assert ("Answer one question first" in texts(tray.menu)) is view.blocked
    tray.set_view(replace(samples.tray(), blocked=True))
    next(one for one in leaves(tray.menu) if one.text() == "Answer one question first").trigger()
    assert commands == [("show", "welcome")]


def test_a_gentle_day_is_ticked_and_taken_back(tray: Tray, commands: Commands) -> None:
    tray.set_view(replace(samples.tray(), gentle="Gentle until Sun 14:30"))
    gentle = next(action for action in leaves(tray.menu) if action.text() == "Gentle until Sun 14:30")
    assert gentle.isChecked()
    gentle.trigger()
    assert commands == [("gentle", "off")]


def test_the_menu_is_changed_in_place(tray: Tray) -> None:
    tray.set_view(samples.tray("due"))
    before = [id(action) for action in leaves(tray.menu)]
    count = len(tray.menu.findChildren(QAction))
    for minute in range(60):
        tray.set_view(replace(samples.tray("due"), next_line=f"Next at 11:{minute:02d}"))
    assert [id(action) for action in leaves(tray.menu)] == before
    for minutes in range(30, 60):
        tray.set_view(replace(samples.tray("due"), snooze_minutes=minutes))
        tray.set_view(samples.tray("due"))
    QApplication.processEvents()
    assert len(tray.menu.findChildren(QAction)) == count


# Offscreen there is no tray whose window could change; that is what Qt says about it.
@pytest.mark.qt_log_ignore("systemTrayWindowChanged")
@pytest.mark.parametrize(("state", "windows"), [("resting", ("today",)), ("due", ("card", "today"))])
def test_a_click_shows_the_day_or_the_offer(
    tray: Tray, commands: Commands, monkeypatch: pytest.MonkeyPatch, state: str, windows: tuple[str, ...]
) -> None:
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", staticmethod(lambda: True))
    tray.show()
    tray.set_view(samples.tray(state))
    (icon,) = tray.findChildren(QSystemTrayIcon)
    icon.activated.emit(QSystemTrayIcon.ActivationReason.Trigger)
    icon.activated.emit(QSystemTrayIcon.ActivationReason.Context)
    assert commands == [("show", *windows)]


@pytest.mark.qt_log_ignore("systemTrayWindowChanged")
def test_a_host_that_comes_late_gets_a_new_icon(tray: Tray, monkeypatch: pytest.MonkeyPatch) -> None:
    tray.show()
    shown = [tray.present]  # the offscreen platform has no tray
    assert tray.geometry() is None
    (timer,) = tray.findChildren(QTimer)
    waits = []
    for _n in range(8):
        tray.look()
        waits.append(timer.interval())
    assert waits[0] == 2 * FIRST_LOOK_MS
    assert waits[-1] == LAST_LOOK_MS
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", staticmethod(lambda: True))
    tray.look()
    shown.append(tray.present)
    assert shown == [False, True]
    assert not timer.isActive()
    (icon,) = tray.findChildren(QSystemTrayIcon)
    assert icon.toolTip() == samples.tray().tooltip


@pytest.mark.usefixtures("qapp")
def test_every_state_has_an_icon_of_its_own_without_colour_too() -> None:
    images = [tray_icon(state).pixmap(22, 22).toImage() for state in STATES]
    shapes = [one.convertToFormat(QImage.Format.Format_Grayscale8) for one in images]
    assert all(one != other for one, other in combinations(shapes, 2))
