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
    back = returning(practice, events, today)
    if back.grades or back.levels:
        return Upkeep((*back.grades, *back.levels))
    gentle = after_gentle(practice, events, now)
    if gentle.grades or gentle.levels:
        return Upkeep((*gentle.grades, *gentle.levels))
    eased = easing(practice, events, now)
    if eased.grades or eased.out:
        return Upkeep(eased.grades, eased.out, eased.into)
    gate = opened(
        practice, events, today, cleared=cleared, weights=weights, equipment=equipment
    )  # fmt: skip
    return Upkeep(() if gate is None else (gate,))
