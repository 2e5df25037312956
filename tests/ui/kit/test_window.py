"""Ordinary windows wear the desktop's frame; the offer card is a surface of its own."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib import import_module
from pkgutil import walk_packages

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from intermezzo import ui
from intermezzo.core.faults import message
from intermezzo.presenters.calendars.guides import guides
from intermezzo.presenters.recovery import recovery_view
from intermezzo.ui.calendars.sheet import AddCalendarSheet
from intermezzo.ui.kit import style
from intermezzo.ui.kit.marks import by_keyboard
from intermezzo.ui.kit.notice import ChoiceNotice, Notice
from intermezzo.ui.kit.window import FRAME, Window
from intermezzo.ui.library.window import LibraryWindow
from intermezzo.ui.offer.card import OfferCard
from intermezzo.ui.player.window import PlayerWindow
from intermezzo.ui.today.report import ReportSheet
from intermezzo.ui.today.rules import RulesSheet
from intermezzo.ui.today.window import TodayWindow
from intermezzo.ui.week.window import WeekWindow
from intermezzo.ui.welcome.window import WelcomeWindow
from tests.ui.hands import press
from tools.gallery import samples
from tools.gallery.windows import settings_window


def kept(sheet: Window) -> Window:
    """Return a sheet that the test deletes, not its close."""
    sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    return sheet


WINDOWS: dict[str, Callable[[], Window]] = {
    "today": TodayWindow,
    "week": WeekWindow,
    "library": lambda: LibraryWindow(lambda: 0.0),
    "settings": lambda: settings_window("rhythm"),
    "player": lambda: PlayerWindow(lambda: 0.0),
    "welcome": lambda: WelcomeWindow(lambda: 0.0),
    "choice": lambda: ChoiceNotice(recovery_view(message("store.unopenable", path="/home"), ())),
    "notice": lambda: Notice("Intermezzo can’t start", "The disk is full."),
    "report": lambda: kept(ReportSheet("Intermezzo 0.1.0", None)),
    "rules": lambda: kept(RulesSheet(None)),
    "add": lambda: kept(AddCalendarSheet(guides(), None)),
}
"""Every window with the desktop's own frame."""
SPEAKER = "intermezzo.ui.sound.speaker"
"""A process of its own without windows; it needs the extra ``voice``."""
DRAWN_BY_US = Qt.WindowType.FramelessWindowHint | Qt.WindowType.CustomizeWindowHint


@pytest.mark.slow
def test_the_list_of_windows_is_complete(dressed: QApplication, qtbot: QtBot) -> None:
    for module in walk_packages(ui.__path__, f"{ui.__name__}."):
        if module.name != SPEAKER:
            import_module(module.name)
    shown = set()
    for make in WINDOWS.values():
        window = make()
        qtbot.addWidget(window)
        shown.add(type(window))
    known = {one for one in subclasses(Window) if one.__module__.startswith(f"{ui.__name__}.")}
    bases = {base for one in known for base in one.__bases__}
    assert shown == known - bases


def subclasses(base: type[Window]) -> Iterator[type[Window]]:
    """Yield every class below ``base``."""
    for one in base.__subclasses__():
        yield one
        yield from subclasses(one)


@pytest.mark.slow
@pytest.mark.parametrize("name", WINDOWS)
def test_an_ordinary_window_has_the_desktops_frame_title_and_menu(
    dressed: QApplication, qtbot: QtBot, name: str
) -> None:
    window = WINDOWS[name]()
    qtbot.addWidget(window)
    window.show()
    assert window.windowType() == Qt.WindowType.Window
    assert not window.windowFlags() & DRAWN_BY_US
    assert not window.testAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
    assert window.mask().isEmpty()
    assert window.windowTitle().endswith(" · Intermezzo")
    corner = window.grab().toImage().pixelColor(0, 0).name().upper()
    assert corner in {style.current().card.upper(), style.current().pill.upper()}


@pytest.mark.parametrize(
    ("key", "modifiers"),
    [
        (Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier),
    ],
)
def test_escape_and_ctrl_w_leave_it(
    dressed: QApplication, qtbot: QtBot, key: Qt.Key, modifiers: Qt.KeyboardModifier
) -> None:
    window = Window("Something")
    qtbot.addWidget(window)
    window.show()
    press(window, Qt.Key.Key_W)
    assert window.isVisible()
    press(window, key, modifiers)
    assert not window.isVisible()


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in WINDOWS if name not in {"choice", "notice"}])
def test_f1_asks_for_the_guide(dressed: QApplication, qtbot: QtBot, name: str) -> None:
    window = WINDOWS[name]()
    qtbot.addWidget(window)
    window.show()
    with qtbot.waitSignal(window.command) as said:
        press(window, Qt.Key.Key_F1)
    assert said.args == [("show", "guide")]


def test_it_takes_no_more_than_the_screen_has_room_for(dressed: QApplication, qtbot: QtBot) -> None:
    window = Window("Something")
    qtbot.addWidget(window)
    window.resize_within_screen(9000, 300)
    room = window.screen().availableGeometry()
    assert window.size().toTuple() == (room.width() - FRAME[0], 300)


def test_one_that_grows_beyond_the_screen_moves_up(dressed: QApplication, qtbot: QtBot) -> None:
    window = Window("Something")
    qtbot.addWidget(window)
    room = window.screen().availableGeometry()
    window.resize(300, 200)
    window.show()
    window.move(room.left() + 20, room.bottom() - 250)
    window.resize_within_screen(300, 220)
    assert window.pos().toTuple() == (room.left() + 20, room.bottom() - 250), "there is room for it"
    window.resize_within_screen(300, 400)
    assert (window.x(), window.frameGeometry().bottom()) == (room.left() + 20, room.bottom())
    window.resize_within_screen(300, 9000)
    assert room.contains(window.frameGeometry())


def test_the_offer_card_has_no_frame(dressed: QApplication, qtbot: QtBot) -> None:
    card = OfferCard()
    qtbot.addWidget(card)
    assert card.windowType() == Qt.WindowType.Tool
    assert card.windowFlags() & Qt.WindowType.FramelessWindowHint
    card.show()
    assert card.windowTitle() == "Offer · Intermezzo"
    assert card.grab().toImage().pixelColor(0, 0).alpha() == 0


def test_today_opens_at_what_one_would_press_without_a_ring_until_the_keyboard_is_used(
    dressed: QApplication, qtbot: QtBot
) -> None:
    window = TodayWindow()
    qtbot.addWidget(window)
    window.set_view(samples.today())
    with qtbot.waitActive(window):
        window.show()
    assert window.focusWidget() is window.begin
    assert not by_keyboard(window.begin)
    press(window.begin, Qt.Key.Key_Down)
    assert window.list.hasFocus()
    for view, first in (
        (replace(samples.today(), off=True), window.work),
        (replace(samples.today(), paused="14:30"), window.resume),
    ):
        window.hide()
        window.set_view(view)
        window.show()
        assert window.focusWidget() is first
