"""The stored answer to the health question."""

import json
from collections.abc import Sequence
from datetime import date

from intermezzo.core.history.events import Event
from intermezzo.core.practice.progression.absence import asks_health
from intermezzo.core.practice.screening import HealthAnswer, Screening

SCREENING = "screening"
"""The key of the fact: shown, answer, date, and nothing else."""
_BEFORE = {True: HealthAnswer.NONE, False: HealthAnswer.SOMETHING}
"""What ``cleared`` meant in the facts of 0.1."""


def after_absence(said: Screening | None, events: Sequence[Event], today: date) -> Screening | None:
    """Return what was said, or that the question is open again after a long absence."""
    if said is not None and said.allows(today) and asks_health(events, said.day, today):
        return Screening(HealthAnswer.AWAY, today)
    return said


def written(screening: Screening) -> str:
    """Return the text of the fact."""
    return json.dumps({"shown": True, "answer": screening.answer, "date": screening.day.isoformat()})


def read(fact: str | None) -> Screening | None:
    """Return the answer in a fact, also in one of 0.1; None if there is none that can be read."""
    try:
        found = json.loads(fact or "null")
        if not isinstance(found, dict):
            return None
        answer = _BEFORE[found["cleared"]] if "cleared" in found else HealthAnswer(found["answer"])
        return Screening(answer, date.fromisoformat(found["date"]))
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
