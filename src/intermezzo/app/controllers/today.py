"""The day in sight: the tray, the offer card and the Today window."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from intermezzo.app import views
from intermezzo.app.context import Context
from intermezzo.app.controllers.base import WindowController
from intermezzo.app.day import DayController
from intermezzo.core.override import override
from intermezzo.core.practice.progression.questions import PracticeQuestion
from intermezzo.core.scheduling.reflow import Reflow, reflow
from intermezzo.engine.engine import Engine
from intermezzo.engine.practice_questions import is_due, note_asked, question_of_today
from intermezzo.presenters.questions import QuestionAnswer, QuestionView, question_view, told
from intermezzo.presenters.views import TodayView
from intermezzo.ui.kit import style
from intermezzo.ui.offer.card import OfferCard
from intermezzo.ui.tray.tray import Tray

if TYPE_CHECKING:
    from intermezzo.ui.today.window import TodayWindow

_OURS = frozenset({"ours", "closed"})
"""The keys of notices about an error of ours."""
_TOLD = {("answer", word) for word in ("snooze", "done", "skip", "not-today", "bad-time", "no-more-today")}
"""The answers after which the card tells what follows, with *Undo*."""
TOLD_FOR = timedelta(minutes=10)
"""How long what follows from the answer to a question is shown, with *Undo*."""


class TodayController(WindowController["TodayWindow"]):
    """Keeps all three current."""

    def __init__(self, context: Context, day: DayController, tray: Tray) -> None:
        super().__init__(context)
        self._day = day
        self._tray = tray
        self._view: TodayView | None = None
        self._seen = views.seen_last(context.engine, context.now())
        """The day as the last view showed it; before the first, as the last run of the app left it."""
        self._change: Reflow | None = None
        """The last change of the plan between two views."""
        self._question = TodayQuestion(context.engine)
        self._shown = ("", "")
        """Identifies the offer that the card shows, and its session."""
        self.card = self._new_card()
        day.changed.connect(self.refresh_all)
        day.begun.connect(self.hide_card)
        context.notices.changed.connect(self._on_notices)

    @override
    def make(self) -> "TodayWindow":
        from intermezzo.ui.today.window import TodayWindow

        window = TodayWindow()
        window.command.connect(self._context.dispatch)
        window.question.answered.connect(self._on_answered)
        window.pinned.connect(self._dispatch)
        return window

    @override
    def _tell(self, line: str, *, ok: bool) -> None:
        if self.window is not None:
            self.window.tell(line, ok=ok)

    @override
    def update(self, window: "TodayWindow") -> None:
        window.question.set_view(self._question.shown(self._context.now()))
        window.set_view(self.view())

    def _on_answered(self, answer: QuestionAnswer) -> None:
        """Carry out the answer to the question, or what takes it back."""

        def respond(ok: bool, line: str, _data: object) -> None:  # noqa: FBT001 - the form of every response
            if ok:
                self._question.answered(answer, line, self._context.now())
            else:
                self._context.notices.show("command", line)
            self.refresh()

        if answer.command:
            self._context.dispatch(answer.command, respond)
        else:
            respond(True, "", None)

    def view(self) -> TodayView:
        """Return what the Today window shows; while a commit is under way, the day as it was before."""
        if self._view is None or not self._day.writer.hidden():
            now, (lines, answered) = self._context.now(), self._context.notices.views()
            view = views.today(self._context.engine, now, lines, self._follow(now), answered)
            self._view = replace(view, report=self._reports(), quits=not self._tray.present)
        return self._view

    def _follow(self, now: datetime) -> Reflow | None:
        """Return the change of the plan that is told now, since an earlier view."""
        if self._context.engine.decision is None:
            return None  # there is no plan yet
        before, self._seen = self._seen, views.seen(self._context.engine, now)
        found = reflow(before, self._seen) if before is not None else None
        self._change = found or self._change
        return self._change if self._change is not None and self._change.is_told(self._seen) else None

    def _reports(self) -> bool:
        """Return whether a line is shown that tells of an error of ours, and its trace is known."""
        context = self._context
        return bool(context.last_trace.lines and _OURS & context.notices.lines.keys())

    def refresh_all(self) -> None:
        """Update tray, card and, if it is visible, the window."""
        self._refresh_tray()
        self._refresh_card()
        self.refresh()

    def _on_notices(self) -> None:
        # Not the card: an answer clears the notice of a command before the card tells what became of it.
        self._refresh_tray()
        self.refresh()

    def _refresh_tray(self) -> None:
        if self._day.writer.hidden():
            return
        notice = self._context.notices.lines.get("calendar", "")
        self._tray.set_view(views.tray(self._context.engine, self._context.now(), notice))

    # -- the card ------------------------------------------------------------------------------------

    def show_card(self) -> None:
        """Show the card of the open offer with the keyboard focus."""
        if self.card.tells:
            self._shown = ("", "")
        self._refresh_card()
        self.card.take_focus()

    def float_card(self) -> None:
        """Show the card in the place of a notification that failed, where the card takes no focus."""
        if self._context.floats and self._context.engine.offer is not None:
            self._refresh_card()
            self.card.show()

    def hide_card(self) -> None:
        """Hide the card; the offer stays open."""
        self.card.hide()

    def refuse(self) -> None:
        """Let the card take another answer after one that could not be done."""
        view = views.card(self._context.engine, self._context.now())
        if view is not None and self.card.isVisible():
            self.card.set_view(view)
        self.refresh_all()

    def _new_card(self) -> OfferCard:
        card = OfferCard()
        card.command.connect(self._on_card)
        return card

    def _on_card(self, words: tuple[str, ...]) -> None:
        """Carry out what was pressed on the card; it tells an answer that can be taken back."""
        if words[:2] not in _TOLD:
            self._context.dispatch(words)
            return

        def respond(ok: bool, line: str, _data: object) -> None:  # noqa: FBT001 - the form of every response
            if ok:
                self._context.notices.clear("command")
                if self._context.engine.offer is None:
                    self.card.show_answer(line)
            else:
                self._context.notices.show("command", line)

        self._context.dispatch(words, respond)

    def _refresh_card(self) -> None:
        if self.card.made_for != style.scale():
            # It is laid out for one text size.
            self.card.hide()
            self.card.deleteLater()
            self.card, self._shown = self._new_card(), ("", "")
        if self._day.writer.hidden():
            return
        offer = self._context.engine.offer
        view = views.card(self._context.engine, self._context.now())
        if offer is None or view is None:
            self._shown = ("", "")
            if not self.card.tells:
                self.card.hide()
            return
        before, self._shown = self._shown, (f"{offer.occurrence} {offer.since}", offer.session.id)
        if self._shown == before:
            self.card.set_eyebrow(view.eyebrow)
            return
        self.card.set_view(view)
        self.card.place(self._tray.geometry())
        # Hidden by the user it stays so when another session takes the place of one that fits no more.
        if self._shown[0] != before[0] and not self._context.notifies:
            self.card.show()


class TodayQuestion:
    """One question, for safety or about the morning after a load, until it is answered or the day is over."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._day: date | None = None
        self._asked: PracticeQuestion | None = None
        self._view: QuestionView | None = None
        self._answered: QuestionView | None = None
        """The question that was answered last, as long as that can be taken back."""
        self._until: datetime | None = None
        """When what is shown goes by itself."""

    def shown(self, now: datetime) -> QuestionView | None:
        """Return the question to show, None without one; from the first time on it counts as asked."""
        today = self._engine.state.local_day
        if self._view is not None and self._day == today and self._holds(now):
            return self._view
        self._answered = self._until = None
        question = question_of_today(self._engine, now)
        if question is None:
            self._view = None
            return None
        note_asked(self._engine, question, now)
        self._day, self._asked, self._view = today, question, question_view(question)
        return self._view

    def _holds(self, now: datetime) -> bool:
        """Return whether to show it still: the answer for a while, a question as long as it has a reason."""
        if self._until is not None:
            return now < self._until
        return self._asked is not None and is_due(self._engine, self._asked, now)

    def answered(self, answer: QuestionAnswer, line: str, now: datetime) -> None:
        """Show what follows from the answer, if it can be taken back; after *Undo* the question again."""
        if self._answered is not None:
            self._view, self._answered, self._until = self._answered, None, None
        elif answer.undo:
            self._answered, self._until = self._view, now + TOLD_FOR
            self._view = told(line, answer)
        else:
            self._view = None
