"""The calendars, with what is told of each; one adds more by a button, or drops files and folders."""

from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtCore import QFileInfo, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QColor, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from intermezzo.core.override import override
from intermezzo.core.settings import Calendar
from intermezzo.presenters import _
from intermezzo.presenters import settings as words
from intermezzo.presenters.calendars.adding import where
from intermezzo.presenters.calendars.status import CalendarState, calendar_name, state_line, trouble_lines
from intermezzo.ui.kit import menus, style
from intermezzo.ui.kit.fields import Switch
from intermezzo.ui.kit.layouts import FlowLayout, clear, column, column_widget, row
from intermezzo.ui.kit.marks import hand_on, round_pen
from intermezzo.ui.kit.tab_order import put_before
from intermezzo.ui.kit.text_field import TextField
from intermezzo.ui.kit.texts import BodyText, Elided, Text
from intermezzo.ui.kit.widgets import QUIET_EDGE, CardSurface, PillButton, QuietButton, announce, round_menu

_DOT = 16
"""Diameter of the colour, in logical pixels at 100 % text."""


def fitting(paths: Iterable[str]) -> list[str]:
    """Return the paths that can be calendars: folders, and files that end in .ics."""
    files = [QFileInfo(path) for path in paths]
    fit = (one for one in files if one.isDir() or (one.isFile() and one.suffix().lower() == "ics"))
    return [one.absoluteFilePath() for one in fit]


def _colours() -> tuple[tuple[str, str], ...]:
    """Return (colour, its name) of those that can be chosen; calendars may come with others."""
    return (
        ("#2f5d54", _("Green")), ("#c98b46", _("Amber")), ("#4a78a8", _("Blue")), ("#b5616a", _("Rose")),
        ("#7d6aa8", _("Violet")), ("#8e897c", _("Grey")), ("", _("No colour")),
    )  # fmt: skip


