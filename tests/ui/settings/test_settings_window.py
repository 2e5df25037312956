"""The Settings window: one control a setting, by mouse and by keys, and nothing lost that was typed wrong."""

from dataclasses import replace
from itertools import product

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListWidget, QWidget
from pytestqt.qtbot import QtBot

from intermezzo.core.settings import GROUPS, SPECS, Calendar, Settings
from intermezzo.presenters.settings import StripView
from intermezzo.ui.kit import style
from intermezzo.ui.kit.fields import Segmented, Stepper, Switch
from intermezzo.ui.kit.text_field import TextField
from intermezzo.ui.kit.texts import BodyText, Rich
from intermezzo.ui.kit.ticks import Ticks
from intermezzo.ui.kit.widgets import PillButton
from intermezzo.ui.settings.rows import Disclosure, Page
from intermezzo.ui.settings.window import SettingsWindow
from tests.ui.fitting import clipped, nameless, outside, settle
from tools.gallery import samples, windows

pytestmark = pytest.mark.slow


def preview(_settings: Settings) -> StripView:
    return samples.strip()


@pytest.fixture
def window(qtbot: QtBot, dressed: QApplication) -> SettingsWindow:
    made = SettingsWindow(preview, version="0.1.0", paths=windows.paths())
    qtbot.addWidget(made)
    made.set_settings(Settings())
    made.show()
    return made


@pytest.fixture
def heard(window: SettingsWindow) -> list[Settings]:
    told: list[Settings] = []
    window.changed.connect(told.append)
    return told


def text_field(window: SettingsWindow, key: str) -> TextField:
    control = window.controls[key]
    assert isinstance(control, TextField)
    return control


def stepper(window: SettingsWindow, key: str) -> Stepper:
    control = window.controls[key]
    assert isinstance(control, Stepper)
    return control


def write(qtbot: QtBot, field: TextField, text: str) -> None:
    field.line.selectAll()
    if text:
        QTest.keyClicks(field.line, text)
    else:
        field.line.clear()
    QTest.keyClick(field.line, Qt.Key.Key_Return)


def page(window: SettingsWindow) -> Page:
    return next(one for one in window.findChildren(Page) if one.isVisible())


def unfolded(window: SettingsWindow) -> Disclosure:
    """Return what is folded away on the page shown."""
    (found,) = page(window).findChildren(Disclosure)
    return found


def button(parent: QWidget, name: str) -> PillButton:
    return next(one for one in parent.findChildren(PillButton) if one.accessibleName() == name)


def test_each_setting_has_exactly_one_control_on_its_own_page(window: SettingsWindow) -> None:
    assert list(window.controls) == list(SPECS)
    assert [*dict.fromkeys(spec.group for spec in SPECS.values())] == [*GROUPS]
    assert len(set(map(id, window.controls.values()))) == len(SPECS)
    window.set_settings(Settings(weights=True, before_bed=True))
    for key, control in window.controls.items():
        window.show_page(SPECS[key].group)
        assert control.isVisibleTo(window) is not SPECS[key].more, key
        if SPECS[key].more:
            page(window).show_more()
            assert control.isVisibleTo(window), key
            unfolded(window).unfold(on=False)


def test_every_control_shows_the_value_it_holds(window: SettingsWindow) -> None:
    settings = Settings(
        rhythm="own", interludes=5, micros=0, spacing=40, monday=("09:00-12:00", "13:00-18:00"),
        days_off=("2026-12-24",), timezone="Europe/Lisbon", calendars=(Calendar("/tmp/a.ics"),),
        tentative_busy=False, break_words=("nap",), leave_out=("floor", "standing"), equipment=(),
        theme="dark", titles=True,
    )  # fmt: skip
    window.set_settings(settings)
    assert {key: control.value() for key, control in window.controls.items()} == {
        key: getattr(settings, key) for key in SPECS
    }


