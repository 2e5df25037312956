"""The question that the practice asks in Today: for safety, or about the morning after a load."""

from datetime import date, datetime

from intermezzo.core.practice.progression.questions import Rank
from intermezzo.engine.engine import Engine
from intermezzo.engine.practice_questions import note_asked, practice_question
from intermezzo.presenters.questions import QuestionView, question_view

_RANKS = frozenset({Rank.SAFETY, Rank.MORNING})
"""The others belong to the end of a session."""


class TodayQuestion:
    """One question, which is shown until it is answered or the day is over."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._day: date | None = None
        self._view: QuestionView | None = None

    def shown(self, now: datetime) -> QuestionView | None:
        """Return the question to show, None without one; from the first time on it counts as asked."""
        today = self._engine.state.local_day
        if self._view is not None and self._day == today:
            return self._view
        question = practice_question(self._engine, now)
        if question is None or question.rank not in _RANKS:
            self._view = None
            return None
        note_asked(self._engine, question, now)
        self._day, self._view = today, question_view(question)
        return self._view

    def answered(self) -> None:
        """Show it no more."""
        self._view = None
