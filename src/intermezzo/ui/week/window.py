"""The Week window: one week as a picture or a table, other weeks, export."""

from dataclasses import replace

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from intermezzo.core.override import override
from intermezzo.core.practice.model import Movement
from intermezzo.presenters import _
from intermezzo.presenters.durations import heard
from intermezzo.presenters.views import WeekDayView, WeekSuggestion, WeekView
from intermezzo.presenters.week.view import EMPTY
from intermezzo.ui.kit import style
from intermezzo.ui.kit.keys_sheet import Keys
from intermezzo.ui.kit.layouts import Columns, column, column_widget, row, row_widget
from intermezzo.ui.kit.plain import add_action
from intermezzo.ui.kit.rows import Index
from intermezzo.ui.kit.scrolling import SCROLL_GUTTER, Scroller, scroll_by_key
from intermezzo.ui.kit.spoken import set_key_tooltip
from intermezzo.ui.kit.tab_order import put_after
from intermezzo.ui.kit.texts import BodyText, Eyebrow, Title
from intermezzo.ui.kit.widgets import (
    QUIET_EDGE,
    ArrowButton,
    PillButton,
    QuietButton,
    announce,
    line,
    round_menu,
)
from intermezzo.ui.kit.window import Window
from intermezzo.ui.week import picture
from intermezzo.ui.week.go_to import GoTo
from intermezzo.ui.week.picture import DayPanel

_SIZE = (1040, 700)
_SIDES = (0, 8, 0, 8)
_PAD = (42, 28, 42, 20)
_BESIDE = 860
"""Least width in which the buttons stand beside the title, in logical pixels at 100 % text."""
_ENTRY = 22
"""How much higher the line below the title is with the field of *Go to* beside it."""
_FOOT_HEIGHT = 38
"""Two lines: a suggestion that comes later moves nothing."""


class _Cells(QStyledItemDelegate):
    """Paints a focus ring around the cell that the keyboard is on."""

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(style.color("green"), 1.6))
            ring = QRectF(option.rect).adjusted(0.8, 2.5, -0.8, -3.5)
            painter.drawRoundedRect(ring, style.px(9), style.px(9))
            painter.restore()


