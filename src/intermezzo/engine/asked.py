"""The stored list of the questions that were shown of late, so that a restart does not ask them again."""

from collections.abc import Sequence
from datetime import date

import msgspec

from intermezzo.core.practice.progression.numbers import NUMBERS
from intermezzo.core.practice.progression.questions import AskedQuestion

ASKED = "asked"
"""The key of the fact."""
KEPT_DAYS = max(
    NUMBERS.morning_within, NUMBERS.uncomfortable_within // 24, NUMBERS.caught_within, NUMBERS.gentle_within
)
"""Days after which no question is due again for the same reason."""


def written(asked: Sequence[AskedQuestion], today: date) -> str:
    """Return the text of the fact: the questions of ``today``, and those that are not asked twice."""
    found = [one for one in asked if (today - one.day).days <= KEPT_DAYS]
    return msgspec.json.encode(found).decode()


def read(fact: str | None) -> list[AskedQuestion]:
    """Return the questions in a fact; none if it cannot be read."""
    try:
        return msgspec.json.decode(fact or "[]", type=list[AskedQuestion])
    except (ValueError, RecursionError):  # of msgspec too
        return []