class ColourButton(PillButton):
    """A dot in the colour of a calendar; a press offers others."""

    chosen = Signal(str)

    def __init__(self, name: str) -> None:
        menu = round_menu()
        super().__init__("", menu=menu, name=name)
        # A button does not own its menu: without a parent the menu would outlive the window.
        menu.setParent(self, menu.windowFlags())
        self._colour = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        for colour, said in _colours():
            menus.add(menu, said, colour)
        menu.triggered.connect(lambda action: self.chosen.emit(menus.command_of(action)[0]))

    def set_colour(self, colour: str) -> None:
        """Show a colour such as #2f5d54, or none."""
        self._colour = colour
        self.setAccessibleDescription(dict(_colours()).get(colour, colour))
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(style.px(38), style.px(38))

    @override
    def _paint_words(self, painter: QPainter) -> None:
        colour = QColor(self._colour)
        dot = QRectF(0, 0, style.px(_DOT), style.px(_DOT))
        dot.moveCenter(QRectF(self.rect()).center())
        painter.setPen(round_pen(style.color("soft"), style.px(1.5)))
        painter.setBrush(colour if colour.isValid() else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(dot)


class CalendarRow(CardSurface):
    """Emits ``edited`` after a change of ``calendar``, and what the buttons ask for.

    Addresses and buttons fold away until *More* is pressed or something is wrong.
    """

    edited = Signal()
    removed = Signal(object)
    tested = Signal(object)
    entered_again = Signal(object)

    def __init__(self, calendar: Calendar) -> None:
        super().__init__("pill", radius=12)
        self.calendar = calendar
        name, px = calendar_name(calendar), style.px
        self.colour = ColourButton(_("Colour of {calendar}").format(calendar=name))
        self.colour.set_colour(calendar.colour)
        self.name = TextField(str.strip, str, _("Name of {calendar}").format(calendar=name), hint=name)
        self.name.set_value(calendar.name)
        # Colour and switch beside it leave it little room in the narrowest window.
        self.name.line.setMinimumWidth(px(64))
        self.on = Switch(_("Read {calendar}").format(calendar=name))
        self.on.set_value(calendar.on)
        self.me = TextField(
            words.read_addresses,
            ", ".join,
            _("Your email address in {calendar}").format(calendar=name),
            hint=_("So that meetings you declined count as free"),
        )
        self.me.set_value(calendar.me)
        self.state = BodyText(size=12.5)
        self.trouble = BodyText(size=12.5, tone="amber")
        self.trouble.hide()
        self.test = QuietButton(_("Test"), name=_("Test {calendar}").format(calendar=name))
        self.again = QuietButton(
            _("Change address…") if calendar.kind == "address" else _("Change password…"),
            name=_("Enter address or password of {calendar} again").format(calendar=name),
        )
        self.remove = QuietButton(_("Remove"), name=_("Remove {calendar}").format(calendar=name))
        self.test.setVisible(calendar.kind != "files")
        self.again.setVisible(calendar.kind in {"address", "caldav"})
        self.colour.chosen.connect(self._on_colour)
        self.name.edited.connect(lambda value: self._change(name=value))
        self.on.edited.connect(lambda value: self._change(on=value))
        self.me.edited.connect(lambda value: self._change(me=value))
        self.test.clicked.connect(self._on_test)
        self.again.clicked.connect(lambda: self.entered_again.emit(self.calendar))
        self.remove.clicked.connect(lambda: self.removed.emit(self))
        self._calendar_name = name
        self.more = QuietButton("")
        head = row(self.colour, (self.name, 1), self.on, gap=px(6))
        edge = px(QUIET_EDGE)
        told = row(
            (column(self.state, self.trouble, gap=px(3)), 1), self.more, gap=px(8), margins=(edge, 0, 0, 0)
        )
        place = row((Elided(where(calendar), size=12.5), 1), margins=(edge, 0, 0, 0))
        asked = row(
            (Text(_("Your email address in this calendar"), size=13, weight=500), 1), margins=(edge, 0, 0, 0)
        )
        foot = FlowLayout(gap=px(4), line_gap=0, to_right=1).holding(self.test, self.again, self.remove)
        self.details = column_widget(place, px(4), asked, self.me, foot, gap=px(6))
        self.more.clicked.connect(lambda: self.unfold(on=self.details.isHidden()))
        column(head, told, self.details, gap=px(6), margins=(10, 12, 10, 10), within=self)
        self.unfold(on=False)

    def unfold(self, *, on: bool) -> None:
        """Show or hide where it is, the addresses and the buttons."""
        self.details.setVisible(on)
        self.more.set_text(_("Less") if on else _("More"))
        name = _("Less about {calendar}") if on else _("More about {calendar}")
        self.more.setAccessibleName(name.format(calendar=self._calendar_name))

    def set_state(self, state: CalendarState) -> None:
        """Show how old it is and what is wrong."""
        self.state.set_or_hide(state_line(state))
        self._tell("\n".join(trouble_lines(state)))

    def tell_test(self, fault: str) -> None:
        """Show what came of a test; an empty text is success."""
        self._tell(fault)
        if not fault:
            self.state.setText(_("It can be read."))
        self.state.setVisible(not fault)
        announce(self, fault or self.state.text())

    def _tell(self, text: str) -> None:
        if text and text != self.trouble.text():
            self.unfold(on=True)
        self.trouble.set_or_hide(text)

    def _on_test(self) -> None:
        self._tell("")
        self.state.set_or_hide(_("Looking…"))
        self.tested.emit(self.calendar)

    def _on_colour(self, colour: str) -> None:
        self.colour.set_colour(colour)
        self._change(colour=colour)

    def _change(self, **changes: object) -> None:
        self.calendar = replace(self.calendar, **changes)  # type: ignore[arg-type] # by the fields above
        self.edited.emit()


class CalendarsField(QWidget):
    """The calendars. ``adding`` asks for the sheet; other signals name a calendar."""

    accessible_role = QAccessible.Role.Grouping

    edited = Signal(object)
    adding = Signal()
    removed = Signal(object)
    tested = Signal(object)
    entered_again = Signal(object)

    def __init__(self, name: str, *, hint: bool = True) -> None:
        """Without ``hint`` there is no text while there is no calendar."""
        super().__init__()
        self.setAccessibleName(name)
        self._ones: list[CalendarRow] = []
        self._hint = hint
        self._none = BodyText(
            _(
                "None yet. You can also drop files here. Without a calendar your hours are enough: before a "
                "meeting, choose Pause › In a meeting."
            ),
            size=13,
        )
        self._none.setVisible(hint)
        self.line = BodyText(size=12.5, tone="amber")
        self.line.hide()
        self.add_button = PillButton(_("Add a calendar…"))
        self.add_button.clicked.connect(self.adding)
        buttons = FlowLayout().holding(self.add_button)
        self._list = column(gap=style.px(10))
        column(self._none, self._list, self.line, buttons, gap=style.px(10), within=self)

    def value(self) -> object:
        """Return the calendars."""
        return tuple(one.calendar for one in self._ones)

    def set_value(self, value: object) -> None:
        """Show calendars; an unchanged value leaves an invalid address in place."""
        calendars = value if isinstance(value, tuple) else ()
        if calendars == self.value():
            return
        clear(self._list)
        self._ones = []
        for calendar in calendars:
            self._show(calendar)
        self._none.setVisible(self._hint and not self._ones)

    def set_states(self, states: Iterable[CalendarState]) -> None:
        """Show how old each calendar is, and what is wrong with it."""
        known = {_place(one.calendar): one for one in states}
        for one in self._ones:
            if (state := known.get(_place(one.calendar))) is not None:
                one.set_state(state)

    def tell_test(self, calendar: Calendar, fault: str) -> None:
        """Show what came of the test of a calendar; an empty text is success."""
        for one in self._ones:
            if _place(one.calendar) == _place(calendar):
                one.tell_test(fault)

    def add(self, paths: Iterable[str]) -> None:
        """Add files and folders; one line tells if some cannot be calendars."""
        asked = list(paths)
        fit = fitting(asked)
        known = {one.calendar.path for one in self._ones}
        new = [path for path in dict.fromkeys(fit) if path not in known]
        wrong = len(fit) < len(asked)
        self.line.set_or_hide(_("Only .ics files, and folders of them, can be added.") if wrong else "")
        for path in new:
            self._show(Calendar(path))
        if new:
            self._tell()

    def _show(self, calendar: Calendar) -> None:
        one = CalendarRow(calendar)
        one.edited.connect(self._tell)
        one.removed.connect(self._on_removed)
        one.tested.connect(self.tested)
        one.entered_again.connect(self.entered_again)
        self._ones.append(one)
        self._list.addWidget(one)
        put_before(self.add_button, *self._ones)

    def _tell(self) -> None:
        self._none.setVisible(self._hint and not self._ones)
        self.edited.emit(self.value())

    def _on_removed(self, one: CalendarRow) -> None:
        hand_on(self.add_button)
        self._ones.remove(one)
        one.hide()
        one.deleteLater()
        self._tell()
        self.removed.emit(one.calendar)


def _place(calendar: Calendar) -> str:
    """Return what stays the same when a calendar is edited."""
    return calendar.id or calendar.path