def test_a_preset_shows_its_numbers_and_changing_one_makes_it_own(
    window: SettingsWindow, heard: list[Settings], qtbot: QtBot
) -> None:
    window.set_settings(Settings(rhythm="steady"))
    assert [stepper(window, key).value() for key in ("interludes", "micros", "spacing")] == [3, 2, 25]
    QTest.mouseClick(
        button(stepper(window, "interludes"), "More: Interludes a day"), Qt.MouseButton.LeftButton
    )
    assert heard == [Settings(rhythm="own", interludes=4, micros=2, spacing=25)]
    assert window.controls["rhythm"].value() == "own"


def test_frequent_shows_what_the_working_time_of_today_asks_for(window: SettingsWindow) -> None:
    window.set_settings(Settings(rhythm="frequent"))
    assert [stepper(window, key).value() for key in ("interludes", "micros", "spacing")] == [8, 2, 15]


def test_choices_switches_and_numbers_answer_to_keys(
    window: SettingsWindow, heard: list[Settings], qtbot: QtBot
) -> None:
    rhythm = window.controls["rhythm"]
    assert isinstance(rhythm, Segmented)
    first = rhythm.choices()[0]
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Right)
    assert heard[-1].rhythm == "steady"
    settle = stepper(window, "settle")
    QTest.keyClick(settle.number, Qt.Key.Key_Up)
    assert heard[-1].settle == 2
    QTest.keyClick(settle.number, Qt.Key.Key_Down)
    assert heard[-1].settle == 1
    window.show_page("place")
    floor = window.controls["floor"]
    assert isinstance(floor, Switch)
    QTest.keyClick(floor, Qt.Key.Key_Space)
    QTest.keyClick(floor, Qt.Key.Key_Return)
    assert [one.floor for one in heard[3:]] == [True, False]


def test_a_choice_and_a_switch_answer_to_the_mouse(
    window: SettingsWindow, heard: list[Settings], qtbot: QtBot
) -> None:
    window.show_page("look")
    theme = window.controls["theme"]
    assert isinstance(theme, Segmented)
    QTest.mouseClick(theme.choices()[2], Qt.MouseButton.LeftButton)
    titles = window.controls["titles"]
    assert isinstance(titles, Switch)
    QTest.mouseClick(titles, Qt.MouseButton.LeftButton)
    offer = window.controls["offer"]
    assert isinstance(offer, Segmented)
    QTest.mouseClick(offer.choices()[1], Qt.MouseButton.LeftButton)
    chosen = Settings(theme="dark", titles=True)
    assert heard == [Settings(theme="dark"), chosen, replace(chosen, offer="notification")]


