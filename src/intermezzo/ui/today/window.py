"""The Today window: the plan with what is done, held and owed, and every command of the tray."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QMenu, QWidget

from intermezzo.core.override import override
from intermezzo.presenters import _
from intermezzo.presenters.views import TodayView
from intermezzo.ui.kit import menus, style
from intermezzo.ui.kit.drop_target import DropWindow
from intermezzo.ui.kit.keys_sheet import Keys
from intermezzo.ui.kit.layouts import FlowLayout, add, column, row
from intermezzo.ui.kit.menus import MoreButton
from intermezzo.ui.kit.plain import set_tooltip
from intermezzo.ui.kit.screen import available_geometry
from intermezzo.ui.kit.scrolling import SCROLL_GUTTER, ShrinkingScroller
from intermezzo.ui.kit.tab_order import put_after
from intermezzo.ui.kit.texts import BodyText, Eyebrow, Title
from intermezzo.ui.kit.widgets import QUIET_EDGE, PillButton, QuietButton, announce, line, round_menu
from intermezzo.ui.today.day_list import DayList
from intermezzo.ui.today.day_rows import EDGE
from intermezzo.ui.today.notices import NoticeList, QuestionRow

WIDTH = 420
"""Width of the window, in logical pixels at 100 % text."""
_LOW = 440
"""Height of a screen, in logical pixels at 100 % text, below which the day gets the height of other parts."""


class TodayWindow(DropWindow):
    """Shows the day; files and folders that are dropped on it become calendars."""

    keeps_size = False
    _follows = True
    """Whether what is over is scrolled out of sight: until somebody scrolls."""

    pinned = Signal(tuple)
    """The command that sets the time of a slot; ``tell`` takes what came of it."""

    def __init__(self) -> None:
        super().__init__(_("Today"), padding=(26 - QUIET_EDGE, 25, 26 - QUIET_EDGE, 20))
        room = available_geometry(self)
        self._low = room is not None and room.height() < style.px(_LOW)
        self._eyebrow = Eyebrow()
        self._title = Title(22 if self._low else 26)
        self._line = BodyText()
        self._reflow = BodyText(size=12.5)
        self.list = DayList()
        self._status = BodyText(size=12.5)
        self.notices, self.question = NoticeList(), QuestionRow()
        self._notes, page = QWidget(), QWidget()
        self.scroller = ShrinkingScroller(page)
        """The day and the notes, which are scrolled together."""
        self.below = QuietButton(_("Notes below"), suggested=True)
        self.report = QuietButton(_("Report…"), suggested=True, name=_("Report what went wrong"))
        self._answered = BodyText(size=12.5)
        self.undo = QuietButton(_("Undo"), suggested=True)
        self.undo.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # it goes: a click leaves the focus where it is
        pause = round_menu(self)
        self.meeting = menus.add_pause(pause)
        self.begin = PillButton(_("Begin one now"), primary=True)
        self.pause = PillButton(_("Pause"), menu=pause)
        self.resume = PillButton(_("Resume"))
        self.work = PillButton(_("Work today"))
        set_tooltip(self.work, _("The hours of an ordinary working day, from now on"))
        self.week = QuietButton(_("Week"))
        self.library = QuietButton(_("Library"))
        self.settings = QuietButton(_("Settings"))
        self.moved = QuietButton(_("I just moved"))
        self.gentle = QuietButton(_("Gentle day"))
        self.gentle.setCheckable(True)
        set_tooltip(self.gentle, _("48 hours of the easiest movements; no catching up"))
        more = round_menu(self)
        self.others = menus.submenu(more, _("Begin another"))
        more.addSeparator()
        self._day_off = menus.add(more, _("Day off today"), "today", "off")
        menus.add(more, _("User’s guide"), "show", "guide")
        menus.add(more, _("My own rules…"), "show", "rules")
        self._sessions: tuple[tuple[str, tuple[str, ...]], ...] = ()
        self._quit = menus.add(more, _("Quit"), "quit")
        self.more = MoreButton(more)
        self._lay_out(page)
        self._connect(pause, more)

    def _lay_out(self, page: QWidget) -> None:
        px, edge, left = style.px, style.px(QUIET_EDGE), Qt.AlignmentFlag.AlignLeft
        bar = SCROLL_GUTTER  # the scroll bar is at the edge of the window, beside everything else
        column(
            column(self._status, margins=(edge, px(8), edge, 0)),
            (self.report, left),
            column(self.notices, margins=(edge, px(6), 0, 0)),
            within=self._notes,
        )
        column(column(self.list, margins=(edge - EDGE, 0, edge - EDGE, 0)), self._notes, within=page)
        buttons = FlowLayout(gap=px(8), to_right=1).holding(
            self.begin, self.pause, self.resume, self.work, self.moved
        )
        last = FlowLayout(gap=px(6), line_gap=px(2), to_right=3).holding(
            self.gentle, self.week, self.library, self.settings
        )
        last.setContentsMargins(0, 0, bar, 0)
        above, under = (0, px(2)) if self._low else (px(11), px(10))
        self._eyebrow.setHidden(self._low)
        self._title.setMinimumHeight(px(28))  # as high as the button beside it, which comes and goes
        add(
            self.body,
            column(
                self._eyebrow,
                above,
                row((self._title, 1), (self.below, Qt.AlignmentFlag.AlignBottom)),
                under,
                column(self._line, margins=(0, 0, edge, 0)),
                column(self._reflow, margins=(0, px(4), edge, 0)),
                px(8 if self._low else 18),
                margins=(edge, 0, bar, 0),
            ),
            (self.scroller, 1),
            column(self.question, margins=(0, px(10), bar, 0)),
            column(row((self._answered, 1), self.undo, gap=px(6)), margins=(edge, px(6), bar, 0)),
            column(line(), px(8 if self._low else 14), margins=(edge, px(6), edge + bar, 0)),
            row((buttons, 1), column(px(6), self.more, None), gap=px(8), margins=(edge, 0, bar, 0)),
            px(4 if self._low else 10),
            last,
        )
        sides = self.body.contentsMargins()
        sides.setRight(sides.right() - bar)
        if self._low:
            sides.setTop(px(10))
            sides.setBottom(px(10))
        self.body.setContentsMargins(sides)

    def _connect(self, *choices: QMenu) -> None:
        self.list.command.connect(self.command)
        self.notices.command.connect(self.command)
        self.list.pinned.connect(self.pinned)
        self.list.reached.connect(self._show_row)
        self.below.clicked.connect(self._show_notes)
        bar = self.scroller.verticalScrollBar()
        bar.actionTriggered.connect(self._stop_following)
        bar.rangeChanged.connect(self._follow)
        for changed in (bar.valueChanged, bar.rangeChanged):
            changed.connect(self._tell_notes)
        for menu in choices:
            menu.triggered.connect(lambda action: self.command.emit(menus.command_of(action)))
        self._commands: dict[PillButton | QuietButton, tuple[str, ...]] = {
            self.begin: ("now",),
            self.resume: ("resume",),
            self.work: ("today", "work"),
            self.week: ("show", "week"),
            self.library: ("show", "library"),
            self.settings: ("show", "settings"),
            self.moved: ("moved",),
            self.undo: ("undo",),
            self.report: ("show", "report"),
        }
        for button in self._commands:
            button.clicked.connect(lambda _on=False, button=button: self.command.emit(self._commands[button]))
        self.gentle.clicked.connect(self._gentle)

    def set_view(self, view: TodayView) -> None:
        """Show the day."""
        self._eyebrow.setText(view.eyebrow)
        self._title.setText(view.title)
        self._line.set_or_hide(view.line)
        if view.reflow != self._reflow.text():
            announce(self, view.reflow)
        self._reflow.set_or_hide(view.reflow)
        self.list.set_rows(view.rows, can_begin=not view.blocked)
        self._status.set_or_hide("\n".join(view.status))
        rows = len(self.notices.rows)
        self.notices.set_view(view.notices)
        if len(self.notices.rows) > rows:
            put_after(self.report, *(one.button for one in self.notices.rows))
        self.report.setVisible(view.report)
        if view.answered != self._answered.text():
            announce(self, view.answered)
        self._answered.set_or_hide(view.answered)
        self.undo.setAccessibleName(view.undo)
        set_tooltip(self.undo, view.undo)
        self.undo.setVisible(bool(view.answered))
        self._commands[self.begin] = ("answer", "begin") if view.offered else ("now",)
        self.begin.set_text(_("Begin") if view.offered else _("Begin one now"))
        self.begin.setEnabled(not view.moving)
        self.others.menuAction().setVisible(not view.blocked and not view.moving)
        if self.others.isEmpty() or view.sessions != self._sessions:
            self._sessions = view.sessions
            self.others.clear()
            menus.add_begin(self.others, view.sessions)
        if view.blocked:
            self._commands[self.begin] = ("show", "welcome")
            self.begin.set_text(_("Answer now"))
        elif view.offered:
            self.begin.setAccessibleName(_("Begin {title}").format(title=view.offered))
        self.pause.setVisible(not view.paused and not view.off)
        self.resume.setVisible(bool(view.paused))
        self.work.setVisible(view.off)
        self.moved.setVisible(not view.off)
        self._day_off.setVisible(not view.off)
        self._quit.setVisible(view.quits)
        set_tooltip(self.resume, _("Paused until {time}").format(time=view.paused) if view.paused else "")
        self.gentle.set_text(view.gentle or _("Gentle day"))
        self.gentle.setChecked(bool(view.gentle))
        self.restyle()
        if not self.list.underMouse():  # under the pointer nothing moves
            self._follow()

    def tell(self, line: str, *, ok: bool) -> None:
        """Take what came of a time that was set."""
        self.list.tell(line, ok=ok)

    @override
    def keys(self) -> Keys:
        return (
            ("↑  ↓", _("choose one of the day’s sessions")),
            (_("Enter"), _("begins the chosen session")),
            ("T", _("sets its time")),
            ("S", _("skips it")),
            (_("Space"), _("opens its menu")),
        )

    @override
    def showEvent(self, event: QShowEvent) -> None:
        """Give the keyboard to what one would press."""
        super().showEvent(event)
        first = (self.work, self.resume, self.begin)
        here = (one for one in first if not one.isHidden() and one.isEnabled())
        next(here, self.list).setFocus(Qt.FocusReason.OtherFocusReason)
        self._follows = True
        self._follow()

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
        if self.isVisible() and not self.is_fitted:
            return
        width = style.px(WIDTH)
        sides = self.body.contentsMargins()
        beside = sides.left() + sides.right() + SCROLL_GUTTER + 2 * (style.px(QUIET_EDGE) - EDGE)
        self.list.expect(width - beside)
        self.resize(width, self.height())  # the notes are as high as they need at this width
        # The nested layouts still hold the sizes of the view before.
        self.body.invalidate()
        self.body.activate()
        self.scroller.measure()
        self.setMinimumSize(width, 0)
        self.fit(width, self.body.totalHeightForWidth(width))
        self._tell_notes()

    def _tell_notes(self) -> None:
        """Offer the way to the notes while they are further down."""
        layout, bar = self._notes.layout(), self.scroller.verticalScrollBar()
        first = self.list.sizeHint().height() + style.px(30) - bar.value()
        further = bar.maximum() > 0 and first > self.scroller.viewport().height()
        self.below.setVisible(further and layout is not None and not layout.isEmpty())

    def _follow(self) -> None:
        """Scroll what is over out of sight."""
        if self._follows and self.isVisible():
            self.scroller.verticalScrollBar().setValue(self.list.top_of_rest())

    def _stop_following(self) -> None:
        self._follows = False

    def _show_row(self) -> None:
        self._stop_following()
        self.scroller.show_cursor(self.list)

    def _show_notes(self) -> None:
        self._stop_following()
        bar = self.scroller.verticalScrollBar()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        bar.setValue(bar.maximum())

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
