"""The answer to the health question of the first start, and for how long it holds."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

HOLDS = timedelta(days=180)
"""After that long the question is asked again."""


class HealthAnswer(StrEnum):
    """What was said; no answer to a single sign is stored."""

    NONE = "none"
    """None of the signs applies."""
    SOMETHING = "something"
    """One applies, or the user is not sure."""
    ALLOWED = "allowed"
    """One applies, and a professional has said that the user may exercise."""
    OPEN = "open"
    """Asked again after something new or worrying, and not answered yet."""
    AWAY = "away"
    """Asked again after a long absence, and not answered yet."""


_ALLOWING = (HealthAnswer.NONE, HealthAnswer.ALLOWED)


@dataclass(frozen=True, slots=True)
class Screening:
    """The answer, and the local day on which it was given."""

    answer: HealthAnswer
    day: date

    def is_due(self, today: date) -> bool:
        """Return whether the question is asked again.

        A day that is still to come, because the clock was set back since, counts as today.
        """
        return today - self.day >= HOLDS

    def allows(self, today: date) -> bool:
        """Return whether sessions may begin."""
        return self.answer in _ALLOWING and not self.is_due(today)


NOT_ASKED = Screening(HealthAnswer.NONE, date.max)
"""For demonstrations and tests, in which the question is never asked."""
