"""The right half of the player: what to do, what to watch for, the steps, the controls and their keys."""

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from intermezzo.core.model import Session
from intermezzo.core.playing import Playing, in_last_fifth
from intermezzo.core.walkthrough import Moment
from intermezzo.ui import style
from intermezzo.ui.flow import FlowLayout
from intermezzo.ui.player.steps import StepsList
from intermezzo.ui.texts import Body, Eyebrow, Text, Title
from intermezzo.ui.widgets import ArrowButton, CardSurface, PillButton, announce
from intermezzo.words import _
from intermezzo.words.movement import GENERAL_RULE
from intermezzo.words.player import dose, eyebrow, stop_rule

CUE = 24.0
"""Its capitals are 4.6 mm high on a screen of 96 dots an inch: at 1.5 m twice what normal sight needs."""


class Guide(QWidget):
    """Words, steps and buttons; the buttons are connected by the player."""

    def __init__(self) -> None:
        super().__init__()
        self.eyebrow = Eyebrow()
        self.title = Title(40)
        self.cue = Text(size=CUE)
        self.cue.setTextFormat(Qt.TextFormat.RichText)
        self.cue.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.watch = Body()
        self.watch.setTextFormat(Qt.TextFormat.RichText)
        self.stop = Body()
        self.stop.setTextFormat(Qt.TextFormat.RichText)
        self.steps = StepsList()
        self.rule = Body(stop_rule(), size=13)
        self.complete = PillButton(_("Complete"), primary=True, key=_("enter"))
        self.back = ArrowButton(forward=False, name=_("Back"))
        self.pause = PillButton(_("Pause"), primary=True, key=_("space"))
        self.next = ArrowButton(forward=True, name=_("Next"))
        self.ease = PillButton(_("Ease off"), key="E")
        self.finish = PillButton(_("Finish here"), key=_("esc"))
        self.back.setToolTip(_("Back · left arrow"))
        self.next.setToolTip(_("Next · right arrow"))
        for button in self.buttons():
            # A click must not carry the focus away from Pause: space is printed on it.
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._step = -1
        self._shown: tuple[object, ...] = ()
        self._lay_out()

    def _lay_out(self) -> None:
        box = CardSurface("pill", radius=10)
        inside = QVBoxLayout(box)
        inside.setContentsMargins(style.px(14), style.px(10), style.px(14), style.px(11))
        inside.setSpacing(6)
        inside.addWidget(self.watch)
        inside.addWidget(self.stop)
        page = QWidget()
        page.setObjectName("page")
        words = QVBoxLayout(page)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(0)
        first = ((self.eyebrow, 10), (self.title, 12), (self.cue, 10))
        for part, after in (*first, (box, 12), (self.steps, 14)):
            words.addWidget(part)
            words.addSpacing(style.px(after))
        words.addStretch()
        words.addWidget(self.rule)
        self._area = QScrollArea()
        self._area.setWidget(page)
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.viewport().setAutoFillBackground(False)
        page.setAutoFillBackground(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(style.px(36), style.px(34), style.px(36), style.px(28))
        whole.setSpacing(style.px(20))
        whole.addWidget(self._area, 1)
        controls = FlowLayout(gap=style.px(8), to_right=2)
        for button in self.buttons():
            controls.addWidget(button)
        whole.addLayout(controls)

    def buttons(self) -> tuple[PillButton, ...]:
        """Give all buttons in the order of the keyboard."""
        return (self.complete, self.back, self.pause, self.next, self.ease, self.finish)

    def scroll_pages(self, pages: int) -> None:
        """Move the words by pages, down where positive; nothing when all are in sight."""
        bar = self._area.verticalScrollBar()
        bar.setValue(bar.value() + pages * bar.pageStep())

    def set_session(self, session: Session) -> None:
        """Begin with a session's steps."""
        self._step = -1
        self._shown = ()
        self.steps.set_session(session)

    def show_moment(self, playing: Playing, moment: Moment) -> None:
        """Show a moment; only what changed is touched."""
        self.eyebrow.setText(eyebrow(playing.session, moment))
        eased = moment.step in playing.eased
        last = in_last_fifth(playing)
        shown = (moment.step, moment.cue, eased, last, playing.paused)
        if shown == self._shown:
            return
        self._shown = shown
        self._show_words(playing.session, moment, eased=eased)
        self.ease.set_text(_("Full form") if eased else _("Ease off"))
        self.pause.set_text(_("Resume") if playing.paused else _("Pause"))
        self.complete.setVisible(last)
        self.finish.setVisible(not last)
        self.pause.set_primary(primary=not last)

    def _show_words(self, session: Session, moment: Moment, *, eased: bool) -> None:
        step = session.steps[moment.step]
        movement = step.movement
        if moment.step != self._step:
            self._step = moment.step
            self.title.setText(movement.name)
            self.watch.setText(_labelled(_("Watch for"), style.current().amber_text, movement.watch))
            self.watch.setAccessibleName(_("Watch for {fault}").format(fault=movement.watch))
            self.stop.setText(_labelled(_("Stop"), style.current().ink, movement.stop, "— "))
            self.stop.setAccessibleName(_("Stop: {sign}").format(sign=movement.stop))
            self.stop.setVisible(movement.stop != GENERAL_RULE)
            self.steps.show_step(moment.step)
            self._area.verticalScrollBar().setValue(0)
            self._say(session, moment)
        # All cues of a step take the height of the longest, so that nothing below moves.
        texts = [_cue(cue, movement.feels) for cue in (*movement.cues, movement.easier)]
        height = 0
        for text in texts:
            self.cue.setText(text)
            height = max(height, self.cue.heightForWidth(max(120, self.cue.width())))
        self.cue.setMinimumHeight(height)
        words = movement.easier if eased and movement.easier else movement.cues[moment.cue]
        self.cue.setText(_cue(words, movement.feels))
        self.cue.setAccessibleName(f"{words} {movement.feels}".strip())

    def _say(self, session: Session, moment: Moment) -> None:
        step = session.steps[moment.step]
        announce(
            self,
            _("Step {n} of {all}: {name}, {dose}. {cue}").format(
                n=moment.step + 1,
                all=len(session.steps),
                name=step.movement.name,
                dose=dose(step),
                cue=step.movement.cues[0],
            ),
        )


def _cue(cue: str, feels: str) -> str:
    soft = f' <span style="color:{style.current().soft}">{escape(feels)}</span>' if feels else ""
    return f'<p style="line-height:122%;margin:0">{escape(cue)}{soft}</p>'


def _labelled(label: str, tone: str, text: str, between: str = "") -> str:
    head = f'<span style="color:{tone};font-weight:600">{escape(label)}</span>'
    return f'<p style="line-height:120%;margin:0">{head} {between}{escape(text)}</p>'
