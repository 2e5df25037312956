"""What the app stores of today for its next start: the plan, and the questions that were shown of late.

A restart keeps the slots and their sessions, tells what it cannot keep, and asks no question again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import msgspec

from intermezzo.core.practice.model import Slot
from intermezzo.core.practice.progression.numbers import NUMBERS
from intermezzo.core.practice.progression.questions import AskedQuestion
from intermezzo.core.scheduling.intervals import Interval

PLAN, ASKED = "plan", "asked"
"""The keys of the facts."""
KEPT_DAYS = max(
    NUMBERS.morning_within, NUMBERS.uncomfortable_within // 24, NUMBERS.caught_within, NUMBERS.gentle_within
)
"""Days after which no question is due again for the same reason."""


@dataclass(frozen=True, slots=True)
class KeptPlan:
    """The slots of a day, and the busy time that they were planned around."""

    day: date
    slots: tuple[Slot, ...]
    busy: tuple[Interval, ...]


def plan_text(plan: KeptPlan) -> str:
    """Return the text of the fact."""
    return msgspec.json.encode(plan).decode()


def read_plan(fact: str | None) -> KeptPlan | None:
    """Return the plan in a fact; None if it cannot be read, or a time is not in UTC."""
    try:
        plan = msgspec.json.decode(fact or "", type=KeptPlan)
        return plan if all(one.interval for one in plan.slots) else None
    except (ValueError, RecursionError):  # of msgspec and Interval too
        return None


def asked_text(asked: Sequence[AskedQuestion], today: date) -> str:
    """Return the text of the fact: the questions of ``today``, and those that are not asked twice."""
    return msgspec.json.encode([one for one in asked if (today - one.day).days <= KEPT_DAYS]).decode()


def read_asked(fact: str | None) -> list[AskedQuestion]:
    """Return the questions in a fact; none if it cannot be read."""
    try:
        return msgspec.json.decode(fact or "[]", type=list[AskedQuestion])
    except (ValueError, RecursionError):
        return []
