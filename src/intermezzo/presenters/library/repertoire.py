"""The views of the repertoire: every movement as a card, and one of them in full."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from intermezzo.core.practice.model import AREA_OF, Area, Ask, BreathKind, Movement, Place, Step
from intermezzo.core.practice.progression.grades import ladder
from intermezzo.core.practice.repertoire import MOST
from intermezzo.core.practice.search import found
from intermezzo.core.practice.selection import DEFAULT_LEVEL, EQUIPMENT, LYING, barred, needed_elsewhere
from intermezzo.core.settings import Settings
from intermezzo.presenters import _, ngettext
from intermezzo.presenters.areas import area_word
from intermezzo.presenters.durations import capital, length, number
from intermezzo.presenters.library.movement import (
    GENERAL_RULE,
    also_called,
    asks,
    direction,
    movement_search,
    position,
    sources,
    things,
)
from intermezzo.presenters.player import dose


@dataclass(frozen=True, slots=True)
class MovementCard:
    """The card of one movement. ``barred`` says why it is not offered; else empty."""

    movement: Movement
    where: str
    """Position and areas: standing · hips, deep core."""
    inside: bool
    seated: bool
    no_floor: bool
    barred: str
    here: str
    """Where one is in it, in words; empty if it is not done yet."""
    spoken: str
    """The whole card for a screen reader."""


@dataclass(frozen=True, slots=True)
class RepertoireView:
    """The repertoire window: its header, and every movement in order."""

    eyebrow: str
    cards: tuple[MovementCard, ...]
    floor: bool
    """Whether the settings allow the floor."""


@dataclass(frozen=True, slots=True)
class MovementFilter:
    """The filters of the window; the default shows everything."""

    text: str = ""
    area: Area | None = None
    seated: bool = False
    quiet: bool = False
    no_floor: bool = False
    own: bool = False


Linked = tuple[tuple[str, str], ...]
"""Pieces of a text with the id of the movement that each names, or ""."""


@dataclass(frozen=True, slots=True)
class MovementWords:
    """One movement in full: its card, and what only the detail shows."""

    card: MovementCard
    also: str
    """Other names: also called cat-camel; empty without any."""
    dose: str
    stop: str
    """Its own sign to stop; empty if only the general rule applies."""
    easier: Linked
    harder: Linked
    ladder: Linked
    """The movements from the first to the last of its ladder, this one without a link; empty without any."""
    source: str
    notes: tuple[str, ...]
    """What is needed, whom it suits, and why it is not offered."""


def repertoire_view(
    movements: Iterable[Movement],
    active: Collection[str],
    settings: Settings,
    rests: Mapping[str, str],
    here: Mapping[str, str],
) -> RepertoireView:
    """Return all movements by first area, then by place (desk first) and level.

    In each area what the settings bar from here, equipment and floor included, comes last.

    ``rests`` says of each movement that rests until when, as ``reasons.rest_end`` does; ``here`` where one is
    in each that was done, as ``practice.here_words`` does.
    """
    count = len(active)
    words = ngettext("{n} movement · up to {most}", "{n} movements · up to {most}", count)
    if count == MOST:
        words = _("{n} movements · you may add one more")
    elif count > MOST:
        words = _("{n} movements · {most} are plenty")
    said = words.format(n=number(count) if count else _("no"), most=number(MOST))
    areas, places = list(Area), list(Place)
    cards = [
        _card(one, settings, rests.get(one.id, ""), here.get(one.id, ""), inside=one.id in active)
        for one in movements
    ]
    cards.sort(
        key=lambda card: (
            areas.index(AREA_OF[card.movement.regions[0]]),
            bool(card.barred) or not (settings.floor or card.no_floor),
            places.index(card.movement.place), card.movement.level, card.movement.name,
        )
    )  # fmt: skip
    return RepertoireView(capital(said), tuple(cards), settings.floor)


def filtered(cards: Sequence[MovementCard], filters: MovementFilter) -> tuple[MovementCard, ...]:
    """Return the cards that match the filters and the search, those found by name first."""
    some = (
        one
        for one in cards
        if (filters.area is None or filters.area in one.movement.areas)
        and (one.seated or not filters.seated)
        and (one.movement.quiet or not filters.quiet)
        and (one.no_floor or not filters.no_floor)
        and (one.inside or not filters.own)
    )
    return found(filters.text, some, lambda card: movement_search(card.movement))


def movement_words(card: MovementCard, view: RepertoireView) -> MovementWords:
    """Return one movement in full, with links to other movements named in its texts."""
    movement = card.movement
    others = [one.movement for one in view.cards if one.movement.id != movement.id]
    reviewed = (
        _("reviewed by {name}").format(name=movement.reviewed_by)
        if movement.reviewed_by
        else _("not yet reviewed by a physiotherapist")
    )
    return MovementWords(
        card=card, also=also_called(movement), dose=dose_line(movement),
        stop="" if movement.stop == GENERAL_RULE else movement.stop,
        easier=linked(movement.easier, others), harder=linked(movement.harder, others),
        ladder=_ladder(movement, others),
        source=_("Source: {sources} · {reviewed}").format(
            sources=sources(movement.sources).rstrip("."), reviewed=reviewed
        ),
        notes=_notes(card, allowed=view.floor),
    )  # fmt: skip


def linked(text: str, movements: Iterable[Movement]) -> Linked:
    """Split a text at names of movements; the longest name wins."""
    names = {one.name.casefold(): one.id for one in movements}
    if not names or not text:
        return ((text, ""),) if text else ()
    longest = sorted(names, key=len, reverse=True)
    pieces = re.split(rf"\b({'|'.join(map(re.escape, longest))})\b", text, flags=re.IGNORECASE)
    return tuple((piece, names.get(piece.casefold(), "")) for piece in pieces if piece)


def _ladder(movement: Movement, others: Sequence[Movement]) -> Linked:
    """Return the ladder of a movement, one after another; empty if it has none."""
    rungs = ladder(movement, [movement, *others])
    if len(rungs) == 1:
        return ()
    pieces = [(one.name, "" if one is movement else one.id) for one in rungs]
    return tuple(piece for rung in pieces for piece in ((" → ", ""), rung))[1:]


def dose_line(movement: Movement) -> str:
    """Return dose, tempo and breath: 8 slow · 3 s there, 1 s hold, 2 s back · breathe in 3 s, out 2 s."""
    amount = dose(Step(movement, movement.reps, movement.sides))
    parts = (amount, _tempo(movement, amount), _breath(movement))
    # Keep a number and its unit in one line.
    return re.sub(r"(?<=\d) (?=s\b)", "\u00a0", " · ".join(part for part in parts if part))


def barred_words(movement: Movement, settings: Settings, rests: str = "") -> str:
    """Return why a movement is not offered, by the settings or because it ``rests``; empty if it is."""
    asked, lacking = barred(movement, settings.leave_out, settings.at_hand)
    parts = [_("resting until {time}, because you stopped it").format(time=rests)] if rests else []
    if asked:
        parts.append(_("left out: {asks}").format(asks=asks(asked)))
    if lacking:
        parts.append(_("you don’t have: {things}").format(things=things(lacking)))
    return "; ".join(parts)


def _card(movement: Movement, settings: Settings, rests: str, here: str, *, inside: bool) -> MovementCard:
    areas = tuple(dict.fromkeys(AREA_OF[region] for region in movement.regions))
    regions = ", ".join(area_word(area) for area in areas)
    where, reason = position(movement), barred_words(movement, settings, rests)
    quiet = (_("quiet"),) if movement.quiet else ()
    state = _("in your repertoire") if inside else _("not in your repertoire")
    spoken = (movement.name, where, regions, *quiet, state, *((reason,) if reason else ()))
    return MovementCard(
        movement=movement, where=f"{where} · {regions}", inside=inside,
        seated=movement.place is Place.DESK and Ask.STANDING not in movement.asks,
        no_floor=movement.place not in LYING, barred=reason, here=here, spoken=", ".join(spoken),
    )  # fmt: skip


def _notes(card: MovementCard, *, allowed: bool) -> tuple[str, ...]:
    movement = card.movement
    notes = []
    needed = [one for one in movement.equipment if one in EQUIPMENT]
    if needed:
        notes.append(_("Needs {things}.").format(things=things(needed)))
    if movement.direction:
        notes.append(direction(movement.direction))
    elif movement.level > DEFAULT_LEVEL or needed_elsewhere((movement.place,), movement.equipment):
        notes.append(_("Never offered on its own; start it any time."))
    if movement.place is Place.FLOOR and not allowed:
        notes.append(_("Not offered, because you don’t use the floor here (Settings)."))
    return tuple(notes)


def _tempo(movement: Movement, amount: str) -> str:
    """Return the seconds of each part; empty if breath or dose says them already."""
    move, hold, back, _rest = movement.tempo
    if movement.level == 0 or amount == length(move * movement.reps):
        return ""
    if not hold and not back:
        return _("{s} s each").format(s=f"{move:g}")
    parts = ((_("{s} s there"), move), (_("{s} s hold"), hold), (_("{s} s back"), back))
    return ", ".join(words.format(s=f"{seconds:g}") for words, seconds in parts if seconds)


def _breath(movement: Movement) -> str:
    names = {
        BreathKind.IN: _("in {s} s"),
        BreathKind.OUT: _("out {s} s"),
        BreathKind.HOLD: _("pause {s} s"),
    }
    turns = [names[one.kind].format(s=f"{one.seconds:g}") for one in movement.breath if one.kind in names]
    return _("breathe {turns}").format(turns=", ".join(turns)) if turns else _("breathe easily")
