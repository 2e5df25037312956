"""What is to be recorded of the practice now: all lower grades, and levels that open or close."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from intermezzo.core.history.events import Event
from intermezzo.core.practice.progression.absence import after_gentle, returning
from intermezzo.core.practice.progression.easing import easing
from intermezzo.core.practice.progression.gates import opened
from intermezzo.core.practice.progression.progress import GradeChange, LevelChange, Practice


@dataclass(frozen=True, slots=True)
class Upkeep:
    """The changes to record, and what else follows."""

    changes: tuple[GradeChange | LevelChange, ...] = ()
    out: tuple[str, ...] = ()
    """The movements that leave the repertoire."""
    into: tuple[str, ...] = ()
    """The movements that enter it, unless the user has refused them."""


def upkeep(
    practice: Practice, events: Sequence[Event], today: date, now: datetime, *,
    cleared: bool, weights: bool, equipment: Collection[str],
) -> Upkeep:  # fmt: skip
    """Return what follows from the (effective) events; once it is recorded nothing more does.

    The first thing that follows comes alone: what is recorded of it may change what follows next.
    """
    if changes := returning(practice, events, today) or after_gentle(practice, events, now):
        return Upkeep(changes)
    eased = Upkeep(*easing(practice, events, now))
    if eased != Upkeep():
        return eased
    gate = opened(practice, events, today, cleared=cleared, weights=weights, equipment=equipment)
    return Upkeep(() if gate is None else (gate,))
