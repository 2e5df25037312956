"""The Week window and its picture."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QTableWidget, QWidget
from pytestqt.qtbot import QtBot

from intermezzo.presenters.durations import heard
from intermezzo.presenters.views import WeekDay, WeekSuggestion
from intermezzo.ui.kit import style
from intermezzo.ui.kit.widgets import PillButton, QuietButton
from intermezzo.ui.week import picture
from intermezzo.ui.week.parts import Mark
from intermezzo.ui.week.window import WeekWindow
from tests.ui.fitting import clipped, nameless
from tests.ui.hands import click
from tests.ui.kit.test_style import contrast
from tests.ui.pixels import pixels
from tools.gallery import samples

pytestmark = pytest.mark.slow

OWN_RULE = ("When I pick something up, I hinge.", "kept on 4 days this week")


@pytest.fixture
def window(qtbot: QtBot, dressed: QApplication) -> WeekWindow:
    made = WeekWindow()
    qtbot.addWidget(made)
    made.set_view(replace(samples.week(), following="2026-W48"))
    made.show()
    made.resize(1104, 768)
    return made


def written(window: WeekWindow) -> tuple[tuple[str, ...], ...]:
    table = window.findChild(QTableWidget)
    assert table is not None
    heads = [table.horizontalHeaderItem(column) for column in range(table.columnCount())]
    rows = [
        [table.item(row, column) for column in range(table.columnCount())] for row in range(table.rowCount())
    ]
    return tuple(tuple(one.text() for one in row if one is not None) for row in (heads, *rows))


def test_in_a_narrow_window_the_buttons_stand_below_the_title(
    window: WeekWindow, dressed: QApplication
) -> None:
    (title,) = (one for one in window.findChildren(QLabel) if one.text() == samples.week().title)

    def beside() -> bool:
        dressed.processEvents()
        return window.go_to.mapTo(window, QPoint()).y() < title.mapTo(window, title.rect().bottomLeft()).y()

    assert beside()
    window.resize(640, 720)
    assert not beside()
    assert title.width() > 500, "it has the whole width"


def test_the_table_is_the_table_of_the_view(window: WeekWindow) -> None:
    assert written(window) == samples.week().table
    window.set_view(samples.first_week())
    assert written(window) == samples.first_week().table


def test_the_longest_words_of_a_table_stand_in_one_line(window: WeekWindow, qtbot: QtBot) -> None:
    heading = ("Day", "Interludes", "Micro-sessions", "Extra", "Breaks of your own",
        "Minutes", "Kept")  # fmt: skip
    rows = (
        ("Wednesday 18 November", "0 so far", "0 so far", "0", "0", "0", "still to come"),
        ("The week", "10 of 14", "5 of 7", "0", "0", "104", "4 of 4 days"),
    )
    window.set_view(replace(samples.week(), table=(heading, *rows)))
    window.toggle_table()
    window.resize(1104, 720)  # as it opens, with its shadow
    table = window.findChild(QTableWidget)
    assert table is not None
    longest = table.fontMetrics().horizontalAdvance("still to come") + style.px(13)
    qtbot.waitUntil(lambda: 950 < sum(map(table.columnWidth, range(7))) <= table.width())
    assert table.columnWidth(6) >= longest
    window.resize(700, 720)
    qtbot.waitUntil(lambda: table.horizontalScrollBar().maximum() > 0)
    assert table.columnWidth(6) >= longest


def test_the_cell_with_the_keyboard_has_a_ring_and_no_ground(
    window: WeekWindow, dressed: QApplication, qtbot: QtBot
) -> None:
    def green() -> int:
        dressed.processEvents()
        return count(table.viewport().grab().toImage(), style.LIGHT.green)

    window.toggle_table()
    (table,) = window.findChildren(QTableWidget)
    qtbot.waitUntil(table.hasFocus)
    ringed = green()
    cell = table.visualRect(table.model().index(0, 0))
    assert cell.width() < ringed < 4 * (cell.width() + cell.height())
    next(one for one in window.findChildren(QuietButton) if one.isVisible()).setFocus()
    assert green() == 0


def test_arrows_and_buttons_turn_the_weeks(window: WeekWindow, qtbot: QtBot) -> None:
    heard: list[tuple[str, ...]] = []
    window.command.connect(heard.append)
    QTest.keyClick(window, Qt.Key.Key_Left)
    QTest.keyClick(window, Qt.Key.Key_Right)
    for name in ("Earlier week", "Later week"):
        button = next(one for one in window.findChildren(PillButton) if one.accessibleName() == name)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert heard == [("week", "2026-W46"), ("week", "2026-W48")] * 2


def test_at_the_ends_there_is_no_further_week(window: WeekWindow, qtbot: QtBot) -> None:
    heard: list[tuple[str, ...]] = []
    window.command.connect(heard.append)
    window.set_view(replace(samples.week(), previous="", following=""))
    QTest.keyClick(window, Qt.Key.Key_Left)
    QTest.keyClick(window, Qt.Key.Key_Right)
    assert heard == []


def test_t_shows_the_table_with_the_keyboard_on_it_and_back(window: WeekWindow, qtbot: QtBot) -> None:
    table = window.findChild(QTableWidget)
    assert table is not None
    assert not table.isVisible()
    QTest.keyClick(window, Qt.Key.Key_T)
    assert table.isVisible()
    assert window.focusWidget() is table
    QTest.keyClick(window, Qt.Key.Key_T)
    assert not table.isVisible()


def test_the_weeks_turn_while_the_keyboard_is_on_the_table(window: WeekWindow, qtbot: QtBot) -> None:
    heard: list[tuple[str, ...]] = []
    window.command.connect(heard.append)
    window.toggle_table()
    table = window.findChild(QTableWidget)
    assert table is not None
    QTest.keyClick(table, Qt.Key.Key_T)
    assert not table.isVisible()


def test_a_screen_reader_reads_the_cells(window: WeekWindow, qtbot: QtBot) -> None:
    window.toggle_table()
    table = window.findChild(QTableWidget)
    assert table is not None
    told = QAccessible.queryAccessibleInterface(table)
    assert told is not None
    assert told.role() == QAccessible.Role.Table
    assert told.text(QAccessible.Text.Name) == "The week as a table"
    cells = [told.child(number).text(QAccessible.Text.Name) for number in range(told.childCount())]
    lines = samples.week().table
    across = len(lines[0]) + 1
    read = [cells[start : start + across] for start in range(0, len(cells), across)]
    said = ([heard(line[-1] if cell == "–" else cell) for cell in line] for line in lines[1:])
    assert read == [["", *lines[0]], *([line[0], *line] for line in said)]
    assert not any("–" in cells for cells in read)


def test_export_asks_for_each_form(window: WeekWindow) -> None:
    heard: list[str] = []
    window.export_requested.connect(heard.append)
    button = next(one for one in window.findChildren(PillButton) if one.choices is not None)
    assert button.choices is not None
    for action in button.choices.actions():
        action.trigger()
    assert heard == ["png", "json", "csv"]


def test_escape_closes(window: WeekWindow, qtbot: QtBot) -> None:
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert not window.isVisible()


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("table", [False, True])
def test_every_control_is_named_and_no_word_is_cut(
    qtbot: QtBot, dressed: QApplication, scale: float, table: bool
) -> None:
    style.apply(dressed, dark=False, scale=scale)
    made = WeekWindow()
    qtbot.addWidget(made)
    made.set_view(samples.week())
    if table:
        made.toggle_table()
    made.show()
    made.resize(1104, 768)
    dressed.processEvents()
    assert clipped(made) == []
    assert nameless(made) == []


rendered = picture.render


def count(image: QImage, colour: str) -> int:
    return pixels(image).count(QColor(colour).rgb())


def test_the_picture_is_the_card_on_paper_in_both_looks(dressed: QApplication) -> None:
    for palette in (style.LIGHT, style.DARK):
        style.apply(dressed, dark=palette.dark)
        image = rendered(samples.week())
        assert image.width() == 1140
        assert image.pixelColor(2, 2) == QColor(palette.ground)
        assert image.pixelColor(570, 60) == QColor(palette.card)
    whole = replace(samples.week(), standards=(OWN_RULE,))
    twice, once = rendered(whole, scale=2.0), rendered(whole)
    assert twice.width() == 2280
    assert abs(twice.height() - 2 * once.height()) <= 2
    assert rendered(samples.first_week()).height() < once.height(), "as high as what is on it"


def test_without_own_words_the_map_stands_below_the_days(window: WeekWindow, dressed: QApplication) -> None:
    for view, left in ((replace(samples.week(), standards=(OWN_RULE,)), False), (samples.week(), True)):
        window.set_view(view)
        dressed.processEvents()
        cells = [one for one in shown(window, Mark) if one.toolTip()]
        assert len(cells) == 60
        middle = window.picture.width() / 2
        assert all((one.mapTo(window.picture, QPoint()).x() < middle) is left for one in cells)


def shown(window: WeekWindow, kind: type[QWidget]) -> list[QWidget]:
    """The widgets of a kind in the picture, without those of the week before."""
    return [one for one in window.picture.findChildren(kind) if one.isVisible()]


def test_a_week_opens_as_high_as_it_is_and_keeps_its_size_while_it_is_open(
    qtbot: QtBot, dressed: QApplication
) -> None:
    made = WeekWindow()
    qtbot.addWidget(made)
    whole = replace(samples.week(), standards=(OWN_RULE,))
    made.set_view(whole)
    full = made.height()
    made.set_view(samples.first_week())
    short = made.height()
    assert short < full
    made.show()
    made.set_view(whole)
    assert made.height() == short


def test_what_there_is_no_data_for_is_not_drawn(dressed: QApplication) -> None:
    whole = replace(samples.week(), standards=(OWN_RULE,))
    bare = replace(whole, felt=(), standards=())
    assert count(rendered(bare), style.LIGHT.pill) < count(rendered(whole), style.LIGHT.pill)
    silent = replace(whole, felt=(None,) * 8)
    assert rendered(silent) == rendered(replace(whole, felt=()))


def test_a_taken_micro_session_is_amber_and_an_open_one_is_not(dressed: QApplication) -> None:
    def amber(mark: str) -> int:
        day = (WeekDay("Mon", "Monday", (mark,)),)
        view = replace(samples.week(), days=day, felt=())
        return count(rendered(view), style.LIGHT.amber)

    assert amber("micro") > amber("micro_open") + 300


def test_a_frequent_day_stays_within_the_picture(dressed: QApplication) -> None:
    many = ("interlude",) * 8 + ("micro", "micro_open", "extra")
    view = replace(samples.week(), days=(WeekDay("Mon", "Monday", many),) * 7)
    assert rendered(view).width() == 1140


def test_days_and_cells_say_what_they_are(window: WeekWindow) -> None:
    words = [one.toolTip() for one in shown(window, QWidget) if one.toolTip()]
    assert words[:2] == ["Monday", "Tuesday"]
    assert len(words) == 5 + 12 * 5


def test_times_in_the_foot_stand_out_and_markup_does_not_pass() -> None:
    markup = picture.foot_markup("Your 10:30 gap <b>held</b>")
    assert markup == 'Your <span style="font-weight:600">10:30</span> gap &lt;b&gt;held&lt;/b&gt;'


def test_what_is_suggested_is_a_press_away_and_taken_back_by_another(
    window: WeekWindow, qtbot: QtBot
) -> None:
    assert window.suggest.isHidden()
    one = WeekSuggestion(
        "Breaks after 15:00 haven’t worked out so far.", "Move it", ("bad-time", "add", "15:00-16:00"),
        "Nothing between 15:00 and 16:00 from now on.", ("bad-time", "drop", "15:00-16:00"),
    )  # fmt: skip
    view = replace(samples.week(), suggestion=one)
    window.set_view(view)
    said: list[tuple[str, ...]] = []
    window.chosen.connect(said.append)

    def foot() -> tuple[str, str]:
        return window.suggest.accessibleDescription(), window.suggest.text()

    assert foot() == (one.line, "Move it")
    click(window.suggest)
    assert foot() == (one.line, "Move it"), "it shows what is recorded"
    window.acted()
    window.set_view(replace(view, suggestion=None))
    assert foot() == (one.done, "Undo")
    click(window.suggest)
    window.acted()
    assert window.suggest.isHidden()
    window.set_view(view)
    assert foot() == (one.line, "Move it")
    assert said == [one.command, one.undo]
    click(window.suggest)
    window.acted()
    window.set_view(replace(view, key="2026-W01"))
    assert foot() == (one.line, "Move it"), "another week tells its own"


def test_the_map_explains_only_the_marks_that_are_there(window: WeekWindow, dressed: QApplication) -> None:
    def explained() -> list[str]:
        dressed.processEvents()
        labels = [one.text() for one in window.picture.findChildren(QLabel) if one.isVisible()]
        return [one for one in labels if one in {"some", "everything that fit", "no room or away"}]

    window.set_view(samples.week())
    assert explained() == ["some", "everything that fit", "no room or away"]
    window.set_view(samples.first_week())
    assert explained() == []


def test_a_suggestion_that_comes_later_moves_nothing(window: WeekWindow, dressed: QApplication) -> None:
    def shown() -> dict[QWidget, QRect]:
        dressed.processEvents()
        widgets = (one for one in window.findChildren(QWidget) if one.isVisible())
        return {one: QRect(one.mapTo(window, QPoint()), one.size()) for one in widgets}

    view = samples.week()
    window.set_view(view)
    before = shown()
    sentence = "Wednesdays 10:00–13:30 never left room. Ending the 11:00 five minutes early would."
    window.set_view(replace(view, foot=sentence))
    assert shown() == before


@pytest.mark.parametrize("palette", [style.LIGHT, style.DARK], ids=["light", "dark"])
def test_every_square_of_the_map_stands_out_from_the_card(
    palette: style.Palette, dressed: QApplication
) -> None:
    style.apply(dressed, dark=palette.dark)
    for tenth in range(1, 11):
        image = Mark("level", 20, 20, level=tenth / 10).grab().toImage()
        across = [contrast(image.pixelColor(x, 10), QColor(palette.card)) for x in range(4)]
        assert max(across) >= 3.0, tenth


def test_days_and_the_line_have_names_for_screen_readers(window: WeekWindow) -> None:
    names = [one.accessibleName() for one in window.findChildren(QWidget)]
    assert {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday"} <= set(names)
    (line,) = (one for one in names if one.startswith("How it went, oldest week first: "))
    assert line.count(", ") == 8