class _Table(QTableWidget):
    """The week as a table."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("The week as a table"))
        self.setItemDelegate(_Cells(self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        for area in (self, header, self.verticalHeader()):
            style.leave_nothing(area.viewport())

    def set_rows(self, table: tuple[tuple[str, ...], ...]) -> None:
        """Show a heading and rows, at their full height."""
        heading, *rows = table or ((),)
        self.setColumnCount(len(heading))
        self.setRowCount(len(rows))
        self.setHorizontalHeaderLabels(heading)
        # Hidden, but read by screen readers with each cell of that day.
        self.setVerticalHeaderLabels([cells[0] for cells in rows])
        for number, cells in enumerate(rows):
            for place, text in enumerate(cells):
                cell = QTableWidgetItem(text)
                cell.setData(Qt.ItemDataRole.AccessibleTextRole, heard(cells[-1] if text == EMPTY else text))
                self.setItem(number, place, cell)
        self.restyle()

    def restyle(self) -> None:
        """Set sizes for the present look."""
        self.verticalHeader().setMinimumSectionSize(style.px(42))
        self.horizontalHeader().setFixedHeight(style.px(36))
        self._fit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave letters and Esc to the window."""
        if event.text().isalpha() or event.key() == Qt.Key.Key_Escape:
            event.ignore()
            return
        super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Take the height of all rows, and stretch the last column to the right end unless all overflow."""
        header = self.horizontalHeader()
        needed = [
            max(self.sizeHintForColumn(n), header.sectionSizeHint(n)) for n in range(self.columnCount())
        ]
        header.setStretchLastSection(sum(needed) <= self.viewport().width())
        self.resizeRowsToContents()
        self.setFixedHeight(style.px(36) + self.verticalHeader().length() + style.px(14))


class WeekWindow(Window):
    """Shows a week, or one of its days in the place of the picture.

    ← and → show other weeks or days, G goes to a week, T switches between picture and table, Esc leads back.
    """

    asked = Signal(str)
    """The week that was written in the field; ``tell`` takes why it cannot be shown."""
    day_asked = Signal(str)
    """A day (ISO 8601), which ``show_day`` then takes."""
    export_requested = Signal(str)
    chosen = Signal(tuple)
    """The command of the suggestion, or the one that takes it back; ``acted`` says that it is done."""

    def __init__(self) -> None:
        super().__init__(_("Week"), padding=_SIDES)
        self._view: WeekView | None = None
        self._eyebrow = Eyebrow()
        self._title = Title(40)
        self._line = BodyText(size=16)
        self._foot = BodyText(size=15, tone="ink")
        self._foot.setTextFormat(Qt.TextFormat.RichText)
        self._foot.setMinimumHeight(style.px(_FOOT_HEIGHT))
        self._back = ArrowButton(forward=False, name=_("Earlier week"))
        self._forth = ArrowButton(forward=True, name=_("Later week"))
        self._export = PillButton(_("Export"), menu=self._export_menu())
        self.go_to = PillButton(_("Go to"), name=_("Go to a week"))
        set_key_tooltip(self.go_to, "G")
        self.entry = GoTo()
        self.day = DayPanel()
        self.day.hide()
        self._day_shown = ""
        self.suggest = QuietButton("", suggested=True)
        self._acted: WeekSuggestion | None = None
        """What was suggested and done, and can be taken back."""
        self._pressed: WeekSuggestion | None = None
        self._switch = QuietButton(_("Show as table"))
        set_key_tooltip(self._switch, "T")
        self.picture = picture.WeekPicture()
        self._table = _Table()
        self._table.hide()
        self._back.clicked.connect(lambda: self._turn(forward=False))
        self._forth.clicked.connect(lambda: self._turn(forward=True))
        self._switch.clicked.connect(self.toggle_table)
        self.go_to.clicked.connect(self.entry.begin)
        self.entry.asked.connect(self.asked)
        self.picture.day_pressed.connect(self.day_asked)
        self.picture.begin_pressed.connect(lambda: self.command.emit(("now",)))
        self.day.left.connect(self.hide_day)
        self.suggest.clicked.connect(self._choose)
        self._lay_out()

    def _export_menu(self) -> QMenu:
        menu = round_menu(self)
        for form, words in (
            ("png", _("Picture (PNG)")),
            ("json", _("Numbers of the week (JSON)")),
            ("csv", _("Every entry (CSV)")),
        ):
            add_action(menu, words).setData(form)
        menu.triggered.connect(lambda action: self.export_requested.emit(action.data()))
        return menu

    def _lay_out(self) -> None:
        left, top, right, bottom = _PAD
        side = right - SCROLL_GUTTER
        words = column_widget(self._eyebrow, 9, self._title)
        buttons = row_widget(self._back, self._forth, self.go_to, self._export, None, gap=style.px(8))
        low = Qt.AlignmentFlag.AlignBottom
        head = Columns(words, buttons, gap=style.px(16), stretches=(1, 0), side=low, below=_BESIDE)
        shown = column(
            head, 10, row((self._line, 1), self.entry, gap=style.px(16)), 22,
            self.picture, self._table, self.day, 28, None, line(), margins=(left, top, side, 0),
        )  # fmt: skip
        foot = row(
            (self._foot, 1), self.suggest, self._switch,
            gap=style.px(24), margins=(left, 14, side - QUIET_EDGE, bottom),
        )  # fmt: skip
        page = QWidget()
        self._column = column((shown, 1), foot, within=page)
        self._scroll = Scroller(page)
        self.body.addWidget(self._scroll)
        self.resize_within_screen(*_SIZE)

    def set_view(self, view: WeekView) -> None:
        """Show a week."""
        before, self._view = self._view, view
        turned = before is not None and before.key != view.key
        only_suggested = before is not None and _without_suggestion(before) == _without_suggestion(view)
        self._eyebrow.setText(view.eyebrow)
        self._title.setText(view.title)
        self._line.setText(view.line)
        self._acted = None if turned else self._acted
        self._show_foot(view)
        self._back.setEnabled(bool(view.previous))
        self._forth.setEnabled(bool(view.following))
        if turned:
            self.entry.hide()
            self.hide_day()
        if not only_suggested:  # a suggestion that comes later moves nothing else
            self._show_picture(view)
            self._table.set_rows(view.table)
        if not self.isVisible():
            self._fit()
        if turned and self.isVisible():
            announce(self, f"{view.eyebrow}. {view.title}. {view.line}")

    def _show_foot(self, view: WeekView) -> None:
        """Show what is suggested, or what was done and how it is taken back; else a sentence of the week."""
        suggestion, acted = view.suggestion, self._acted
        line = acted.done if acted else (suggestion.line if suggestion else "") or view.foot
        self._foot.setText(picture.foot_markup(line))
        self._foot.setAccessibleName(line)
        self.suggest.set_text(_("Undo") if acted else suggestion.label if suggestion else "")
        self.suggest.setAccessibleDescription(line)
        self.suggest.setVisible(acted is not None or suggestion is not None)

    def _choose(self) -> None:
        self._pressed = self._acted or (self._view.suggestion if self._view is not None else None)
        if self._pressed is not None:
            self.chosen.emit(self._pressed.undo if self._acted else self._pressed.command)

    def acted(self) -> None:
        """Show that what was chosen is done, or taken back."""
        self._acted, self._pressed = (None if self._acted else self._pressed), None
        if self._view is not None:
            self._show_foot(self._view)
            announce(self, self._foot.accessibleName())

    def set_movement(self, movement: Movement | None) -> None:
        """Take the movement whose figure invites in a week in which nothing was done yet."""
        self.picture.movement = movement

    def tell(self, line: str) -> None:
        """Say why the week that was written cannot be shown."""
        self.entry.tell(line)

    def show_day(self, view: WeekDayView) -> None:
        """Show one day in the place of the picture."""
        self._day_shown = view.date
        self.day.set_view(view)
        for widget in (self.picture, self._table, self._switch):
            widget.hide()
        self.day.show()
        self.day.back.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def hide_day(self) -> None:
        """Show the week again, with the keyboard on the day that was shown."""
        shown, self._day_shown = self._day_shown, ""
        if not shown:
            return
        self.day.hide()
        for widget in (self.picture, self._switch):
            widget.show()
        self._switch.set_text(_("Show as table"))
        for one in self.picture.days:
            if one.day.date == shown:
                one.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _other_day(self, by: int) -> None:
        dates = [one.day.date for one in self.picture.days]
        place = dates.index(self._day_shown) + by
        if 0 <= place < len(dates):
            self.day_asked.emit(dates[place])

    def _show_picture(self, view: WeekView) -> None:
        self.picture.set_view(view)
        put_after(self._export, *self.picture.days)

    @override
    def leave(self) -> None:
        if self.entry.isVisible():
            self.entry.hide()
        elif self._day_shown:
            self.hide_day()
        else:
            super().leave()

    @override
    def keys(self) -> Keys:
        return (
            ("←  →", _("earlier and later weeks; in a day, other days")),
            (_("Enter"), _("shows the chosen day")),
            ("G", _("goes to a week")),
            ("T", _("shows the table, or the picture")),
            ("↑  ↓", _("scroll")),
        )

    def _fit(self) -> None:
        """Take the height that the week needs, as a picture and as a table; not while the window is open."""
        # The nested layouts still hold the sizes of the week before.
        self._column.invalidate()
        self._column.activate()
        width = style.px(_SIZE[0])
        high = self._column.totalHeightForWidth(width - SCROLL_GUTTER)
        if not self.picture.isHidden():  # the table has room too
            seen = self.picture.heightForWidth(width - SCROLL_GUTTER - _PAD[0] - _PAD[2])
            high += max(0, self._table.height() - seen) + style.px(_ENTRY)
        self.fit(width, high + style.px(_SIDES[1]) + style.px(_SIDES[3]))

    def toggle_table(self) -> None:
        """Switch between the picture and the table."""
        table = not self._table.isVisibleTo(self)
        focused = self._table.hasFocus()
        self._table.setVisible(table)
        self.picture.setVisible(not table)
        self._switch.set_text(_("Show as picture") if table else _("Show as table"))
        if table:
            self._table.setCurrentCell(0, 0)
            self._table.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif focused:
            self._switch.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _turn(self, *, forward: bool) -> None:
        """Go to the week after or before this one, if there is one."""
        if self._view and (week := self._view.following if forward else self._view.previous):
            self.command.emit(("week", week))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Left | Qt.Key.Key_Right if self._day_shown:
                self._other_day(1 if event.key() == Qt.Key.Key_Right else -1)
            case Qt.Key.Key_Left | Qt.Key.Key_Right as key:
                self._turn(forward=key == Qt.Key.Key_Right)
            case Qt.Key.Key_G:
                self.entry.begin()
            case Qt.Key.Key_T if not self._day_shown:
                self.toggle_table()
            case key if not scroll_by_key(self._scroll, key):
                super().keyPressEvent(event)

    @override
    def restyle(self) -> None:
        self._foot.setMinimumHeight(style.px(_FOOT_HEIGHT))
        self._table.restyle()
        if self._view is not None:
            self._show_picture(self._view)


def _without_suggestion(view: WeekView) -> WeekView:
    return replace(view, foot="", suggestion=None)
