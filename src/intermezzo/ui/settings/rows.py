"""The pages and rows of the Settings window, and the control of each setting."""

from functools import cache
from zoneinfo import available_timezones

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QBoxLayout, QSizePolicy, QWidget

from intermezzo.core.override import override
from intermezzo.core.settings import SPECS, WEEKDAYS, Settings
from intermezzo.presenters import _
from intermezzo.presenters import settings as words
from intermezzo.ui.kit import style
from intermezzo.ui.kit.fields import Segmented, Stepper, Switch
from intermezzo.ui.kit.layouts import add, column, column_widget, row
from intermezzo.ui.kit.plain import set_tooltip
from intermezzo.ui.kit.scrolling import SCROLL_GUTTER, Scroller
from intermezzo.ui.kit.text_field import TextField
from intermezzo.ui.kit.texts import BodyText, Heading, Title
from intermezzo.ui.kit.ticks import Ticks
from intermezzo.ui.kit.widgets import PillButton, line
from intermezzo.ui.settings.bad_times import BadTimesField
from intermezzo.ui.settings.calendars import CalendarsField

SIDE = 40
_BETWEEN = 24


Control = Segmented | Stepper | Switch | TextField | Ticks | CalendarsField | BadTimesField
"""A control of one setting: ``value()``, ``set_value(value)`` and the signal ``edited``."""


def control(key: str) -> Control:
    """Return the control for the type, range and form of a setting. Raise KeyError if it is unknown."""
    spec, name = SPECS[key], words.label(key)
    default = getattr(Settings(), key)
    if spec.form == "choices":
        return Ticks(words.choices(key), name)
    if spec.choices:
        return Segmented(words.choices(key), name)
    if spec.form == "calendars":
        return CalendarsField(name)
    if spec.form == "times":
        return BadTimesField(name)
    if spec.form:
        zones = _zones() if spec.form == "zone" else ()
        found = words.text_form(spec.form, frozenset(zones))
        return TextField(found.parse, found.show, name, hint=found.hint, known=zones, wide=True)
    if isinstance(default, bool):
        return Switch(name)
    high = 999 if spec.high is None else spec.high
    return Stepper(spec.low or 0, high, _(spec.unit) if spec.unit else "", name, spec.step)


@cache
def _zones() -> tuple[str, ...]:
    """Return the names of all time zones; to look for them takes a seventh of the time to make the window."""
    return tuple(sorted(available_timezones()))


