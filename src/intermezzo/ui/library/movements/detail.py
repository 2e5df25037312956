"""The detail pane: a movement's figure in a circle, its description, source, actions, and the stop rule."""

from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from intermezzo.core.override import override
from intermezzo.presenters import _
from intermezzo.presenters.library.repertoire import Linked, MovementWords
from intermezzo.presenters.safety import stop_rule, stop_rule_short
from intermezzo.ui.figure.view import FigureView
from intermezzo.ui.kit import style
from intermezzo.ui.kit.layouts import column, row
from intermezzo.ui.kit.plain import set_tooltip
from intermezzo.ui.kit.texts import BodyText, Rich, Title
from intermezzo.ui.kit.widgets import QUIET_EDGE, PillButton, QuietButton, announce
from intermezzo.ui.library.detail_pane import SIDE, DetailPane

_CIRCLE = 180
"""Diameter of the figure's circle, in logical pixels at 100 % text."""


class _Links(Rich):
    """Text with links. Tab focuses a link at once; a plain label would first focus nothing."""

    def __init__(self) -> None:
        super().__init__(size=13)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByKeyboard | Qt.TextInteractionFlag.LinksAccessibleByMouse
        )

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        """Focus the first link, or the last one when tabbing backwards."""
        super().focusInEvent(event)
        if event.reason() in {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason}:
            self.focusNextPrevChild(event.reason() == Qt.FocusReason.TabFocusReason)


class Detail(DetailPane):
    """The right pane of the window. ``linked`` carries the id of a movement whose link was followed."""

    linked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.figure = FigureView(background="pill", circle=True)
        self.title = Title(28)
        self.also = BodyText(size=13)
        self.barred = BodyText(size=13, tone="amber")
        self.dose = BodyText(size=14)
        self.here = Rich(size=14)
        self.start = BodyText(size=14)
        self.cues = BodyText(size=15.5, tone="ink")
        self.watch, self.stop, self.feels = Rich(), Rich(), Rich()
        self.ways = _Links()
        self.source, self.notes = BodyText(size=13), BodyText(size=13)
        self.rule = StopRule()
        self.ways.linkActivated.connect(self.linked)
        self.toggle = PillButton(_("Add to my repertoire"), tone="card")
        self.attempt = PillButton(_("Try it now"), tone="card")
        self._lay_out()

    def _lay_out(self) -> None:
        px = style.px
        words = (
            (self.figure, Qt.AlignmentFlag.AlignHCenter),
            px(14),
            self.title,
            px(4),
            self.also,
            px(6),
            self.barred,
            px(6),
            self.dose,
            px(6),
            self.here,
            px(10),
            self.start,
            px(12),
            self.cues,
        )
        signs = (px(12), self.feels, px(8), self.watch, px(8), self.stop, self.rule, px(10), None)
        last = (self.ways, px(6), self.source, px(6), self.notes, px(6))
        # The fade at the edge is as high as the space below the last words, and leaves them alone.
        self.hold(*words, *signs, *last, buttons=(self.toggle, self.attempt), above=18, below=20)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the figure's circle to the width, and leave room for words below it."""
        super().resizeEvent(event)
        size = event.size()
        circle = min(style.px(_CIRCLE), size.width() - 2 * style.px(SIDE), size.height() // 3)
        self.figure.setFixedSize(circle, circle)

    def show_words(self, words: MovementWords | None) -> None:
        """Show a movement, scrolled to the top; None hides the pane."""
        self.setVisible(words is not None)
        self.figure.show_movement(words.card.movement if words is not None else None)
        if words is not None:
            self.area.verticalScrollBar().setValue(0)
            self.update_words(words)
            announce(self, words.dose)  # screen readers read the name from the card

    def update_words(self, words: MovementWords) -> None:
        """Update the words of the same movement."""
        card, movement = words.card, words.card.movement
        self.title.setText(movement.name)
        self.also.set_or_hide(words.also)
        self.barred.set_or_hide(card.barred[:1].upper() + card.barred[1:])
        self.dose.setText(words.dose)
        self.start.set_or_hide(movement.start)
        self.cues.setText("\n".join(movement.cues))
        for part, label, tone, text in (
            (self.watch, _("Watch for"), "amber_text", movement.watch),
            (self.stop, _("Stop if"), "ink", words.stop),
            (self.feels, _("You should feel:"), "ink", movement.feels),
            (self.here, _("Where you are:"), "ink", card.here),
        ):
            part.write_labelled(label, tone, text, leading=124)
            part.setVisible(bool(text))
        forms = (
            (_("Easier:"), words.easier), (_("Harder:"), words.harder), (_("Ladder:"), words.ladder)
        )  # fmt: skip
        self.ways.write(lambda: "".join(_way(label, form) for label, form in forms))
        self.ways.setVisible(any(form for _label, form in forms))
        self.ways.setAccessibleName(
            " ".join(f"{label} {''.join(piece for piece, _to in form)}" for label, form in forms if form)
        )
        leads = any(to for _piece, to in (*words.easier, *words.harder, *words.ladder))
        self.ways.setFocusPolicy(Qt.FocusPolicy.StrongFocus if leads else Qt.FocusPolicy.NoFocus)
        self.notes.set_or_hide("\n".join(words.notes))
        self.source.setText(words.source)
        self.toggle.set_text(_("In my repertoire ✓") if card.inside else _("Add to my repertoire"))
        # The primary button is the likelier next action.
        self.toggle.set_primary(primary=not card.inside)
        self.attempt.set_primary(primary=card.inside)
        self.toggle.setAccessibleName(
            _("In my repertoire; press to remove it") if card.inside else _("Add to my repertoire")
        )


def _way(label: str, pieces: Linked) -> str:
    """Return an easier or harder form as rich text, with a link if it is another movement."""
    if not pieces:
        return ""
    green = style.color("green").name()
    text = "".join(
        f'<a href="{escape(to)}" style="color:{green}">{escape(piece)}</a>' if to else escape(piece)
        for piece, to in pieces
    )
    return f'<p style="line-height:124%;margin:0">{escape(label)} {text}</p>'


class StopRule(QWidget):
    """One line of the rule, or the whole of it. Screen readers and the tooltip always have the whole."""

    def __init__(self) -> None:
        super().__init__()
        self.line = BodyText(size=12)
        self.line.setAccessibleName(stop_rule())
        self.line.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.more = QuietButton("", size=12)
        self.more.clicked.connect(self.turn)
        # The text is aligned with the button beside it.
        beside = column(self.line, margins=(0, style.px(7), 0, 0))
        more = (self.more, Qt.AlignmentFlag.AlignTop)
        row((beside, 1), more, gap=style.px(12) - QUIET_EDGE, within=self)
        self._opened = False
        self._show()

    def turn(self) -> None:
        """Switch between the whole rule and one line."""
        self._opened = not self._opened
        self._show()
        if self._opened:
            announce(self, stop_rule())

    def _show(self) -> None:
        self.line.setText(stop_rule() if self._opened else stop_rule_short())
        set_tooltip(self.line, "" if self._opened else stop_rule())
        self.more.set_text(_("Less") if self._opened else _("Full safety note"))
        self.more.setAccessibleName(
            _("The safety note in one line") if self._opened else _("The full safety note")
        )
