"""A session while it is composed: the draft, what can be done to it, and the way back."""

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from enum import StrEnum

from intermezzo.core.practice.model import Kind, Movement, Session, Step
from intermezzo.core.practice.search import plain
from intermezzo.core.practice.session_rules import seconds_lacking

MOST_STEPS = 12
MOST_REPS = 60
LONGEST_TITLE = 80
"""Letters of a title; a card has no room for more."""
_LONGEST_ID = 60
_FIRST_ID = "my_session"
_MOST_WAYS_BACK = 200
_RESERVED = frozenset({
    "con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10)),
})  # fmt: skip
"""Windows has no file of these names."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A session that is not yet one. ``id`` names the user's own session that it changes, else is empty."""

    title: str = ""
    kind: Kind = Kind.INTERLUDE
    steps: tuple[Step, ...] = ()
    intent: str = ""
    id: str = ""

    @property
    def session(self) -> Session:
        """The session that it would be now; without steps it lasts 0 seconds."""
        return Session(self.id, self.title.strip(), self.kind, self.steps, self.intent)


class Hindrance(StrEnum):
    """Why a draft cannot be saved yet."""

    NO_STEPS = "no_steps"
    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    NO_TITLE = "no_title"


def draft_of(session: Session, *, own: bool) -> Draft:
    """Make the draft that changes a session of the user's own, or a new one of another."""
    return Draft(session.title, session.kind, session.steps, session.intent, session.id if own else "")


def hindrance(draft: Draft) -> Hindrance | None:
    """Say what a draft still lacks to be a session that the library reads; None when it is one."""
    if not draft.steps:
        return Hindrance.NO_STEPS
    lacking = seconds_lacking(draft.kind, draft.session.seconds)
    if lacking:
        return Hindrance.TOO_SHORT if lacking > 0 else Hindrance.TOO_LONG
    return None if draft.title.strip() else Hindrance.NO_TITLE


def titled(draft: Draft, title: str) -> Draft:
    """Return it a title as it is being typed, on one line."""
    return replace(draft, title=re.sub(r"\s", " ", title)[:LONGEST_TITLE])


def of_kind(draft: Draft, kind: Kind) -> Draft:
    """Make it an interlude, a micro-session or a ritual."""
    return replace(draft, kind=kind)


def added(draft: Draft, movement: Movement, at: int | None = None) -> Draft:
    """Add a movement with its own dose before the step ``at`` (from 0), else at the end; at most twelve."""
    if len(draft.steps) >= MOST_STEPS:
        return draft
    place = len(draft.steps) if at is None else at
    step = Step(movement, movement.reps, movement.sides)
    return replace(draft, steps=(*draft.steps[:place], step, *draft.steps[place:]))


def removed(draft: Draft, index: int) -> Draft:
    """Take a step out."""
    return replace(draft, steps=draft.steps[:index] + draft.steps[index + 1 :])


def moved(draft: Draft, index: int, to: int) -> Draft:
    """Let a step stand at ``to`` (from 0), once it was taken from where it is; beyond an end, there."""
    rest = [*draft.steps[:index], *draft.steps[index + 1 :]]
    rest.insert(max(0, to), draft.steps[index])
    return replace(draft, steps=tuple(rest))


def dosed(draft: Draft, index: int, reps: int) -> Draft:
    """Return a step so many repetitions on each side, within what a step can have."""
    return _with(draft, index, replace(draft.steps[index], reps=min(MOST_REPS, max(1, reps))))


def sided(draft: Draft, index: int, sides: int) -> Draft:
    """Let a step be done on one side or on both; a movement without sides stays as it is."""
    step = draft.steps[index]
    return _with(draft, index, replace(step, sides=min(step.movement.sides, max(1, sides))))


def eased(draft: Draft, index: int, *, easier: bool) -> Draft:
    """Let a step begin in its easier form, where the movement has one."""
    step = draft.steps[index]
    return _with(draft, index, replace(step, easier=easier and bool(step.movement.easier)))


def _with(draft: Draft, index: int, step: Step) -> Draft:
    return replace(draft, steps=(*draft.steps[:index], step, *draft.steps[index + 1 :]))


@dataclass(frozen=True, slots=True)
class UndoHistory:
    """A draft with those before it and those that were undone, the nearest last."""

    present: Draft
    past: tuple[Draft, ...] = ()
    future: tuple[Draft, ...] = ()
    about: str = ""
    """What the last change was about."""


def changed(history: UndoHistory, draft: Draft, about: str = "") -> UndoHistory:
    """Go on to another draft. Changes about the same thing that follow one another are one way back."""
    if draft == history.present:
        return history
    together = bool(about) and about == history.about and not history.future
    past = history.past if together else (*history.past, history.present)[-_MOST_WAYS_BACK:]
    return UndoHistory(draft, past, (), about)


def undone(history: UndoHistory) -> UndoHistory:
    """Go back to the draft before; the first stays."""
    if not history.past:
        return history
    return UndoHistory(history.past[-1], history.past[:-1], (*history.future, history.present))


def redone(history: UndoHistory) -> UndoHistory:
    """Take back what was undone last."""
    if not history.future:
        return history
    return UndoHistory(history.future[-1], (*history.past, history.present), history.future[:-1])


def named(history: UndoHistory, name: str) -> UndoHistory:
    """The present draft now stands in a file under this id: so do those before it, back to its beginning.

    What was undone is forgotten, and what lies before an empty draft: that was another session.
    """
    past = history.past
    begin = max((n for n, one in enumerate(past) if not one.steps and not one.title), default=0)
    own = tuple(replace(one, id=name) for one in past[begin:])
    return UndoHistory(replace(history.present, id=name), own)


def free_id(title: str, taken: Collection[str]) -> str:
    """Make an id of a title: small letters, digits and _, and none of those taken."""
    base = re.sub(r"[^a-z0-9]+", "_", plain(title)).strip("_")[:_LONGEST_ID].rstrip("_") or _FIRST_ID
    name, number = base, 1
    while name in taken or name in _RESERVED:
        number += 1
        ending = f"_{number}"
        name = base[: _LONGEST_ID - len(ending)] + ending
    return name