class SettingRow(QWidget):
    """Name and explanation on the left, a control on the right, or below if there is no room."""

    def __init__(
        self,
        name: str,
        explanation: str,
        held: QWidget,
        *,
        below: bool = False,
        tight: bool = False,
        ruled: bool = True,
    ) -> None:
        super().__init__()
        air = style.px(6 if tight else 14)
        self._held = held
        self._below = below
        self._barred = ""
        """Why the control is disabled."""
        self._explained = BodyText(explanation, size=13)
        self._fault = BodyText(size=12.5, tone="amber")
        self._heading = Heading(name, size=15, weight=500)
        self._said = column(None, self._heading, self._explained, self._fault, None, gap=style.px(4))
        if not explanation:
            self._explained.hide()
        self._fault.hide()
        if isinstance(held, PillButton):
            held.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        elif not below and not self._keeps_width():
            held.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        add(self._box, (self._said, 1), held)
        column(air, self._box, air, *((line(),) if ruled else ()), within=self)
        self._turn(below=below)
        self._describe()

    def tell(self, fault: str) -> None:
        """Show below the explanation why the value in the file is not used; "" removes the line."""
        self._fault.set_or_hide(fault)
        self._describe()

    def rename(self, name: str) -> None:
        """Show another name."""
        self._heading.setText(name)

    def explain(self, text: str) -> None:
        """Show another explanation."""
        self._explained.set_or_hide("\n".join(filter(None, (text, self._barred))))
        self._describe()

    def _describe(self) -> None:
        """Give screen readers what stands below the name, with each part that takes the keyboard."""
        said = "\n".join(filter(None, (self._explained.text(), self._fault.text())))
        if isinstance(self._held, TextField):
            self._held.describe(said)
            return
        parts: list[QWidget] = []
        if isinstance(self._held, Stepper):
            parts = [self._held.number]
        elif isinstance(self._held, Segmented):
            parts = [*self._held.findChildren(QAbstractButton)]
        for one in (self._held, *parts):
            one.setAccessibleDescription(said)

    def bar(self, reason: str) -> None:
        """Disable the control, and add the reason to the explanation."""
        self._held.setEnabled(False)
        self._barred = reason
        set_tooltip(self._held, reason)
        self.explain(self._explained.text())

    def _keeps_width(self) -> bool:
        policy = self._held.sizePolicy().horizontalPolicy()
        return policy in {QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Maximum}

    @override
    def minimumSizeHint(self) -> QSize:
        """Return the minimum size with the control below."""
        width = max(self._said.minimumSize().width(), self._held.minimumSizeHint().width())
        return QSize(width, super().minimumSizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the control below if both do not fit side by side."""
        super().resizeEvent(event)
        needed = style.px(190) + _BETWEEN + self._held.sizeHint().width()
        below = self._below or event.size().width() < needed
        if below != self._is_turned:
            self._turn(below=below)

    def _turn(self, *, below: bool) -> None:
        self._is_turned = below
        direction = QBoxLayout.Direction.TopToBottom if below else QBoxLayout.Direction.LeftToRight
        self._box.setDirection(direction)
        self._box.setSpacing(style.px(10) if below else _BETWEEN)
        if self._keeps_width():
            side = Qt.AlignmentFlag.AlignLeft if below else Qt.AlignmentFlag.AlignRight
            self._box.setAlignment(self._held, side | Qt.AlignmentFlag.AlignVCenter)


class Disclosure(QWidget):
    """The button *More*, and below it what it shows; ``page`` is the name of the page, for screen readers.

    ``unfolded`` tells that the user has asked for it.
    """

    unfolded = Signal()

    def __init__(self, page: str) -> None:
        super().__init__()
        self._page = page
        self.held = QWidget()
        self.button = PillButton("")
        self.button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.button.clicked.connect(self._on_pressed)
        self.rows = column(within=self.held)
        column(row(self.button, None), style.px(4), self.held, within=self)
        self.unfold(on=False)

    def unfold(self, *, on: bool) -> None:
        """Show or hide what is folded away."""
        self.held.setVisible(on)
        self.button.set_text(_("Less") if on else _("More"))
        name = _("Less of {page}") if on else _("More of {page}")
        self.button.setAccessibleName(name.format(page=self._page))

    def _on_pressed(self) -> None:
        self.unfold(on=self.held.isHidden())
        if not self.held.isHidden():
            self.unfolded.emit()


class Page(Scroller):
    """A scrolling page: a title, a subtitle, and what is added."""

    def __init__(self, group: str) -> None:
        title, subtitle = words.page(group)
        inner = QWidget()
        super().__init__(inner)
        self.setAccessibleName(title)
        self._more: Disclosure | None = None
        parts = (Title(34, title), style.px(6), BodyText(subtitle, size=15), style.px(15), None)
        margins = (SIDE, style.px(22), SIDE - SCROLL_GUTTER, style.px(18))
        self.rows = column(*parts, margins=margins, within=inner)

    def add(self, widget: QWidget, gap: int = 0) -> None:
        """Add a widget at the end, ``gap`` below the last."""
        at = self.rows.count() - 1
        self.rows.insertWidget(at, widget)
        if gap:
            self.rows.insertSpacing(at, style.px(gap))

    def add_section(self, title: str, said: str = "") -> None:
        """Begin another part of the page."""
        words = [BodyText(said, size=14)] if said else []
        gap = style.px(4)
        self.add(column_widget(style.px(26), Title(24, title), *words, style.px(8), gap=gap))

    def add_more(self, widget: QWidget) -> None:
        """Add what few ever change, at the foot of the page."""
        if self._more is None:
            self._more = more = Disclosure(self.accessibleName())
            more.unfolded.connect(lambda: self.bring_into_sight(more))
            self.add(more, 14)
        self._more.rows.addWidget(widget)

    def show_more(self) -> None:
        """Show what is behind *More*, if there is anything."""
        if self._more is not None:
            self._more.unfold(on=True)


def spec_row(key: str) -> tuple[SettingRow, Control]:
    """Return the row of a setting, and its control."""
    held = control(key)
    below = SPECS[key].form in {"calendars", "choices"}
    tight = key in WEEKDAYS  # the seven rows are to be visible at once
    row = SettingRow(
        words.label(key), words.explanation(key), held, below=below, tight=tight,
        ruled=key not in WEEKDAYS[:-1],
    )  # fmt: skip
    return row, held
