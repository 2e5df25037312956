"""The sheet of the user's own rules: chosen from given ones, or written."""

from PySide6.QtWidgets import QWidget

from intermezzo.core.practice.standards import LONGEST
from intermezzo.presenters import _
from intermezzo.presenters.views import StandardChoice, StandardsView
from intermezzo.ui.kit import menus, style
from intermezzo.ui.kit.layouts import add, column, row
from intermezzo.ui.kit.scrolling import Scroller
from intermezzo.ui.kit.tab_order import put_before
from intermezzo.ui.kit.text_field import LineEdit
from intermezzo.ui.kit.texts import BodyText, Title
from intermezzo.ui.kit.ticks import Tick
from intermezzo.ui.kit.widgets import PillButton, QuietButton, announce, line, round_menu
from intermezzo.ui.kit.window import Window

_SIZE = (600, 690)
_WIDEST = 380
"""Logical pixels at which the words of a rule wrap."""


class _RuleRow(QWidget):
    """One rule with its tick; an active one says when it is shown, which a menu changes."""

    def __init__(self, sheet: "RulesSheet", rule: StandardChoice) -> None:
        super().__init__()
        self._sheet, self._command = sheet, rule.command
        self.tick = Tick(rule.words, rule.id, _WIDEST)
        self.menu = round_menu(self)
        self.when = QuietButton("", menu=self.menu)
        self.tick.clicked.connect(self._on_tick)
        self.menu.triggered.connect(lambda action: sheet.command.emit(menus.command_of(action)))
        row(self.tick, None, self.when, gap=style.px(8), within=self)
        self.set_view(rule)

    def set_view(self, rule: StandardChoice) -> None:
        """Show the rule as it is now."""
        self._command = rule.command
        self.tick.setMinimumSize(self.tick.sizeHint())  # else a rule takes the height of a narrow one
        self.tick.setChecked(rule.active)
        self.tick.setEnabled(rule.possible)
        self.when.set_text(rule.when)
        self.when.setAccessibleName(_("When: {when}").format(when=rule.when))
        self.when.setAccessibleDescription(rule.words)
        self.when.setVisible(rule.active)
        self.menu.clear()
        for label, command in rule.contexts:
            menus.add(self.menu, label, *command)

    def _on_tick(self) -> None:
        self.tick.setChecked(not self.tick.isChecked())  # it shows what is recorded
        self._sheet.command.emit(self._command)


class RulesSheet(Window):
    """Shows a ``StandardsView``; what is chosen is a command."""

    def __init__(self, owner: QWidget | None) -> None:
        super().__init__(_("My own rules"))
        self.lie_over(owner)
        self._line = BodyText(size=14)
        self.rows: dict[str, _RuleRow] = {}
        page = QWidget()
        self._rows = column(None, gap=style.px(4), within=page)
        self.words = LineEdit(_("A rule in your own words"), _("Or in your own words"), wide=True)
        self.words.setMaxLength(LONGEST)
        self.add = PillButton(_("Add"))
        self.outcome = BodyText(size=13)
        self.close_button = PillButton(_("Close"), key=_("esc"))
        self.add.clicked.connect(self._add)
        self.words.returnPressed.connect(self._add)
        self.close_button.clicked.connect(self.leave)
        px = style.px
        add(
            self.body, Title(26, _("My own rules")), px(8), self._line, px(14), (Scroller(page), 1), px(10),
            line(), px(14), row((self.words, 1), self.add, gap=px(8)), px(12),
            row((self.outcome, 1), self.close_button, gap=px(8)),
        )  # fmt: skip
        self.resize_within_screen(px(_SIZE[0]), px(_SIZE[1]))

    def set_view(self, view: StandardsView) -> None:
        """Show the rules; those that stay keep the focus."""
        self._line.setText(view.line)
        shown = {one.id for one in view.choices}
        for name in [one for one in self.rows if one not in shown]:
            gone = self.rows.pop(name)
            self._rows.removeWidget(gone)
            gone.deleteLater()
        for place, rule in enumerate(view.choices):
            if rule.id in self.rows:
                self.rows[rule.id].set_view(rule)
            else:
                self.rows[rule.id] = _RuleRow(self, rule)
                self._rows.insertWidget(place, self.rows[rule.id])
        put_before(self.words, *(self.rows[one.id] for one in view.choices))
        if any(one.active and one.words == self._typed() for one in view.choices):
            self.words.clear()
        self.words.setEnabled(view.can_add)
        self.add.setEnabled(view.can_add)

    def tell(self, text: str, *, ok: bool) -> None:
        """Tell what came of a command."""
        self.outcome.setText("" if ok else text)
        announce(self, text)

    def _typed(self) -> str:
        return " ".join(self.words.text().split())

    def _add(self) -> None:
        if self._typed():
            self.command.emit(("standard", "add", self._typed()))
