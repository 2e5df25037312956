"""A session being composed: the draft, its operations, and undo."""

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from enum import StrEnum

from intermezzo.core.plain_text import one_line
from intermezzo.core.practice.model import Kind, Movement, Session, Step
from intermezzo.core.practice.search import folded
from intermezzo.core.practice.session_rules import seconds_lacking

MOST_STEPS = 12
MOST_REPS = 60
LONGEST_TITLE = 80
"""Letters of a title, limited by the width of the card."""
_LONGEST_ID = 60
_FIRST_ID = "my_session"
_MOST_WAYS_BACK = 200
_RESERVED = frozenset({
    "con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10)),
})  # fmt: skip
"""Names that Windows does not allow for files."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A session being composed. ``id`` is that of the user's session being changed, else empty."""

    title: str = ""
    kind: Kind = Kind.INTERLUDE
    steps: tuple[Step, ...] = ()
    intent: str = ""
    id: str = ""

    @property
    def session(self) -> Session:
        """The session that the draft is now; it lasts 0 seconds without steps."""
        return Session(self.id, one_line(self.title, LONGEST_TITLE), self.kind, self.steps, self.intent)


class Hindrance(StrEnum):
    """Why a draft cannot be saved yet."""

    NO_STEPS = "no_steps"
    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    NO_TITLE = "no_title"


def draft_of(session: Session, *, own: bool) -> Draft:
    """Return the draft that changes one of the user's sessions, or makes a new one from another session."""
    return Draft(session.title, session.kind, session.steps, session.intent, session.id if own else "")


def hindrance(draft: Draft) -> Hindrance | None:
    """Return what keeps the draft from being a valid session, or None."""
    if not draft.steps:
        return Hindrance.NO_STEPS
    lacking = seconds_lacking(draft.kind, draft.session.seconds)
    if lacking:
        return Hindrance.TOO_SHORT if lacking > 0 else Hindrance.TOO_LONG
    return None if draft.session.title else Hindrance.NO_TITLE


def titled(draft: Draft, title: str) -> Draft:
    """Return the draft with a title, on one line."""
    return replace(draft, title=re.sub(r"\s", " ", title)[:LONGEST_TITLE])


def added(draft: Draft, movement: Movement, at: int | None = None) -> Draft:
    """Return the draft with a movement before step ``at`` (from 0), else last; it keeps to 12 steps."""
    if len(draft.steps) >= MOST_STEPS:
        return draft
    place = len(draft.steps) if at is None else at
    step = Step(movement, movement.reps, movement.sides)
    return replace(draft, steps=(*draft.steps[:place], step, *draft.steps[place:]))


def removed(draft: Draft, index: int) -> Draft:
    """Return the draft without a step."""
    return replace(draft, steps=draft.steps[:index] + draft.steps[index + 1 :])


def moved(draft: Draft, index: int, to: int) -> Draft:
    """Return the draft with a step moved to index ``to``, counted without it and clipped to the ends."""
    rest = [*draft.steps[:index], *draft.steps[index + 1 :]]
    rest.insert(max(0, to), draft.steps[index])
    return replace(draft, steps=tuple(rest))


def dosed(draft: Draft, index: int, reps: int) -> Draft:
    """Return the draft with the repetitions of a step on each side changed, clipped to the limits."""
    return _with(draft, index, replace(draft.steps[index], reps=min(MOST_REPS, max(1, reps))))


def sided(draft: Draft, index: int, sides: int) -> Draft:
    """Return the draft with a step on one or both sides; a movement without sides does not change."""
    step = draft.steps[index]
    return _with(draft, index, replace(step, sides=min(step.movement.sides, max(1, sides))))


def eased(draft: Draft, index: int, *, easier: bool) -> Draft:
    """Return the draft with a step in its easier form or not, if the movement has one."""
    step = draft.steps[index]
    return _with(draft, index, replace(step, easier=easier and bool(step.movement.easier)))


def trimmed(draft: Draft) -> Draft:
    """Return the draft made short enough for its kind, by as little as possible.

    Repetitions go first, of the longest step; then steps. The draft stays as it is where it is not too long,
    or where nothing makes it fit.
    """
    present = draft
    while present.steps and seconds_lacking(present.kind, present.session.seconds) < 0:
        shorter = _one_less(present)
        if shorter is None:
            return draft
        present = shorter
    return present


def _one_less(draft: Draft) -> Draft | None:
    """Return a draft with one repetition or one step less; None if that makes it too short."""
    steps = draft.steps
    fewer = [dosed(draft, n, step.reps - 1) for n, step in enumerate(steps) if step.reps > 1]
    for some in (fewer, [removed(draft, n) for n in range(len(steps))]):
        lacking = [(seconds_lacking(draft.kind, one.session.seconds), one) for one in some]
        if fits := [one for off, one in lacking if off == 0]:
            return max(fits, key=lambda one: one.session.seconds)
        if too_long := [one for off, one in lacking if off < 0]:
            return min(too_long, key=lambda one: max(step.span for step in one.steps))
    return None


def _with(draft: Draft, index: int, step: Step) -> Draft:
    return replace(draft, steps=(*draft.steps[:index], step, *draft.steps[index + 1 :]))


@dataclass(frozen=True, slots=True)
class UndoHistory:
    """The present draft, those before it, and those that were undone; the nearest is last."""

    present: Draft
    past: tuple[Draft, ...] = ()
    future: tuple[Draft, ...] = ()
    about: str = ""
    """The subject of the last change."""


def changed(history: UndoHistory, draft: Draft, about: str = "") -> UndoHistory:
    """Return the history with a new draft. Consecutive changes about one subject are undone together."""
    if draft == history.present:
        return history
    together = bool(about) and about == history.about and not history.future
    past = history.past if together else (*history.past, history.present)[-_MOST_WAYS_BACK:]
    return UndoHistory(draft, past, (), about)


def undone(history: UndoHistory) -> UndoHistory:
    """Return the history one draft back; the first draft stays."""
    if not history.past:
        return history
    return UndoHistory(history.past[-1], history.past[:-1], (*history.future, history.present))


def redone(history: UndoHistory) -> UndoHistory:
    """Return the history with the last undone draft restored."""
    if not history.future:
        return history
    return UndoHistory(history.future[-1], (*history.past, history.present), history.future[:-1])


def named(history: UndoHistory, name: str) -> UndoHistory:
    """Return the history after the present draft was saved under an id, which earlier drafts get too.

    Undone drafts are dropped, and so is everything before an empty draft, which began another session.
    """
    past = history.past
    begin = max((n for n, one in enumerate(past) if not one.steps and not one.title), default=0)
    own = tuple(replace(one, id=name) for one in past[begin:])
    return UndoHistory(replace(history.present, id=name), own)


def free_id(title: str, taken: Collection[str]) -> str:
    """Return an id made from the title (a-z, 0-9 and _) that is not among ``taken``."""
    base = re.sub(r"[^a-z0-9]+", "_", folded(title)).strip("_")[:_LONGEST_ID].rstrip("_") or _FIRST_ID
    name, number = base, 1
    while name in taken or name in _RESERVED:
        number += 1
        ending = f"_{number}"
        name = base[: _LONGEST_ID - len(ending)] + ending
    return name
