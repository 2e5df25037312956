"""The Today window: the plan with what is done, held and owed, and every command of the tray."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
)
from PySide6.QtWidgets import QListView, QMenu, QSizePolicy

from intermezzo.core.override import override
from intermezzo.presenters import _
from intermezzo.presenters.views import TodayRow, TodayView
from intermezzo.ui.kit import menus, style
from intermezzo.ui.kit.drop_target import DropWindow
from intermezzo.ui.kit.flow import FlowLayout
from intermezzo.ui.kit.layouts import add, column
from intermezzo.ui.kit.plain import set_tooltip
from intermezzo.ui.kit.rows import lay_on_card
from intermezzo.ui.kit.scrolling import Fade
from intermezzo.ui.kit.texts import BodyText, Eyebrow, Title
from intermezzo.ui.kit.widgets import QUIET_EDGE, PillButton, QuietButton, line, round_menu
from intermezzo.ui.today.day_list import EDGE, DayDelegate, DayModel, action_areas
from intermezzo.ui.today.notices import NoticeList

WIDTH = 420
"""Width of the window, in logical pixels at 100 % text."""


class DayList(QListView):
    """The list of the day; a slot can be begun or skipped by mouse, menu or key."""

    command = Signal(tuple)

    def __init__(self) -> None:
        super().__init__()
        self.rows = DayModel()
        self.setModel(self.rows)
        self._delegate = DayDelegate(self)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(_("The day"))
        lay_on_card(self)
        Fade(self)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.can_begin = True
        """Whether a slot can be begun."""
        self._menu = round_menu(self)
        self._menu.triggered.connect(lambda action: self.command.emit(menus.command_of(action)))

    @override
    def sizeHint(self) -> QSize:
        return QSize(style.px(320), sum(max(0, self.sizeHintForRow(n)) for n in range(self.rows.rowCount())))

    @override
    def minimumSizeHint(self) -> QSize:
        """Return the height of three rows."""
        return QSize(0, min(self.sizeHint().height(), style.px(120)))

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        point = event.position()
        index = self.indexAt(point.toPoint())
        if (
            not index.isValid()
            or event.button() != Qt.MouseButton.LeftButton
            or not self.rows.row(index).slot
        ):
            return
        area = self.visualRect(index)
        begin, skip = action_areas(area, area.top() + style.px(20))
        margin = style.px(6)
        if begin.adjusted(-margin, 0, margin, 0).contains(point):
            self._begin(self.rows.row(index))
        elif skip.adjusted(-margin, 0, margin, 0).contains(point):
            self.command.emit(("skip", self.rows.row(index).slot))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if index.isValid() and (row := self.rows.row(index)).slot:
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self._begin(row)
                return
            if event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
                self.command.emit(("skip", row.slot))
                return
        super().keyPressEvent(event)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open the menu of a row, at the pointer or, by the menu key, below the row."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if not index.isValid() or not self.rows.row(index).slot:
            return
        slot = self.rows.row(index).slot
        self._menu.clear()
        menus.add(self._menu, _("Begin"), "begin", slot).setEnabled(self.can_begin)
        menus.add(self._menu, _("Skip"), "skip", slot)
        below = self.visualRect(index).bottomLeft() + QPoint(style.px(60), 0)
        self._menu.popup(self.viewport().mapToGlobal(below) if by_key else event.globalPos())

    def _begin(self, row: TodayRow) -> None:
        if self.can_begin:
            self.command.emit(("begin", row.slot))


class TodayWindow(DropWindow):
    """Shows the day; files and folders that are dropped on it become calendars."""

    command = Signal(tuple)

    def __init__(self) -> None:
        super().__init__(_("Today"), padding=(26 - QUIET_EDGE, 25, 26 - QUIET_EDGE, 20))
        self._eyebrow = Eyebrow()
        self._title = Title(26)
        self._line = BodyText()
        self.list = DayList()
        self._status = BodyText(size=12.5)
        self.notices = NoticeList()
        self.report = QuietButton(_("Report…"), name=_("Report what went wrong"))
        self.undo = QuietButton("")
        self.usual = QuietButton(_("Ask as usual"))
        pause = round_menu(self)
        self.meeting = round_menu(pause, _("In a meeting"))
        menus.add_pause(pause)
        pause.addSeparator()
        pause.addMenu(self.meeting)
        menus.add_meeting(self.meeting)
        self.begin = PillButton(_("Begin one now"), primary=True)
        self.pause = PillButton(_("Pause"), menu=pause)
        self.resume = PillButton(_("Resume"))
        self.week = QuietButton(_("Week"))
        self.repertoire = QuietButton(_("Repertoire"))
        self.plan = QuietButton(_("Plan"), name=_("Your physiotherapist’s plan"))
        self.settings = QuietButton(_("Settings"))
        self.moved = QuietButton(_("I just moved"))
        self.gentle = QuietButton(_("Gentle day"))
        self.gentle.setCheckable(True)
        set_tooltip(self.gentle, _("48 hours of the easiest movements; no catching up"))
        self._fitted = QSize()
        """The size that ``restyle`` set last."""
        self._lay_out()
        self._connect(pause)

    def _lay_out(self) -> None:
        px, edge = style.px, style.px(QUIET_EDGE)
        buttons = FlowLayout(gap=px(8), to_right=1).holding(self.begin, self.pause, self.resume, self.moved)
        buttons.setContentsMargins(edge, 0, 0, 0)
        last = FlowLayout(gap=px(6), line_gap=px(2), to_right=4).holding(
            self.gentle, self.week, self.repertoire, self.plan, self.settings
        )
        add(
            self.body,
            column(
                self._eyebrow, px(12), self._title, px(11), self._line, px(18), margins=(edge, 0, edge, 0)
            ),
            (column(self.list, margins=(edge - EDGE, 0, edge - EDGE, 0)), 1),
            column(self._status, margins=(edge, px(8), edge, 0)),
            column(self.notices, margins=(edge, px(6), 0, 0)),
            (self.report, Qt.AlignmentFlag.AlignLeft),
            px(4),
            (self.undo, Qt.AlignmentFlag.AlignLeft),
            (self.usual, Qt.AlignmentFlag.AlignLeft),
            column(line(), px(14), margins=(edge, px(6), edge, 0)),
            buttons,
            px(10),
            last,
        )

    def _connect(self, choices: QMenu) -> None:
        self.list.command.connect(self.command)
        self.notices.command.connect(self.command)
        choices.triggered.connect(lambda action: self.command.emit(menus.command_of(action)))
        self._commands: dict[PillButton | QuietButton, tuple[str, ...]] = {
            self.begin: ("now",),
            self.resume: ("resume",),
            self.usual: ("resume",),
            self.week: ("show", "week"),
            self.repertoire: ("show", "repertoire"),
            self.plan: ("show", "plan"),
            self.settings: ("show", "settings"),
            self.moved: ("moved",),
            self.undo: ("undo",),
            self.report: ("show", "report"),
        }
        for button in self._commands:
            button.clicked.connect(self._pressed)
        self.gentle.clicked.connect(self._gentle)

    def set_view(self, view: TodayView) -> None:
        """Show the day."""
        self._eyebrow.setText(view.eyebrow)
        self._title.setText(view.title)
        self._line.set_or_hide(view.line)
        self.list.rows.set_rows(view.rows)
        self.list.can_begin = not view.blocked
        self.list.updateGeometry()
        self._status.set_or_hide("\n".join(view.status))
        self.notices.set_view(view.notices)
        self.report.setVisible(view.report)
        self.undo.set_text(view.undo)
        self.undo.setVisible(bool(view.undo))
        self.usual.setVisible(view.asks_less)
        self.begin.setEnabled(not view.blocked)
        self._commands[self.begin] = ("answer", "begin") if view.offered else ("now",)
        self.begin.set_text(_("Begin") if view.offered else _("Begin one now"))
        if view.offered:
            self.begin.setAccessibleName(_("Begin {title}").format(title=view.offered))
        self.pause.setVisible(not view.paused)
        self.resume.setVisible(bool(view.paused))
        set_tooltip(self.resume, _("Paused until {time}").format(time=view.paused) if view.paused else "")
        self.gentle.setChecked(view.gentle)
        self.plan.setVisible(view.planned)
        self.restyle()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the focus into the list by the arrow keys."""
        if event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self.list.setFocus(Qt.FocusReason.TabFocusReason)
            return
        super().keyPressEvent(event)

    @override
    def restyle(self) -> None:
        """Take the height that the day needs, unless the user has resized the window."""
        if self.isVisible() and self.size() != self._fitted:
            return
        width = style.px(WIDTH)
        # The nested layouts still hold the sizes of the view before.
        self.body.invalidate()
        self.body.activate()
        self.setMinimumSize(width, 0)
        self.resize_within_screen(width, self.body.totalHeightForWidth(width))
        self._fitted = self.size()

    def _pressed(self) -> None:
        button = self.sender()
        if isinstance(button, PillButton | QuietButton):
            self.command.emit(self._commands[button])

    def _gentle(self, checked: bool) -> None:  # noqa: FBT001 (the signal's own argument)
        self.gentle.setChecked(not checked)  # it shows what is recorded
        self.command.emit(("gentle", "on" if checked else "off"))

    @override
    def takes(self, path: str) -> bool:
        """Accept what may be a calendar: .ics files, and names without an ending (folders)."""
        return path.lower().endswith(".ics") or "." not in path.rsplit("/", 1)[-1]

    @override
    def take(self, paths: Sequence[str]) -> None:
        self.command.emit(("calendar", "add", *paths))
