"""Rules for all sessions of a folder together. They are advice, as are those for a single session."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from intermezzo.core.practice.model import Kind, Session

OPENING_STEPS = 3
"""The number of leading steps that no two micro-sessions share: check, settling and steadiness."""


class FolderRule(StrEnum):
    """The rules that sessions can only break together."""

    SAME_OPENING = "same_opening"
    SEATED = "seated"


@dataclass(frozen=True, slots=True)
class FolderViolation:
    """A rule that is broken, and the sessions that break it."""

    rule: FolderRule
    sessions: tuple[Session, ...]


def folder_violations(sessions: Sequence[Session]) -> Iterator[FolderViolation]:
    """Yield the rules that the sessions break together, whatever their order."""
    ordered = sorted(sessions, key=lambda one: one.id)
    openings: dict[tuple[str, ...], list[Session]] = {}
    for one in ordered:
        if one.kind is Kind.MICRO:
            opening = tuple(step.movement.id for step in one.steps[:OPENING_STEPS])
            openings.setdefault(opening, []).append(one)
    for same in openings.values():
        if len(same) > 1:
            yield FolderViolation(FolderRule.SAME_OPENING, tuple(same))
    interludes = [one for one in ordered if one.kind is Kind.INTERLUDE]
    seated = [one for one in interludes if one.seated]
    if len(seated) * 2 > len(interludes):
        yield FolderViolation(FolderRule.SEATED, tuple(seated))
