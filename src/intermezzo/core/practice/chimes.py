"""When the chime sounds in a session: where a step ends, and at the end."""

from enum import StrEnum

from intermezzo.core.practice.model import Session

JUMP_SECONDS = 3.0
"""Time between two positions from which the user has skipped something, who needs no chime for it."""


class Chime(StrEnum):
    """The two chimes."""

    STEP = "step"
    END = "end"


def chime_between(session: Session, before: float, now: float, *, speed: float = 1.0) -> Chime | None:
    """Return the chime that is due after one elapsed second up to another; None without one or at a jump."""
    if not 0 < now - before < JUMP_SECONDS * speed:
        return None
    if before < session.seconds <= now:
        return Chime.END
    ends = (at + step.span for at, step in zip(session.starts, session.steps[:-1], strict=False))
    return Chime.STEP if any(before < end <= now for end in ends) else None
