"""The sheet that adds a calendar: kinds, steps, entries, what is found, and what is wrong."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from intermezzo.core.calendar_entry import CalendarEntry
from intermezzo.presenters.calendars.adding import AddingView, OfferedCalendar
from intermezzo.presenters.calendars.guides import guides
from intermezzo.presenters.settings import StripView
from intermezzo.ui.calendars.forms import AccountForm, AddressForm, FilesForm
from intermezzo.ui.calendars.sheet import AddCalendarSheet
from intermezzo.ui.kit import style
from intermezzo.ui.kit.fields import SegmentButton
from tests.ui.fitting import clipped, nameless, outside, settle
from tests.ui.hands import click, press
from tools.gallery.adding import adding_windows

DAY = StripView((), (), (), ("", "7 meetings today, next 13:03", ""))
ADDRESS = "https://calendar.google.com/calendar/ical/ana%40example.org/private-1/basic.ics"


@pytest.fixture
def sheet(qtbot: QtBot, dressed: QApplication) -> AddCalendarSheet:
    made = AddCalendarSheet(guides(), None)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def entered(sheet: AddCalendarSheet) -> list[CalendarEntry]:
    all_: list[CalendarEntry] = []
    sheet.entered.connect(all_.append)
    return all_


def shown(sheet: AddCalendarSheet) -> str:
    return "\n".join(label.text() for label in sheet.findChildren(QLabel) if label.isVisible())


@pytest.mark.slow
def test_every_kind_has_its_steps_and_they_say_when_they_were_checked(
    sheet: AddCalendarSheet, entered: list[CalendarEntry]
) -> None:
    for guide in guides():
        button = next(one for one in sheet.kinds.findChildren(SegmentButton) if one.value == guide.key)
        click(button)
        words = shown(sheet)
        for step in guide.steps:
            assert step in words, guide.key
        assert ("Checked on 28 November 2026." in words) is bool(guide.link)


@pytest.mark.slow
def test_an_address_is_looked_at_as_soon_as_it_is_pasted(
    sheet: AddCalendarSheet, entered: list[CalendarEntry], qtbot: QtBot
) -> None:
    sheet.choose("google")
    assert isinstance(sheet.form, AddressForm)
    QApplication.clipboard().setText(ADDRESS)
    with qtbot.waitSignal(sheet.entered):
        QTest.keySequence(sheet.form.line, "Ctrl+V")
    assert entered == [CalendarEntry("address", ADDRESS, name="Google")]
    assert "private-1" not in repr(entered)


def test_an_account_is_asked_for_and_its_password_never_shown(
    sheet: AddCalendarSheet, entered: list[CalendarEntry]
) -> None:
    sheet.choose("nextcloud")
    form = sheet.form
    assert isinstance(form, AccountForm)
    assert form.password.echoMode() == QLineEdit.EchoMode.Password
    QTest.keyClicks(form.server, "cloud.example.org")
    QTest.keyClicks(form.user, "ana")
    press(form.user, Qt.Key.Key_Return)
    assert entered == [], "the password is missing"
    assert not form.find_button.isEnabled()
    QTest.keyClicks(form.password, "correct horse")
    press(form.password, Qt.Key.Key_Return)
    assert entered == [CalendarEntry("account", "cloud.example.org", "ana", "correct horse")]


def test_icloud_needs_no_server(sheet: AddCalendarSheet, entered: list[CalendarEntry]) -> None:
    sheet.choose("icloud")
    form = sheet.form
    assert isinstance(form, AccountForm)
    assert not form.server.isVisible()
    QTest.keyClicks(form.user, "ana@icloud.com")
    QTest.keyClicks(form.password, "abcd-efgh")
    click(form.find_button)
    assert entered == [CalendarEntry("account", "caldav.icloud.com", "ana@icloud.com", "abcd-efgh")]


def test_files_and_folders_are_chosen(
    sheet: AddCalendarSheet, entered: list[CalendarEntry], monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet.choose("files")
    assert isinstance(sheet.form, FilesForm)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a: ("", ""))
    click(sheet.form.file)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_a: "/tmp/home")
    click(sheet.form.folder)
    assert entered == [CalendarEntry("files", "/tmp/home")]


def test_today_is_read_back_before_anything_is_kept(sheet: AddCalendarSheet, qtbot: QtBot) -> None:
    sheet.choose("google")
    assert not sheet.add.isEnabled()
    one = OfferedCalendar("0", "Google", "calendar.google.com")
    sheet.set_view(AddingView(calendars=(one,), day=DAY, can_add=True))
    assert sheet.sentence.isVisible()
    assert sheet.sentence.accessibleName() == "7 meetings today, next 13:03"
    renamed: list[tuple[str, str]] = []
    sheet.renamed.connect(lambda key, name: renamed.append((key, name)))
    sheet.name.selectAll()
    QTest.keyClicks(sheet.name, "W")
    assert renamed == [("0", "W")]
    with qtbot.waitSignal(sheet.added):
        press(sheet.add, Qt.Key.Key_Return)


def test_several_calendars_have_ticks(sheet: AddCalendarSheet) -> None:
    ticked: list[tuple[str, bool]] = []
    sheet.ticked.connect(lambda key, on: ticked.append((key, on)))
    sheet.set_view(
        AddingView(
            calendars=(
                OfferedCalendar("0", "Work", "GNOME", ticked=False),
                OfferedCalendar("1", "Home", "GNOME", ticked=False, known=True),
            )
        )
    )
    first, second = sheet.offered.ticks
    press(first, Qt.Key.Key_Space)
    assert ticked == [("0", True)]
    assert not second.isEnabled(), "it is in the settings already"
    first.setFocus()
    press(first, Qt.Key.Key_Tab)
    assert sheet.focusWidget() is sheet.cancel, "they come before the buttons below them"
    assert not sheet.name.isVisible()


def test_a_private_network_is_allowed_by_one_tick(
    sheet: AddCalendarSheet, entered: list[CalendarEntry]
) -> None:
    sheet.choose("address")
    assert isinstance(sheet.form, AddressForm)
    QTest.keyClicks(sheet.form.line, "https://nas.local/a.ics")
    press(sheet.form.line, Qt.Key.Key_Return)
    assert not sheet.consent.isVisible()
    sheet.set_view(AddingView(line="This address is in a private network.", faulty=True, consent=True))
    assert sheet.outcome.isVisible()
    click(sheet.consent)
    assert [one.local_network for one in entered] == [False, True]
    QTest.keyClicks(sheet.form.line, "s")
    assert not sheet.consent.isChecked(), "another address needs another word"


def test_another_kind_clears_what_was_found(sheet: AddCalendarSheet, entered: list[CalendarEntry]) -> None:
    cleared: list[bool] = []
    sheet.cleared.connect(lambda: cleared.append(True))
    sheet.choose("google")
    assert cleared == [True]
    sheet.choose("here")
    assert [one.form for one in entered] == ["here"], "there is nothing to enter"
    assert cleared == [True, True]


def test_escape_leaves_it(sheet: AddCalendarSheet, qtbot: QtBot) -> None:
    with qtbot.waitSignal(sheet.closed):
        press(sheet, Qt.Key.Key_Escape)
    assert not sheet.isVisible()


def test_tab_reaches_every_control(sheet: AddCalendarSheet) -> None:
    sheet.choose("nextcloud")
    form = sheet.form
    assert isinstance(form, AccountForm)
    sheet.set_view(AddingView(calendars=(OfferedCalendar("0", "Work", "ana"),), day=DAY, can_add=True))
    form.password.setText("x")
    form.server.setText("cloud.example.org")
    QTest.keyClicks(form.user, "ana")
    seen = []
    sheet.kinds.choices()[0].setFocus()
    for _press in range(14):
        press(sheet.focusWidget(), Qt.Key.Key_Tab)
        seen.append(sheet.focusWidget())
    wanted = [form.server, form.user, form.password, form.find_button, sheet.name, sheet.cancel, sheet.add]
    assert [one for one in seen if one in wanted][: len(wanted)] == wanted


@pytest.mark.slow
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_every_control_is_named_and_no_word_is_cut(qtbot: QtBot, dressed: QApplication, scale: float) -> None:
    style.apply(dressed, dark=False, scale=scale)
    for name, window in adding_windows():
        window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
        qtbot.addWidget(window)
        window.show()
        settle(window)
        assert clipped(window) == [], name
        assert nameless(window) == [], name
        assert outside(window, window) == [], name
