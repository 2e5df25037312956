"""After offers that nobody answered: fewer for the rest of the day, and further apart."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from intermezzo.core.practice.model import Kind, Rhythm

UNANSWERED = 3
"""So many offers in a row, unanswered although the user was there, and fewer are asked that day."""
APART = timedelta(minutes=90)
"""The least time from one offer to the next then."""


def fewer(owed: Mapping[Kind, int]) -> Mapping[Kind, int]:
    """Return half of the slots that are owed, rounded up; an interlude stays rather than a micro-session."""
    left = -(-sum(owed.values()) // 2)
    interludes = min(left, owed.get(Kind.INTERLUDE, 0))
    return {Kind.INTERLUDE: interludes, Kind.MICRO: left - interludes}


def further_apart(rhythm: Rhythm) -> Rhythm:
    """Return the rhythm with at least ``APART`` between two offers."""
    return replace(rhythm, spacing=max(rhythm.spacing, APART))
