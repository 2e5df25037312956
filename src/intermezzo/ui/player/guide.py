"""The right half of the player: what to do, what to watch for, the steps, and the buttons."""

from html import escape
from math import ceil

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QStackedWidget, QWidget

from intermezzo.core.override import override
from intermezzo.core.practice.model import Movement, Session, Step
from intermezzo.core.practice.playback import Playing, can_wait, in_last_fifth
from intermezzo.core.practice.prescription import ExerciseSet
from intermezzo.core.practice.timeline import Moment, Phase
from intermezzo.presenters import _
from intermezzo.presenters.library.movement import GENERAL_RULE, stop_sign, watch_sign
from intermezzo.presenters.player import (
    easier,
    eyebrow,
    is_before_all,
    moment_texts,
    possible_texts,
)
from intermezzo.presenters.safety import stop_rule, stop_rule_short
from intermezzo.ui.kit import style
from intermezzo.ui.kit.layouts import FlowLayout, column, row
from intermezzo.ui.kit.menus import MoreButton
from intermezzo.ui.kit.page_scroller import PageScroller
from intermezzo.ui.kit.plain import add_keyed_action, set_tooltip
from intermezzo.ui.kit.scrolling import SCROLL_GUTTER
from intermezzo.ui.kit.spoken import describe_key
from intermezzo.ui.kit.texts import BodyText, Eyebrow, Rich, Title
from intermezzo.ui.kit.widgets import ArrowButton, CardSurface, PillButton, round_menu
from intermezzo.ui.player.held_label import HeldLabel
from intermezzo.ui.player.narrator import Narrator
from intermezzo.ui.player.overlay import OpeningCheck, Toast
from intermezzo.ui.player.sheet import Sheet
from intermezzo.ui.player.steps import StepsList

USUAL = (570, 692)
"""Size in the player's usual window, in logical pixels at 100 % text."""
LOW, LOWEST = 520, 440
"""Height below which the edges are narrower, and below which the safety line stands under the words, which
scroll; in logical pixels at 100 % text."""
LEAST, MOST = 0.75, 1.6
"""Bounds for the enlargement of title and cue; they shrink so that the safety line below them is seen."""
TITLE = 40.0
NOTICE = 48
"""Height above the buttons of what is told, in logical pixels at 100 % text."""
LEAST_WORDS = 96
"""Least height of the words beside it, in logical pixels at 100 % text."""
CUE = 24.0
"""At 96 dpi its capitals are 4.6 mm high: at 1.5 m that is twice what normal sight needs."""

RULE, WHOLE_RULE = 12, 14
"""Size of the stop rule: in one line during a step, and whole before the first one, when it is read."""


