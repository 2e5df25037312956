"""The one thing that the present week suggests: another rhythm, or no more offers at an hour."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time
from enum import StrEnum

from intermezzo.core.history.statistics import KEPT_WEEKS, Gap, WeekSummary

NEVER_TAKEN = 4
"""Offers in the hour, none of them taken, after which it is suggested to leave it out."""
GAPS_DAYS = 28
"""Days of offers that are looked at."""
_IGNORED = 4
"""A week in which at most one slot of so many was taken is mostly ignored."""
_FEWER = {"frequent": "steady", "steady": "quiet"}
_DENSER = {"quiet": "steady", "steady": "frequent"}


class SuggestionCode(StrEnum):
    """What is suggested."""

    FEWER = "fewer"
    """A rhythm with fewer, after weeks in which most were ignored."""
    MOVE = "move"
    """Nothing in an hour that was never taken: what was planned there moves."""
    RHYTHM = "rhythm"
    """The next denser rhythm."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A suggestion, with the command that does it and the one that takes it back."""

    code: SuggestionCode
    command: tuple[str, ...]
    undo: tuple[str, ...]
    rhythm: str = ""
    """The preset, where it is about one."""
    hour: time | None = None
    """The hour that was never taken, where it is about one."""
    taken: time | None = None
    """The hour that was taken most, None if there is none."""


def suggestion(
    rhythm: str, before: Sequence[WeekSummary], gaps: Sequence[Gap], bad_times: Sequence[str] = ()
) -> Suggestion | None:
    """Return what to suggest, None for nothing.

    ``before`` are the weeks before the present one, the latest last; ``gaps`` the offers of the last
    ``GAPS_DAYS`` days; ``rhythm`` the preset in use and ``bad_times`` that setting.
    """
    last = before[-KEPT_WEEKS:]
    enough = len(last) == KEPT_WEEKS
    if rhythm in _FEWER and enough and all(map(_ignored, last)):
        return _rhythm(SuggestionCode.FEWER, rhythm, _FEWER[rhythm])
    if (found := _never_taken(gaps, bad_times)) is not None:
        return found
    if rhythm in _DENSER and enough and all(week.steady for week in last):
        return _rhythm(SuggestionCode.RHYTHM, rhythm, _DENSER[rhythm])
    return None


def _ignored(week: WeekSummary) -> bool:
    return week.room >= _IGNORED and week.taken * _IGNORED <= week.room


def _rhythm(code: SuggestionCode, before: str, after: str) -> Suggestion:
    return Suggestion(code, ("rhythm", after), ("rhythm", before), rhythm=after)


def _never_taken(gaps: Sequence[Gap], bad_times: Sequence[str]) -> Suggestion | None:
    """Return the suggestion to leave out the hour with the most offers of which none was taken."""
    offered, taken = Counter[int](), Counter[int]()
    for gap in gaps:
        offered[gap.at.hour] += gap.offered
        taken[gap.at.hour] += gap.taken
    never = [
        hour for hour, many in offered.items()
        if many >= NEVER_TAKEN and not taken[hour] and _interval(hour) not in bad_times
    ]  # fmt: skip
    if not never:
        return None
    hour = max(never, key=lambda one: (offered[one], -one))
    text = _interval(hour)
    best = max(taken, key=lambda one: (taken[one], -one))
    return Suggestion(
        SuggestionCode.MOVE, ("bad-time", "add", text), ("bad-time", "drop", text),
        hour=time(hour), taken=time(best) if taken[best] else None,
    )  # fmt: skip


def _interval(hour: int) -> str:
    """Return an hour of the day as the setting of bad times has it."""
    return f"{hour:02}:00-{(hour + 1) % 24:02}:00"
