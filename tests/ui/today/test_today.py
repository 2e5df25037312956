"""Today: a real list, every command of the tray, rows that can be begun and skipped by mouse and key."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QContextMenuEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton

from intermezzo.presenters.views import TodayRow
from intermezzo.ui.kit import style
from intermezzo.ui.kit.widgets import PillButton, QuietButton
from intermezzo.ui.today.day_rows import action_areas, spoken, state_words
from intermezzo.ui.today.window import TodayWindow
from tests.ui.hands import click, press
from tests.ui.today.conftest import Commands
from tools.gallery import samples

SLOT = "2026-11-20T10:31:00+00:00"
NEXT = 4
"""The row of the next slot."""
STATES = (
    "busy", "break", "quiet", "done", "partial", "now", "next", "planned", "held", "covered", "declined",
    "left_out", "present", "heading",
)  # fmt: skip


def select(today: TodayWindow, row: int) -> None:
    today.list.setCurrentIndex(today.list.rows.index(row))
    today.list.setFocus()


@pytest.mark.parametrize(
    ("button", "command"),
    [
        ("begin", ("now",)),
        ("week", ("show", "week")),
        ("library", ("show", "library")),
        ("settings", ("show", "settings")),
        ("moved", ("moved",)),
        ("gentle", ("gentle", "on")),
    ],
)
def test_every_button_by_mouse_and_by_key(
    today: TodayWindow, commands: Commands, button: str, command: tuple[str, ...]
) -> None:
    pressed = getattr(today, button)
    click(pressed)
    today.set_view(samples.today())
    press(pressed, Qt.Key.Key_Return)
    assert commands == [command, command]


def test_an_open_offer_is_begun_by_its_name(today: TodayWindow, commands: Commands) -> None:
    assert today.begin.text() == "Begin one now"
    today.set_view(replace(samples.today(), offered="Unwind the hips"))
    assert (today.begin.text(), today.begin.accessibleName()) == ("Begin", "Begin Unwind the hips")
    click(today.begin)
    today.set_view(samples.today())
    click(today.begin)
    assert commands == [("answer", "begin"), ("now",)]


def test_more_has_the_sessions_that_the_tray_begins(today: TodayWindow, commands: Commands) -> None:
    for sessions in ((("Before bed", ("now", "before_bed")),), ()):
        today.set_view(replace(samples.today(), sessions=sessions))
    today.set_view(replace(samples.today(), sessions=(("Before the car", ("now", "before_the_car")),)))
    for action in today.others.actions():
        action.trigger()
    assert [one for one in commands if one] == [
        ("now", "--short"), ("now", "--quiet"), ("now", "before_the_car"),
    ]  # fmt: skip
    assert today.others.menuAction().isVisible()
    today.set_view(replace(samples.today(), blocked=True))
    assert not today.others.menuAction().isVisible()


def test_while_one_moves_no_other_session_is_begun(today: TodayWindow, commands: Commands) -> None:
    today.set_view(replace(samples.today(), moving=True))
    click(today.begin)
    assert commands == []
    assert not today.others.menuAction().isVisible()
    today.hide()
    today.show()
    today.set_view(samples.today())
    click(today.begin)
    assert commands == [("now",)]


def test_the_foot_has_two_rows(today: TodayWindow, dressed: QApplication) -> None:
    plain = samples.today()
    for view in (plain, replace(plain, offered="Head to foot, seated"), replace(plain, blocked=True)):
        today.set_view(view)
        dressed.processEvents()
        below = today.scroller.geometry().bottom()
        shown = [one for one in today.findChildren(QPushButton) if one.isVisible() and one.y() > below]
        assert len({one.geometry().center().y() for one in shown}) == 2
        assert today.begin.geometry().center().y() == today.more.geometry().center().y()
    assert today.begin.geometry().center().y() == today.moved.geometry().center().y()


def test_the_other_windows_stand_together_at_the_right(today: TodayWindow) -> None:
    week, own, settings = (one.geometry() for one in (today.week, today.library, today.settings))
    assert week.top() == own.top() == settings.top() == today.gentle.y()
    assert own.left() - week.right() < 20
    assert settings.left() - own.right() < 20
    assert today.rect().right() - settings.right() <= 26
    assert today.gentle.x() <= 26


def test_the_pauses_all_end(today: TodayWindow, commands: Commands) -> None:
    menu = today.pause.menu()
    for action in menu.actions():
        if action.menu() is None and not action.isSeparator():
            action.trigger()
    assert commands == [("pause", "30m"), ("pause", "1h"), ("pause", "meeting"), ("pause", "today")]


def test_a_meeting_that_no_calendar_knows(today: TodayWindow, commands: Commands) -> None:
    actions = today.meeting.actions()
    assert [action.text() for action in actions] == [
        "For 15 minutes", "For 30 minutes", "For 45 minutes", "For 1 hour", "For 1 hour 30",
    ]  # fmt: skip
    actions[1].trigger()
    assert commands == [("meeting", "for", "30")]


def test_paused_it_offers_to_resume(today: TodayWindow, commands: Commands) -> None:
    assert today.resume.isHidden()
    today.set_view(replace(samples.today(), paused="14:30"))
    assert today.pause.isHidden()
    assert "14:30" in today.resume.toolTip()
    click(today.resume)
    assert commands == [("resume",)]


def test_undo_is_there_when_there_is_something_to_undo(today: TodayWindow, commands: Commands) -> None:
    assert today.undo.isHidden()
    today.set_view(samples.full_today())
    assert (today.undo.text(), today.undo.accessibleName()) == ("Undo", "Undo the skip")
    assert "Skipped at 12:31." in shown(today)
    click(today.undo)
    assert commands == [("undo",)]


def test_a_gentle_day_is_shown_and_taken_back(today: TodayWindow, commands: Commands) -> None:
    today.set_view(samples.full_today())
    assert today.gentle.isChecked()
    assert today.gentle.text() == today.gentle.accessibleName() == "Gentle until Sun 13:34"
    click(today.gentle)
    assert commands == [("gentle", "off")]
    assert today.gentle.isChecked(), "until it is recorded"
    today.set_view(replace(samples.full_today(), gentle=""))
    assert (today.gentle.isChecked(), today.gentle.text()) == (False, "Gentle day")


def test_a_slot_is_begun_by_enter_and_skipped_by_delete(today: TodayWindow, commands: Commands) -> None:
    select(today, NEXT)
    press(today.list, Qt.Key.Key_Return)
    press(today.list, Qt.Key.Key_Delete)
    press(today.list, Qt.Key.Key_S)
    assert commands == [("begin", SLOT), ("skip", SLOT), ("skip", SLOT)]


def test_a_meeting_can_be_neither_begun_nor_skipped(today: TodayWindow, commands: Commands) -> None:
    select(today, 0)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Delete):
        press(today.list, key)
    assert commands == []


def chosen(today: TodayWindow, words: str) -> None:
    """Choose in the menu of a slot, which is open."""
    assert today.list.menu.isVisible()
    action = next(one for one in today.list.menu.actions() if one.text().strip() == words)
    today.list.menu.hide()
    action.trigger()


def test_a_slot_is_begun_by_a_click_and_has_a_menu(today: TodayWindow, commands: Commands) -> None:
    area = today.list.visualRect(today.list.rows.index(NEXT))
    begin, more = action_areas(area, area.top() + style.px(20))
    click(today.list.viewport(), begin.center().toPoint())
    for place, words in ((more.center().toPoint(), "Skip"), (area.topLeft() + QPoint(90, 20), "Begin now")):
        click(today.list.viewport(), place)
        chosen(today, words)
    assert commands == [("begin", SLOT), ("skip", SLOT), ("begin", SLOT)]
    shown = [(one.text().strip(), one.shortcut().toString()) for one in today.list.menu.actions()]
    assert shown == [("Begin now", "Return"), ("At…", "T"), ("Skip", "S")]


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Menu])
def test_the_menu_opens_by_key(today: TodayWindow, commands: Commands, key: Qt.Key) -> None:
    select(today, NEXT)
    if key == Qt.Key.Key_Menu:
        reason = QContextMenuEvent.Reason.Keyboard
        event = QContextMenuEvent(reason, QPoint(0, 0), QPoint(0, 0))
        QApplication.sendEvent(today.list.viewport(), event)
    else:
        press(today.list, key)
    assert today.list.menu.activeAction() is today.list.menu.actions()[0]
    chosen(today, "Skip")
    assert commands == [("skip", SLOT)]


def test_the_arrows_pass_over_the_line_of_the_present(today: TodayWindow) -> None:
    today.list.setFocus(Qt.FocusReason.TabFocusReason)
    assert today.list.currentIndex().row() == NEXT, "the first slot"
    press(today.list, Qt.Key.Key_Up)
    assert today.list.currentIndex().row() == NEXT - 2


def shown(today: TodayWindow) -> list[str]:
    return [label.text() for label in today.findChildren(QLabel) if label.isVisible()]


def time_field(today: TodayWindow) -> QLineEdit:
    assert today.list.editor is not None
    return today.list.editor.field


def test_the_time_of_a_slot_is_set_in_its_place(today: TodayWindow) -> None:
    heard: Commands = []
    today.pinned.connect(heard.append)
    select(today, NEXT)
    press(today.list, Qt.Key.Key_T)
    field = time_field(today)
    assert (field.text(), field.hasFocus(), field.accessibleName()) == (
        "11:31",
        True,
        "Time of Unwind the hips",
    )
    field.setText("10:05")
    press(field, Qt.Key.Key_Return)
    assert heard == [("pin", SLOT, "10:05")]
    today.tell("You’re in a meeting at 10:05.", ok=False)
    assert "You’re in a meeting at 10:05." in shown(today)
    assert field.accessibleDescription() == "You’re in a meeting at 10:05."
    field.setText("12:05")
    press(field, Qt.Key.Key_Return)
    today.tell("Set to 12:05.", ok=True)
    assert today.list.editor is None
    assert today.list.hasFocus()
    assert heard[1] == ("pin", SLOT, "12:05")


def test_escape_leaves_the_time_as_it_was_and_the_window_open(today: TodayWindow) -> None:
    select(today, NEXT)
    press(today.list, Qt.Key.Key_F2)
    press(time_field(today), Qt.Key.Key_Escape)
    assert today.list.editor is None
    assert today.isVisible()


def test_rows_wait_while_a_time_is_written_unless_its_slot_goes(today: TodayWindow) -> None:
    select(today, NEXT)
    press(today.list, Qt.Key.Key_T)
    rows = samples.today().rows
    fewer = rows[1:]
    today.set_view(replace(samples.today(), rows=fewer))
    assert today.list.rows.rowCount() == len(rows)
    press(time_field(today), Qt.Key.Key_Escape)
    assert today.list.rows.rowCount() == len(fewer)
    assert today.list.rows.row(today.list.currentIndex()).slot == SLOT, "the keyboard stays at its slot"
    press(today.list, Qt.Key.Key_T)
    today.set_view(replace(samples.today(), rows=rows[: NEXT - 1]))
    assert today.list.editor is None
    assert today.list.rows.rowCount() == NEXT - 1


def test_why_the_plan_changed_stands_there_until_it_goes(today: TodayWindow) -> None:
    line = "The session at 13:31 moved to 14:05: a meeting came up."
    today.set_view(replace(samples.today(), reflow=line))
    assert line in shown(today)
    today.set_view(samples.today())
    assert line not in shown(today)


def test_blocked_nothing_can_be_begun_and_one_press_leads_to_the_question(
    today: TodayWindow, commands: Commands
) -> None:
    today.set_view(replace(samples.today(), blocked=True))
    select(today, NEXT)
    press(today.list, Qt.Key.Key_Return)
    assert commands == []
    assert today.begin.text() == today.begin.accessibleName() == "Answer now"
    click(today.begin)
    assert commands == [("show", "welcome")]


def test_it_shows_what_the_view_says(today: TodayWindow) -> None:
    today.set_view(samples.full_today())
    shown = "\n".join(label.text() for label in today.findChildren(QLabel) if not label.isHidden())
    for text in ("Today · Friday", "Waiting", "Team: The server refused the user name or password."):
        assert text in shown
    labels = [today.list.rows.index(n).data() for n in range(today.list.rows.rowCount())]
    assert labels == [row.label or row.at for row in samples.full_today().rows]


def test_every_row_says_it_all() -> None:
    row = samples.today().rows[NEXT]
    words = spoken(row)
    assert words.startswith("Interlude at 11:31, Unwind the hips, next · 1 min 38 s, A minute after")
    assert "Enter" not in words, "the keys are told once, with the list"
    left_out = TodayRow("11:00", "Hip and ankle", "left_out", "left out")
    assert spoken(left_out) == "11:00, Hip and ankle, left out", "it was no skip"
    assert spoken(samples.today().rows[0]) == "09:00, Stand-up, busy, 15 min"


def test_a_row_of_another_day_says_its_day() -> None:
    heading, *rows = samples.day_off().rows
    assert spoken(heading) == "Friday, a day to come"
    assert spoken(rows[0]) == "Friday, 09:00, Stand-up, busy, 15 min"
    assert all(spoken(row).startswith("Friday, ") for row in rows)


def test_the_list_gives_its_words_to_screen_readers(today: TodayWindow) -> None:
    index = today.list.rows.index(1)
    assert "done · 1 minute 42 seconds" in str(index.data(Qt.ItemDataRole.AccessibleTextRole))
    assert today.list.accessibleName() == "The day"
    for button in (*today.findChildren(PillButton), *today.findChildren(QuietButton)):
        assert button.accessibleName() or button.isHidden()


@pytest.mark.slow
@pytest.mark.parametrize("state", STATES)
def test_every_state_can_be_said_and_drawn(today: TodayWindow, state: str) -> None:
    assert state_words(state)
    row = TodayRow("09:00", "Something", state, "a note", None, "", "A reason.")
    today.set_view(replace(samples.today(), rows=(row, row)))
    assert not today.grab().toImage().isNull()


def test_the_same_number_of_rows_keeps_the_place_of_the_keyboard(today: TodayWindow) -> None:
    select(today, NEXT)
    rows = samples.today().rows
    today.set_view(replace(samples.today(), rows=(replace(rows[0], note="20 min"), *rows[1:])))
    assert today.list.currentIndex().row() == NEXT


def test_a_calendar_can_be_dropped_on_it(today: TodayWindow) -> None:
    data = QMimeData()
    paths = ["/tmp/work.ics", "/tmp/calendars", "/tmp/holiday.png"]
    data.setUrls([QUrl.fromLocalFile(path) for path in paths] + [QUrl("https://example.org/a.ics")])
    heard: list[tuple[str, ...]] = []
    today.command.connect(heard.append)
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(100, 100), copy, data, left, none)
    today.dragEnterEvent(enter)
    assert enter.isAccepted()
    today.dropEvent(QDropEvent(QPointF(100, 100), copy, data, left, none))
    assert heard == [("calendar", "add", "/tmp/work.ics", "/tmp/calendars")]


def test_anything_else_is_refused(today: TodayWindow) -> None:
    data = QMimeData()
    data.setText("hello")
    event = QDragEnterEvent(
        QPoint(100, 100),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    event.ignore()
    today.dragEnterEvent(event)
    assert not event.isAccepted()


def test_escape_leads_out(today: TodayWindow) -> None:
    press(today, Qt.Key.Key_Escape)
    assert not today.isVisible()


def test_a_long_day_scrolls_inside_the_screen(today: TodayWindow, dressed: QApplication) -> None:
    today.set_view(replace(samples.today(), rows=samples.today().rows * 6))
    dressed.processEvents()
    room = today.screen().availableGeometry()
    assert today.frameGeometry().height() <= room.height()
    assert today.scroller.verticalScrollBar().maximum() > 0
    assert today.begin.isVisible()


def test_it_keeps_the_size_that_the_user_gave_it(today: TodayWindow) -> None:
    today.set_view(replace(samples.today(), rows=samples.today().rows[:3]))
    short = today.height()
    today.set_view(samples.today())
    assert today.height() > short, "as long as nobody sized it, it grows with the day"
    today.resize(today.width() + 100, 700)
    today.set_view(replace(samples.today(), rows=samples.today().rows[:3]))
    assert today.height() == 700