class Guide(QWidget):
    """Show words, steps and buttons; the player connects the buttons.

    Signals: ``answered`` with the command of an answer to what is told or asked above the buttons.
    """

    answered = Signal(tuple)

    def __init__(self) -> None:
        super().__init__()
        self.eyebrow = Eyebrow()
        self._held_eyebrow = HeldLabel(self.eyebrow)
        self.title = Title(TITLE)
        self.cue = Rich(size=CUE, tone="ink")
        self.cue.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.watch, self.stop = Rich(), Rich()
        self.steps = StepsList()
        self.rule, self.low_rule = BodyText(size=RULE), BodyText(stop_rule_short(), size=RULE)
        for one in (self.rule, self.low_rule):
            one.setAccessibleName(stop_rule())
            describe_key(one, "S")
        set_tooltip(self.low_rule, stop_rule())
        self.low_rule.hide()
        self.complete = PillButton(_("Complete"), primary=True, key=_("enter"))
        self.back = ArrowButton(forward=False, name=_("Previous step"))
        self.pause = PillButton(_("Pause"), primary=True, key=_("space"))
        self.pause.keep_room_for(_("Pause"), _("Resume"))
        self.next = ArrowButton(forward=True, name=_("Next step"))
        self.ease = PillButton(_("Easier"), key="E")
        self.ease.setCheckable(True)
        self.finish = PillButton(_("Finish"), key=_("esc"))
        menu = round_menu(self)
        self.not_for_me = add_keyed_action(menu, _("Not for me"), "N")
        self.later = add_keyed_action(menu, _("Finish later"), "L")
        menu.addSeparator()
        self.note = add_keyed_action(menu, _("Safety note"), "S")
        self.keys = add_keyed_action(menu, _("Keys"), "?")
        self.more = MoreButton(menu)
        self.sheet = Sheet()
        self._notice = QWidget()
        self.narrator = Narrator(self)
        self.toast = Toast(self._notice, self.narrator)
        self.check = OpeningCheck(self._notice, self.narrator)
        set_tooltip(self.complete, _("The session counts in full from here; Finish does the same"))
        set_tooltip(self.back, _("Back · left arrow"))
        set_tooltip(self.next, _("Next · right arrow"))
        describe_key(self.back, "←")
        describe_key(self.next, "→")
        for button in self.buttons():
            # A click must not move the focus from Pause, whose key is space.
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.lowered: dict[str, str] = {}
        """The movements that were made easier, with the line that is still to be told when it comes."""
        self._grown = 1.0
        """The enlargement of title and cue, where it is none or less."""
        self._step = -1
        self._moves = False
        self._cue_fitted_for: tuple[Step, bool, Phase] | None = None
        self._box_fitted_for: tuple[Session, int] | None = None
        self._shown: tuple[object, ...] = ()
        self._lay_out()

    def _lay_out(self) -> None:
        box = self._box = CardSurface("pill", radius=10)
        inside = (style.px(14), style.px(10), style.px(14), style.px(11))
        column(None, self.watch, self.stop, None, gap=style.px(6), margins=inside, within=box)
        page = QWidget()
        parts = ((self._held_eyebrow, 10), (self.title, 12), (self.cue, 12), (box, 10), (self.rule, 12))
        above = [row(one, margins=(0, 0, 0, style.px(below))) for one, below in parts]
        # The steps are aligned to the bottom, so that they do not move when the words change.
        self._words = column(*above, None, self.steps, margins=(0, 0, 0, style.px(6)), within=page)
        self.area = PageScroller(page)
        # Narrower than the longest word of a title, for large text on a small screen.
        self.area.setMinimumSize(1, style.px(LEAST_WORDS))
        self._pages = QStackedWidget()
        self._pages.addWidget(self.area)
        self._pages.addWidget(self.sheet)
        self._notice.setFixedHeight(style.px(NOTICE))
        told = row((self._notice, 1), self.complete, gap=style.px(8), margins=(0, 0, SCROLL_GUTTER, 0))
        controls = self._controls = FlowLayout(to_right=3)
        for button in self.buttons()[1:]:
            controls.addWidget(button)
        controls.setContentsMargins(0, 0, SCROLL_GUTTER, 0)
        rule = row(self.low_rule, margins=(0, 0, SCROLL_GUTTER, 0))
        self._whole = column((self._pages, 1), rule, told, controls, gap=style.px(10), within=self)
        self._fit_edges()
        for overlay in (self.toast, self.check):
            overlay.setParent(self)
            overlay.came_or_went.connect(self._fit_notice)
            overlay.answered.connect(self.answered)

    def buttons(self) -> tuple[QPushButton, ...]:
        """Return all buttons in tab order."""
        return self.complete, self.back, self.pause, self.next, self.ease, self.finish, self.more

    def open_sheet(self, page: str) -> None:
        """Show the safety note or the keys in place of the words; an empty name shows the words again."""
        if page:
            self.sheet.open(page)
        else:
            self.sheet.page = ""
        self._pages.setCurrentIndex(1 if page else 0)
        self._fit_notice()

    def set_session(self, session: Session) -> None:
        """Show the steps of a session, also after one of them was replaced."""
        self._step = -1
        self.narrator.restart()
        self._cue_fitted_for = None
        self._shown = ()
        self.toast.hide()
        self.not_for_me.setEnabled(True)
        self.steps.set_session(session)

    def show_moment(self, playing: Playing, moment: Moment) -> None:
        """Show a moment and change only what differs."""
        step, eased = playing.session.steps[moment.step], moment.step in playing.eased
        last, seconds = in_last_fifth(playing), ceil(moment.session_left)
        waits = moment.phase is Phase.ARRIVED and not playing.paused
        cue = moment_texts(playing.session, moment, eased=eased)
        shown = (
            moment.phase, moment.step, moment.side, moment.rep, cue, seconds, eased, last, playing.paused,
        )  # fmt: skip
        self.narrator.follow(playing, moment)
        if shown == self._shown:
            return
        self._shown = shown
        self._held_eyebrow.set_text(eyebrow(playing.session, moment, eased=eased))
        if moment.step != self._step:
            self._show_step(playing.session, moment.step)
        self.steps.show_step(playing, moment.step, runs=moment.phase in {Phase.STEP, Phase.TURN})
        self._fix_box_height(playing.session, step.movement)
        phase = Phase.STEP if moment.phase is Phase.TURN else moment.phase
        before, self._moves = self._moves, phase is Phase.STEP
        if self._moves and not before:
            self.area.verticalScrollBar().setValue(0)  # who has read on sees the cue again
        new = self._cue_fitted_for != (step, eased, phase)
        self._show_cue((step, eased, phase), cue)
        whole = is_before_all(moment)
        self.rule.setVisible(whole or self.low_rule.isHidden())
        self.rule.set_size(max(RULE, WHOLE_RULE * self._grown) if whole else RULE)
        self.rule.setText(stop_rule() if whole else stop_rule_short())
        set_tooltip(self.rule, "" if whole else stop_rule())
        # A low window has no room for the box; its sign to stop is read before it moves.
        own = stop_sign(step.movement) if phase is not Phase.STEP else ""
        self.low_rule.setText(own or stop_rule_short())
        self.ease.setChecked(eased)
        self.pause.set_text(_("Resume") if playing.paused else _("Pause"))
        self.pause.set_primary(primary=not (last or waits))
        self.pause.set_key_acts(acts=not waits)  # space begins
        # Exercises of a prescription are not replaced; they can be skipped.
        self.not_for_me.setVisible(not isinstance(step, ExerciseSet))
        self.later.setVisible(not last and can_wait(playing.session))
        self.complete.setVisible(last)
        if whole and new:
            self._fit_steps()
        self.area.tell_more(told=waits)  # while it moves, nobody reads on
        self._fit_notice()

    def say_eased(self, step: Step, *, eased: bool) -> None:
        """Announce what easing off changed."""
        self.narrator.say(" ".join(easier(step.movement)) if eased else _("Back to the full form."))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        usual = style.scale() * USUAL[0], style.scale() * USUAL[1]
        grown = max(LEAST, min(MOST, self.width() / usual[0], self.height() / usual[1]))
        self._grown = min(1.0, grown)
        self.title.set_size(TITLE * grown)
        self.cue.set_size(CUE * grown)
        self.low_rule.setVisible(self.height() < style.px(LOWEST))
        self._fit_edges()
        self._print_keys()
        self._update_minimum_height()
        self._fit_notice()
        self.toast.fit()
        self.check.fit()
        self._cue_fitted_for = None
        self._shown = ()

    @override
    def event(self, event: QEvent) -> bool:
        handled = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._update_minimum_height()
            self._fit_notice()
        return handled

    @override
    def hasHeightForWidth(self) -> bool:
        """Let the window share its height out by its stretches alone: what is told does not change them."""
        return False

    def _fit_edges(self) -> None:
        """Leave the words more of a low window."""
        side, top, bottom = style.px(36), *((16, 12) if self.height() < style.px(LOW) else (32, 20))
        self._whole.setContentsMargins(side, style.px(top), side - SCROLL_GUTTER, style.px(bottom))

    def _update_minimum_height(self) -> None:
        """Set the least height, which depends on how many rows the buttons need at this width."""
        self.setMinimumHeight(self._whole.minimumHeightForWidth(self.width()))

    def _print_keys(self) -> None:
        """Print the keys of the buttons below the words, as many as need no further row."""
        pills = [one for one in self.buttons()[1:] if isinstance(one, PillButton)]
        margins = self._whole.contentsMargins()
        width = self.width() - margins.left() - margins.right()
        for one in pills:
            one.print_key(printed=False)
        height = self._controls.heightForWidth(width)
        for one in pills:
            one.print_key(printed=True)
            if self._controls.heightForWidth(width) > height:
                one.print_key(printed=False)

    def _fit_steps(self) -> None:
        """Let the steps leave their room to the words before the first one, with the whole rule among them.

        They stay as they are then, so that nothing moves when it begins.
        """
        self.steps.give_way(0)
        self.steps.give_way(self._needed() - self._pages.height() - self._notice.height())

    def _needed(self) -> int:
        """Return the height of all the words."""
        self._words.activate()  # else it may still know the heights of other words
        return self._words.heightForWidth(self.area.viewport().width())

    def _fit_notice(self) -> None:
        """Keep room for two lines and *Complete*, so that nothing moves when they come.

        Words that do not fit beside it have this room until then; they begin at the top and do not move.
        """
        told = any(not one.isHidden() for one in (self.toast, self.check, self.complete))
        room = self._pages.height() + self._notice.height()
        needed = room if self.sheet.page else self._needed()
        whole = style.px(NOTICE)
        height = whole if told else max(0, min(whole, room - needed))
        if height != self._notice.height():
            self._notice.setFixedHeight(height)
            # Both together keep their least height, so that the window's does not change.
            self.area.setMinimumHeight(style.px(LEAST_WORDS) + whole - height)
            self._whole.activate()

    def _show_step(self, session: Session, number: int) -> None:
        if self._step >= 0:
            self.toast.hide()
        self._step = number
        movement = session.steps[number].movement
        self.title.setText(movement.name)
        self._set_box(movement)
        self.area.verticalScrollBar().setValue(0)
        lowered = self.lowered.pop(movement.id, "")
        if lowered:
            self.toast.show_message(lowered, back=("back", movement.id, str(number)))

    def _set_box(self, movement: Movement) -> None:
        self.watch.write_labelled(_("Watch for"), "amber_text", movement.watch, leading=120)
        self.watch.setAccessibleName(watch_sign(movement))
        self.stop.write_labelled(_("Stop if"), "ink", movement.stop, leading=120)
        self.stop.setAccessibleName(stop_sign(movement))
        self.stop.setVisible(movement.stop != GENERAL_RULE)

    def _height_of_low_rule(self, text: str) -> int:
        self.low_rule.setText(text)
        return self.low_rule.heightForWidth(self.low_rule.width())

    def _fix_box_height(self, session: Session, now: Movement) -> None:
        """Give the box, and the line in its place, one height for the whole session: the most needed."""
        width = self._box.width()
        if self._box_fitted_for == (session, width):
            return
        self._box_fitted_for = session, width
        self._box.setMinimumHeight(0)
        needed, lines = 0, [stop_rule_short()]
        for one in {step.movement.id: step.movement for step in session.steps}.values():
            self._set_box(one)
            needed = max(needed, self._box.heightForWidth(width))
            lines.append(stop_sign(one))
        self._set_box(now)
        self._box.setMinimumHeight(needed)
        self.low_rule.setMinimumHeight(0)
        self.low_rule.setMinimumHeight(max(self._height_of_low_rule(one) for one in lines))

    def _show_cue(self, key: tuple[Step, bool, Phase], cue: tuple[str, str]) -> None:
        if self._cue_fitted_for != key:
            self._cue_fitted_for = key
            step, eased, phase = key
            # The height of the step's longest cue, so that nothing below moves while it runs.
            height = 0
            self.cue.setMinimumHeight(0)
            for one in possible_texts(step, eased=eased) if phase is Phase.STEP else (cue,):
                self.cue.setText(_cue(*one))
                height = max(height, self.cue.heightForWidth(max(120, self.cue.width())))
            self.cue.setMinimumHeight(height)
        self.cue.write(lambda: _cue(*cue))
        self.cue.setAccessibleName(" ".join(cue).strip())


def _cue(cue: str, soft: str) -> str:
    tone = style.color("soft").name()
    more = f' <span style="color:{tone}">{escape(soft)}</span>' if soft else ""
    return f'<p style="line-height:122%;margin:0">{escape(cue)}{more}</p>'
