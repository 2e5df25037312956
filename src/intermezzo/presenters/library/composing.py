"""The view of the composer: the draft's length, its areas, and advice from the rules of practice."""

from collections.abc import Iterable
from dataclasses import dataclass

from intermezzo.core.practice.editing import Draft, Hindrance, hindrance, trimmed
from intermezzo.core.practice.model import LIMITS, Area, Kind, Movement, Session, Step
from intermezzo.core.practice.search import folded, found
from intermezzo.core.practice.selection import DEFAULT_LEVEL
from intermezzo.core.practice.session_rules import seconds_lacking
from intermezzo.presenters import _
from intermezzo.presenters.areas import area_list, area_word
from intermezzo.presenters.durations import length
from intermezzo.presenters.library.advice import session_advice
from intermezzo.presenters.library.movement import movement_search, position
from intermezzo.presenters.player import dose

_RITUAL_SCALE = 600.0
"""Seconds that fill the bar of a ritual, which has no limits."""
_BEYOND = 1.25
"""Length of the bar relative to the longest session."""


@dataclass(frozen=True, slots=True)
class StepView:
    """One step as a row. ``sides`` is 0 without sides, ``eased`` None without an easier form."""

    movement: Movement
    facts: str
    reps: int
    sides: int
    eased: bool | None
    dose: str
    spoken: str
    """The whole row for a screen reader."""


@dataclass(frozen=True, slots=True)
class LengthView:
    """The length: shares of the bar (``high`` is 0 without a limit); ``ends`` are texts for the limits."""

    words: str
    beside: str
    fits: bool
    filled: float
    low: float
    high: float
    spoken: str
    ends: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class ComposerView:
    """Everything in the composer that depends on the draft."""

    eyebrow: str
    length: LengthView
    areas: tuple[tuple[Area, bool], ...]
    areas_spoken: str
    steps: tuple[StepView, ...]
    advice: tuple[str, ...]
    trims: bool
    """Whether it is too long and can be made to fit."""


@dataclass(frozen=True, slots=True)
class ShelfRow:
    """A movement that can be added."""

    movement: Movement
    facts: str
    spoken: str


def composer_view(draft: Draft) -> ComposerView:
    """Return the view of a draft."""
    session = draft.session
    return ComposerView(
        eyebrow=_("Your session · {id}").format(id=draft.id) if draft.id else _("A session of your own"),
        length=_length(draft.kind, session.seconds),
        areas=tuple((area, area in session.areas) for area in Area),
        areas_spoken=_areas_spoken(session),
        steps=step_views(session),
        advice=session_advice(session),
        trims=trimmed(draft) != draft,
    )


def step_views(session: Session) -> tuple[StepView, ...]:
    """Return the steps of a session as rows."""
    return tuple(_step(step, n, len(session.steps)) for n, step in enumerate(session.steps, 1))


def matching(movements: Iterable[Movement], text: str, area: Area | None) -> tuple[Movement, ...]:
    """Return the movements of an area (None: all) that the search finds, by level if there is no search."""
    some = (one for one in movements if area is None or area in one.areas)
    return found(text, sorted(some, key=lambda one: (one.level, folded(one.name))), movement_search)


def shelf_row(movement: Movement) -> ShelfRow:
    """Return the row of a movement that can be added: seated · quiet · hips."""
    one = Step(movement, movement.reps, movement.sides)
    parts = [
        position(movement),
        *([_("quiet")] if movement.quiet else []),
        *([_("demanding")] if movement.level > DEFAULT_LEVEL else []),
        _areas(movement),
    ]
    facts = " · ".join(parts)
    spoken = _("{name}, {facts}, {dose}, {length}").format(
        name=movement.name, facts=", ".join(parts), dose=dose(one), length=length(one.seconds)
    )
    return ShelfRow(movement, facts, spoken)


def change_announcement(before: ComposerView, now: ComposerView, current: int | None) -> str:
    """Return what a change has made different, for screen readers.

    ``current`` is the changed step. Where only its repetitions differ, its dose is said, and of the length
    only whether it fits from now on, or no longer.
    """
    parts = []
    step = now.steps[current] if current is not None and current < len(now.steps) else None
    dosed = step is not None and _is_dosed(before, now)
    if step is not None:
        parts.append(step.dose if dosed else step.spoken)
    if now.length.fits != before.length.fits or not (dosed or now.length == before.length):
        parts.append(now.length.beside if dosed else now.length.spoken)
    if now.areas_spoken != before.areas_spoken:
        parts.append(now.areas_spoken)
    parts += [one for one in now.advice if one not in before.advice]
    return ". ".join(one.rstrip(".") for one in parts)


def _is_dosed(before: ComposerView, now: ComposerView) -> bool:
    """Return whether the same steps have other repetitions."""
    same = [(one.movement, one.sides, one.eased) for one in before.steps]
    return same == [(one.movement, one.sides, one.eased) for one in now.steps] and before.steps != now.steps


def hindrance_sentence(draft: Draft) -> str:
    """Return what keeps the draft from being saved; empty if nothing does."""
    lacking = hindrance(draft)
    if lacking is None:
        return ""
    words = {
        Hindrance.NO_STEPS: _("Add a movement to save it."),
        Hindrance.TOO_SHORT: _("{length} too short. Add a repetition or a step."),
        Hindrance.TOO_LONG: _("{length} too long. Remove a repetition, or save it as a ritual."),
        Hindrance.NO_TITLE: _("Give it a name to save it."),
    }[lacking]
    return words.format(length=length(abs(seconds_lacking(draft.kind, draft.session.seconds))))


def _length(kind: Kind, seconds: float) -> LengthView:
    words = length(seconds)
    if kind is Kind.RITUAL:
        beside = _("a ritual can be any length")
        filled = min(1.0, seconds / _RITUAL_SCALE)
        return LengthView(words, beside, True, filled, 0.0, 0.0, f"{words}; {beside}")
    low, high = LIMITS[kind]
    ends = length(low), length(high)
    lacking = seconds_lacking(kind, seconds)
    off = _("fits")
    if lacking > 0:
        off = _("{length} too short").format(length=length(lacking))
    elif lacking < 0:
        off = _("{length} too long").format(length=length(-lacking))
    between = _("{length}, between {low} and {high}").format(length=words, low=ends[0], high=ends[1])
    whole = high * _BEYOND
    return LengthView(
        words, off, not lacking, min(1.0, seconds / whole), low / whole, high / whole,
        spoken=f"{between}; {off}", ends=ends,
    )  # fmt: skip


def _areas_spoken(session: Session) -> str:
    touched = [area for area in Area if area in session.areas]
    missing = [area for area in Area if area not in session.areas]
    if not touched:
        return _("No area yet")
    if not missing:
        return _("All six areas")
    return _("Areas: {areas}. Missing: {others}").format(areas=area_list(touched), others=area_list(missing))


def _step(step: Step, place: int, count: int) -> StepView:
    movement = step.movement
    facts = [dose(step), length(step.seconds), _areas(movement)]
    parts = [_("{n} of {all}").format(n=place, all=count), movement.name, *facts]
    if movement.sides > 1 and step.sides == 1:
        parts.append(_("one side only"))
    if step.easier:
        parts.append(_("easier form"))
    return StepView(
        movement, " · ".join(facts), step.reps,
        sides=step.sides if movement.sides > 1 else 0,
        eased=step.easier if movement.easier else None,
        dose=dose(step), spoken=", ".join(parts),
    )  # fmt: skip


def _areas(movement: Movement) -> str:
    return ", ".join(area_word(area) for area in Area if area in movement.areas)