def test_things_are_ticked_by_the_mouse_and_by_keys_and_kept_in_their_order(
    window: SettingsWindow, heard: list[Settings], qtbot: QtBot
) -> None:
    window.show_page("place")
    left_out = window.controls["leave_out"]
    assert isinstance(left_out, Ticks)
    assert [one.accessibleName() for one in left_out.ticks[:2]] == [
        "Lying on the back", "The floor",
    ]  # fmt: skip
    assert left_out.accessibleName() == "Leave out"
    assert [one.text() for one in left_out.ticks] == [words for _value, words in SPECS["leave_out"].choices]
    qtbot.waitUntil(lambda: left_out.ticks[9].y() > left_out.ticks[0].y())
    columns = {one.x() for one in left_out.ticks}
    assert 2 <= len(columns) <= 4
    assert sum(one.x() == 0 for one in left_out.ticks) == -(-10 // len(columns))
    standing, kneeling = left_out.ticks[9], left_out.ticks[2]
    QTest.mouseClick(standing, Qt.MouseButton.LeftButton, pos=standing.rect().bottomRight() - QPoint(3, 3))
    QTest.keyClick(kneeling, Qt.Key.Key_Space)
    QTest.keyClick(standing, Qt.Key.Key_Return)
    assert [one.leave_out for one in heard] == [("standing",), ("kneeling", "standing"), ("kneeling",)]
    at_hand = window.controls["equipment"]
    assert isinstance(at_hand, Ticks)
    assert [one.value for one in at_hand.ticks if one.isChecked()] == list(Settings().equipment)
    kneeling.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(kneeling, Qt.Key.Key_Tab)
    assert window.focusWidget() is left_out.ticks[3]


def test_place_and_body_tell_what_they_leave_to_choose_from(window: SettingsWindow) -> None:
    window.show_page("place")
    said = [one for one in window.findChildren(BodyText) if one.text() == samples.strip().left]
    assert [one.isVisible() for one in said] == [True]


def test_holding_a_sign_goes_on_and_stops_at_the_end(window: SettingsWindow, qtbot: QtBot) -> None:
    snooze = stepper(window, "snooze")
    less = button(snooze, "Less: Snooze for")
    assert less.autoRepeat()
    snooze.set_value(1)
    assert not less.isEnabled()
    assert button(snooze, "More: Snooze for").isEnabled()


def test_a_number_outside_its_range_cannot_be_typed_in(
    window: SettingsWindow, heard: list[Settings], qtbot: QtBot
) -> None:
    number = stepper(window, "snooze").number
    number.selectAll()
    QTest.keyClicks(number, "75")
    QTest.keyClick(number, Qt.Key.Key_Return)
    assert all(1 <= one.snooze <= 60 for one in heard)


def test_hours_are_kept_when_they_are_right(
    window: SettingsWindow, heard: list[Settings], qtbot: QtBot
) -> None:
    window.show_page("rhythm")
    monday = text_field(window, "monday")
    write(qtbot, monday, "9-12.30, 13:30-17")
    assert heard == [Settings(monday=("09:00-12:30", "13:30-17:00"))]
    assert monday.line.text() == "09:00 – 12:30, 13:30 – 17:00"
    write(qtbot, monday, "")
    assert heard[-1].monday == ()


@pytest.mark.parametrize(
    ("key", "group", "text"),
    [
        ("monday", "rhythm", "9-25"),
        ("days_off", "rhythm", "24.12.2026"),
        ("rollover", "rhythm", "late"),
        ("timezone", "rhythm", "Atlantis"),
    ],
)
def test_what_is_wrong_keeps_the_old_value_and_the_text_and_says_one_line(
    window: SettingsWindow, heard: list[Settings], qtbot: QtBot, key: str, group: str, text: str
) -> None:
    window.show_page(group)
    page(window).show_more()
    field = text_field(window, key)
    before = field.value()
    write(qtbot, field, text)
    assert heard == []
    assert field.value() == before
    assert field.line.text() == text
    assert field.fault.isVisible()
    assert "\n" not in field.fault.text()
    assert field.line.accessibleDescription() == field.fault.text()
    window.show_page("look")
    window.set_settings(replace(Settings(), floor=True))
    window.show_page(group)
    assert field.line.text() == text


def test_mending_the_text_takes_the_line_away(
    window: SettingsWindow, heard: list[Settings], qtbot: QtBot
) -> None:
    window.show_page("rhythm")
    page(window).show_more()
    rollover = text_field(window, "rollover")
    write(qtbot, rollover, "5:75")
    assert rollover.fault.isVisible()
    write(qtbot, rollover, "5:30")
    assert not rollover.fault.isVisible()
    assert heard == [Settings(rollover="05:30")]


def test_what_was_typed_counts_after_a_while_without_return(
    window: SettingsWindow, heard: list[Settings], qtbot: QtBot
) -> None:
    window.show_page("calendars")
    page(window).show_more()
    words = text_field(window, "break_words")
    words.line.selectAll()
    with qtbot.waitSignal(window.changed):
        QTest.keyClicks(words.line, "tea, walk")
    assert heard == [Settings(break_words=("tea", "walk"))]


def test_leaving_the_window_keeps_what_was_typed(
    window: SettingsWindow, heard: list[Settings], qtbot: QtBot
) -> None:
    window.show_page("calendars")
    page(window).show_more()
    words = text_field(window, "quiet_words")
    words.line.selectAll()
    QTest.keyClicks(words.line, "writing")
    window.close()
    assert heard == [Settings(quiet_words=("writing",))]


def test_the_strip_follows_each_change(qtbot: QtBot, dressed: QApplication) -> None:
    asked: list[Settings] = []

    def told(settings: Settings) -> StripView:
        asked.append(settings)
        return samples.strip()

    window = SettingsWindow(told, version="0.1.0", paths=())
    qtbot.addWidget(window)
    window.set_settings(Settings())
    assert asked == []
    window.show()
    QTest.keyClick(stepper(window, "leave").number, Qt.Key.Key_Up)
    assert asked[-1] == Settings(leave=3)
    labels = [label.accessibleName() for label in window.findChildren(Rich)]
    assert "Longest without moving: 2 hours 13 minutes, across Planning." in labels


def test_faults_of_the_file_are_shown(window: SettingsWindow) -> None:
    lines = {"": "settings.toml: it is not UTF-8 text", "tuesday": "settings.toml: tuesday: 3 does not fit"}
    window.set_faults(lines)
    shown = [label for label in window.findChildren(BodyText) if label.text() in lines.values()]
    assert all(label.isVisible() for label in shown)
    assert window.controls["tuesday"].isVisible(), "its page has come up"
    below = next(label.parentWidget() for label in shown if label.text() == lines["tuesday"])
    assert below is not None
    assert below.isAncestorOf(window.controls["tuesday"])
    window.set_faults({})
    assert len(shown) == 2
    assert not any(label.isVisible() for label in shown)
    window.set_faults({"quiet_words": "settings.toml: quiet_words: 3 does not fit"})
    assert window.controls["quiet_words"].isVisible(), "also behind More"


def test_the_pages_turn_by_keys_and_tab_reaches_every_control(window: SettingsWindow, qtbot: QtBot) -> None:
    pages = window.findChild(QListWidget)
    assert pages is not None
    assert [pages.item(row).text() for row in range(pages.count())] == [
        "Rhythm and hours", "Calendars", "Place and body", "Look and sound", "Privacy and about",
    ]  # fmt: skip
    window.set_settings(Settings(bad_times=("13:00-14:00",), before_bed=True))
    QTest.keyClick(pages, Qt.Key.Key_Down)
    assert window.controls["calendars"].isVisible()
    QTest.keyClick(pages, Qt.Key.Key_Up)
    assert window.controls["monday"].isVisible()
    page(window).show_more()
    QApplication.processEvents()
    seen: set[QWidget] = set()
    pages.setFocus()
    for _press in range(60):
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        seen.add(window.focusWidget())
    for key in SPECS:
        if SPECS[key].group == "rhythm":
            control = window.controls[key]
            assert any(control.isAncestorOf(one) for one in seen), key


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_every_control_is_named_and_no_word_is_cut(qtbot: QtBot, dressed: QApplication, scale: float) -> None:
    style.apply(dressed, dark=False, scale=scale)
    window = windows.settings_window(GROUPS[0])
    qtbot.addWidget(window)
    window.show()
    for group, width in product(GROUPS, (1024, 850)):
        window.show_page(group)
        page(window).show_more()
        window.resize(width, 848)
        settle(window)
        assert window.width() == width
        assert clipped(window) == [], group
        assert nameless(window) == [], group
        assert outside(window, window) == [], group


def test_the_rule_beside_the_names_reaches_the_foot_where_the_page_fades(
    qtbot: QtBot, dressed: QApplication
) -> None:
    window = windows.settings_window("rhythm")
    qtbot.addWidget(window)
    window.show()
    window.resize(900, 600)
    dressed.processEvents()
    (page,) = (one for one in window.findChildren(Page) if one.isVisible())
    assert page.verticalScrollBar().maximum() > 0
    left = page.mapTo(window, QPoint()).x() - 1
    image = window.grab().toImage()
    line = {image.pixelColor(left, y).name().upper() for y in range(image.height())}
    assert line == {style.LIGHT.line}


def test_the_size_of_text_stays_in_sight_when_it_changes(
    window: SettingsWindow, qtbot: QtBot, dressed: QApplication
) -> None:
    window.show_page("look")
    window.resize(960, 780)
    size = stepper(window, "text_size")
    size.edited.connect(lambda percent: style.apply(dressed, dark=False, scale=percent / 100))
    size.number.setValue(200)
    qtbot.waitUntil(lambda: size.visibleRegion().boundingRect() == size.rect())
