"""The health question of the first start, and the page of help for those to whom something applies."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible

from intermezzo.core.override import override
from intermezzo.presenters import _
from intermezzo.presenters import welcome as told
from intermezzo.ui.kit import style
from intermezzo.ui.kit.layouts import Columns, add, column, column_widget, row, show_or_hide
from intermezzo.ui.kit.texts import BodyText, Heading, Text
from intermezzo.ui.kit.widgets import QUIET_EDGE, CardSurface, PillButton, QuietButton, announce
from intermezzo.ui.welcome.pages import TitledPage, listed

_ROUND = 14
_BAR, _EDGE = 4, 20
_FILLED = Qt.AlignmentFlag(0)
"""No alignment: boxes side by side get one height."""


class _Group(CardSurface):
    """The box of a group of signs; that of emergencies has an amber edge."""

    accessible_role = QAccessible.Role.Grouping

    def __init__(self, signs: told.Signs, *, action: bool) -> None:
        super().__init__("pill", radius=_ROUND)
        pressing = signs.key == "emergency"
        self.setAccessibleName(signs.name)
        px = style.px
        tone = "amber" if pressing else "ink"
        parts: list[Text] = [Heading(signs.name, size=15, weight=600, tone=tone)]
        if action:
            parts.append(BodyText(signs.action, size=14, tone="ink"))
        self._short = column_widget(*(listed(sign, size=14) for sign in signs.short), gap=px(9))
        self._whole = column_widget(*map(listed, signs.whole), gap=px(9))
        bar = CardSurface("amber" if pressing else "pill", radius=2)
        bar.setFixedWidth(px(_BAR))
        words = column(
            *parts, px(3), self._short, self._whole, None, gap=px(9), margins=(0, px(20), px(_EDGE), px(22))
        )
        row(column((bar, 1), margins=(0, px(_ROUND), 0, px(_ROUND))), px(_EDGE), (words, 1), within=self)

    def show_list(self, *, whole: bool) -> None:
        """Show all signs, or the few words of the question."""
        show_or_hide(self._short, shown=not whole)
        show_or_hide(self._whole, shown=whole)


class _SignsPage(TitledPage):
    """A page of the three groups, with the button that shows all their signs."""

    def __init__(self, title: str, *, action: bool) -> None:
        super().__init__("", title, edge=style.px(QUIET_EDGE))
        self._action = action
        self.groups = [_Group(signs, action=action) for signs in told.signs()]
        self.whole = False
        self.other_list = QuietButton("", suggested=True)
        self.other_list.clicked.connect(self._on_other_list)
        self.show_list(whole=False)

    def show_list(self, *, whole: bool) -> None:
        """Show all signs, or the few words of the question."""
        self.whole = whole
        for group in self.groups:
            group.show_list(whole=whole)
        self.other_list.set_text(_("Show the short list") if whole else _("Show the whole list"))

    def _on_other_list(self) -> None:
        self.show_list(whole=not self.whole)
        shown = _("The whole list") if self.whole else _("The short list")
        announce(self, told.page_announcement(shown, *self._spoken_signs()))

    @override
    def spoken(self) -> str:
        """Return the same and the signs shown."""
        lead = (self._lead,) if self._lead else ()
        return told.page_announcement(self.accessibleName(), *lead, *self._spoken_signs())

    def _spoken_signs(self) -> list[str]:
        spoken = []
        for signs in told.signs():
            spoken.append(told.signs_announcement(signs, whole=self.whole))
            if self._action:
                spoken.append(signs.action)
        return spoken

    def _add_list_button(self) -> None:
        add(self.rows, row(self.other_list, None, margins=(0, style.px(8), 0, 0)), None)


class HealthPage(_SignsPage):
    """The question, with the signs it asks about."""

    def __init__(self) -> None:
        super().__init__(_("Does any of this apply to you?"), action=False)
        self._about = self.say(told.what_it_is_not(), 20)
        stored = BodyText(told.what_is_stored(), size=13)
        based = BodyText(told.where_movements_come_from(), size=13)
        self.put(Columns(*self.groups, side=_FILLED))
        self._add_list_button()
        self.put(style.px(10), based, style.px(6), stored)

    def tell_why(self, why: str) -> None:
        """Say why the question is asked again; nothing where ``why`` is empty."""
        self._lead = why
        self._about.setText(f"{why}\n{told.what_it_is_not()}".strip())


class HelpPage(_SignsPage):
    """What to do while sessions are blocked; those who have asked a professional may go on."""

    allowed = Signal()

    def __init__(self) -> None:
        super().__init__(_("No sessions for now"), action=True)
        self.eyebrow.setText(_("Before any movement"))
        self.say(told.help_line(), 18)
        self.may = PillButton(_("A professional has said I may exercise"), tone="card")
        opens = _("Opens Intermezzo, with gentle days for a week.")
        self.may.setAccessibleDescription(opens)
        self.may.clicked.connect(self.allowed)
        emergency, *others = self.groups
        # The button stands under the last two groups: after a sign of the first nobody goes on from here.
        may = row(self.may, (BodyText(opens, size=13), 1), gap=style.px(14))
        rest = column_widget((Columns(*others, side=_FILLED, below=520), 1), may, gap=style.px(14))
        self.put(Columns(emergency, rest, stretches=(1, 2), side=_FILLED))
        self._add_list_button()
