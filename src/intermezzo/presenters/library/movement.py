"""Texts about a movement: what it requires, its equipment and its sources; and what a search has found."""

from collections.abc import Collection, Sequence

from intermezzo.core.practice.model import Ask, Movement, Place, Session
from intermezzo.core.practice.search import SearchText, search_text
from intermezzo.presenters import _, ngettext
from intermezzo.presenters.areas import area_name
from intermezzo.presenters.durations import together

COMMON_PRACTICE = "PRACT"
"""The source code of common practice without a single page."""

GENERAL_RULE = "only the general rule."
"""The text in the file of a movement without a stop rule of its own; the general rule is always shown."""

_SOURCES = {
    "AHW": "Healthwise",
    "ATL": "Atlanta Back Clinic",
    "BUFFEY": "Buffey and others, Sports Medicine, 2022",
    "CCLIN": "Cleveland Clinic, by MyAmpFitness",
    "DESK1": "desk exercises, by TherapyOne",
    "DESK2": "desk exercises, by Skagit",
    "DESK3": "desk exercises, by Balance Solutions",
    "DIAZ": "Diaz and others, Columbia, 2023",
    "FMS9090": "Functional Movement Systems",
    "GSTT": "Guy’s and St Thomas’",
    "HINGE1": "The Prehab Guys",
    "HINGE2": "hip hinge, by students at the University of Pittsburgh",
    "HINGE3": "Elias Nunez",
    "HRV1": "Frontiers in Public Health, 2017",
    "HRV2": "PMC8924557, 2022",
    "HSE": "HSE, display screen work",
    "JULL": "Jull and Falla, by Chester Physio",
    "LOG2": "The Pelvic PT",
    "MAYO": "Mayo Clinic",
    "MCG": "McGill, by Mountain Peak Fitness",
    "MCG2": "Liebenson and McGill",
    "MCK": "May, 2018",
    "NHS": "NHS",
    "NHSI": "NHS inform",
    "OHIO": "Ohio Sports & Spine",
    "PEAK": "Peak Physio",
    "SFE": "short-foot exercise, by MissionMVMT",
    "SNOOK": "Snook and others, Spine, 1998",
    "STS": "The Fitness Docs",
    "UPMC": "UPMC",
    "VERNON": "Vernon Physiotherapy",
    "WALKBACK": "WalkBack, The Lancet, 2024",
}
"""The names of sources by code, as their authors write them."""


def movement_search(movement: Movement) -> SearchText:
    """Return what a movement is found by: its names; its areas and words like them; and its other words."""
    return search_text(
        names=(movement.name, movement.also),
        areas=(*map(area_name, movement.areas), *movement.regions, *movement.search),
        text=(movement.purpose, position(movement), movement.start, *movement.cues, *movement.equipment),
    )


def session_search(session: Session) -> SearchText:
    """Return what a session is found by: its title; its areas and kind; its movements and what it is for."""
    movements = [step.movement for step in session.steps]
    inside = (word for one in movements for word in (one.name, one.also, *one.search))
    return search_text(
        names=(session.title,),
        areas=(*map(area_name, session.areas), *(region for one in movements for region in one.regions)),
        text=(session.intent, *inside),
    )


def movements_found(count: int) -> str:
    """Return how many movements were found, for screen readers."""
    words = ngettext("{n} movement", "{n} movements", count)
    return words.format(n=count) if count else _("Nothing found")


def sessions_found(count: int) -> str:
    """Return how many sessions were found, for screen readers."""
    words = ngettext("{n} session", "{n} sessions", count)
    return words.format(n=count) if count else _("Nothing found")


def also_called(movement: Movement) -> str:
    """Return the other names of a movement: Also called cat-camel, cat-cow. Empty without any."""
    return _("Also called {names}").format(names=movement.also) if movement.also else ""


def stop_sign(movement: Movement) -> str:
    """Return the movement's own stop rule as a sentence; empty if only the general rule applies."""
    if movement.stop == GENERAL_RULE:
        return ""
    return _("Stop if {sign}").format(sign=movement.stop)


def watch_sign(movement: Movement) -> str:
    """Return the fault to watch for as a sentence."""
    return _("Watch for {fault}").format(fault=movement.watch)


def sources(codes: Sequence[str]) -> str:
    """Return the sources of a movement, or that it is common practice."""
    named = [_SOURCES.get(code, code) for code in codes if code != COMMON_PRACTICE]
    if not codes:
        return _("No source given.")
    if not named:
        return _("Common practice, no single source.")
    if COMMON_PRACTICE in codes:
        return _("{sources}; and common practice.").format(sources="; ".join(named))
    return "; ".join(named)


def figure_name(movement: str) -> str:
    """Return the name of a movement's figure, for screen readers."""
    return _("Figure: {movement}").format(movement=movement)


def position(movement: Movement) -> str:
    """Return the position in which it begins: seated, at a wall. Standing up from the chair begins seated.

    An exercise without regions, which exists only as text in a prescription, has no known position.
    """
    if not movement.regions:
        return _("as described")
    return {
        Place.DESK: _("seated"),
        Place.STAND: _("standing"),
        Place.WALL: _("at a wall"),
        Place.FLOOR: _("on the floor"),
        Place.BED: _("in bed"),
        Place.CAR: _("at the car"),
        Place.WALK: _("walking"),
    }[movement.place]


def things(names: Sequence[str]) -> str:
    """Return the names of equipment with articles; a name of a user's own file is not changed."""
    known = {
        "mat": _("a mat"), "chair": _("a chair"), "steady chair": _("a chair that cannot roll"),
        "low chair back": _("a low chair back"), "cushion": _("a cushion"), "band": _("an elastic band"),
        "bag": _("a bag"), "stick": _("a stick"), "desk": _("a desk"), "wall": _("a wall"),
        "doorway": _("a doorway"), "bed": _("a bed"), "sofa": _("a sofa"), "stool": _("a stool"),
        "case": _("a case on wheels"), "step": _("a low step"),
        "pen": _("a pen"), "phone": _("your phone"), "socks": _("socks"), "car": _("a car"),
    }  # fmt: skip
    return together([known.get(name, name) for name in names])


def mentions(text: str, thing: str) -> bool:
    """Return whether a text names a piece of equipment: by each word of its name but the article.

    It may have an ending or more words between: *cushions*, *a case on four wheels*.
    """
    words = things([thing]).split()
    return all(f" {word}" in f" {text}" for word in words[1:] or words)


def asks(of: Collection[Ask]) -> str:
    """Return what a movement requires of the body: standing, arms overhead."""
    names = {
        Ask.LYING_ON_BACK: _("lying on the back"),
        Ask.FLOOR: _("the floor"),
        Ask.KNEELING: _("kneeling"),
        Ask.ARCHING: _("arching the back"),
        Ask.BENDING_FORWARD: _("bending forward"),
        Ask.SINGLE_LEG: _("standing on one leg"),
        Ask.TURNING: _("turning"),
        Ask.OVERHEAD: _("arms overhead"),
        Ask.WEIGHT_ON_HANDS: _("weight on hands or arms"),
        Ask.STANDING: _("standing"),
    }
    return ", ".join(name for ask, name in names.items() if ask in of)


def direction(code: str) -> str:
    """Return whom a movement for one direction suits; else empty."""
    return {
        "extension": _("Only if arching feels better to you than bending; never offered on its own."),
        "flexion": _("Only if bending feels better to you than arching; never offered on its own."),
    }.get(code, "")
