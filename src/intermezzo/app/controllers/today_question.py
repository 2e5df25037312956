"""The question that the practice asks in Today: for safety, or about the morning after a load."""

from datetime import date, datetime, timedelta

from intermezzo.core.practice.progression.questions import PracticeQuestion
from intermezzo.engine.engine import Engine
from intermezzo.engine.practice_questions import is_due, note_asked, question_of_today
from intermezzo.presenters.questions import QuestionAnswer, QuestionView, question_view, told

TOLD_FOR = timedelta(minutes=10)
"""How long what follows from an answer is shown, with *Undo*."""


class TodayQuestion:
    """One question, which is shown until it is answered or the day is over."""

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
