"""What a movement asks, needs and rests on, in words."""

from collections.abc import Collection, Sequence

from intermezzo.core.practice.model import Ask, Movement, Place
from intermezzo.core.practice.search import plain
from intermezzo.presenters.areas import area_name
from intermezzo.presenters.i18n import gettext as _
from intermezzo.presenters.lists import together

COMMON_PRACTICE = "PRACT"
"""The code of what many teach and no single page states."""

GENERAL_RULE = "only the general rule."
"""What a movement without a stop rule of its own says in its file; the rule for all stands with each."""

_SOURCES = {
    "AHW": "Healthwise",
    "ATL": "Atlanta Back Clinic",
    "BUFFEY": "Buffey and others, Sports Medicine, 2022",
    "CCLIN": "Cleveland Clinic, by MyAmpFitness",
    "DESK1": "TherapyOne",
    "DESK2": "Skagit",
    "DESK3": "Balance Solutions",
    "DIAZ": "Diaz and others, Columbia, 2023",
    "FMS9090": "Functional Movement Systems",
    "GSTT": "Guy’s and St Thomas’",
    "HINGE1": "The Prehab Guys",
    "HINGE2": "Pitt",
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
    "SEED1": "the notes this app began with, first part",
    "SEED2": "the notes this app began with, second part",
    "SFE": "short-foot exercise, by MissionMVMT",
    "SNOOK": "Snook and others, Spine, 1998",
    "STS": "The Fitness Docs",
    "UPMC": "UPMC",
    "VERNON": "Vernon Physiotherapy",
    "WALKBACK": "WalkBack, The Lancet, 2024",
}
"""Where the facts of a movement are from, by code; a source's name stands as its authors wrote it."""


def searched(movement: Movement) -> str:
    """Return what a search looks through: name, purpose, position, cues and areas, plain."""
    areas = (area_name(area) for area in movement.areas)
    cues, regions = movement.cues, movement.regions
    return plain(" ".join((movement.name, movement.purpose, position(movement), *cues, *regions, *areas)))


def stop_sign(movement: Movement) -> str:
    """Tell the movement's own sign to stop, in a sentence; empty where the rule for all is enough."""
    if movement.stop == GENERAL_RULE:
        return ""
    return _("Stop if {sign}").format(sign=movement.stop)


def sources(codes: Sequence[str]) -> str:
    """Say where a movement is from; one without a page of its own says that it is common practice."""
    named = [_SOURCES.get(code, code) for code in codes if code != COMMON_PRACTICE]
    if not codes:
        return _("No source is given.")
    if not named:
        return _("Common practice, no single source.")
    if COMMON_PRACTICE in codes:
        return _("{sources}; and common practice.").format(sources="; ".join(named))
    return "; ".join(named)


def position(movement: Movement) -> str:
    """Say how one is as it begins: seated, at a wall. Who stands up from the chair sits at first.

    An exercise that is only words of a plan says nothing of its position; it has no regions either.
    """
    if not movement.regions:
        return _("as you were shown")
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
    """Name equipment with its article; what only a user's own file names stands as it is there."""
    known = {
        "mat": _("a mat"), "chair": _("a chair"), "steady chair": _("a chair that cannot roll"),
        "low chair back": _("a low chair back"), "cushion": _("a cushion"), "band": _("an elastic band"),
        "bag": _("a bag"), "stick": _("a stick"), "desk": _("a desk"), "wall": _("a wall"),
        "doorway": _("a doorway"), "bed": _("a bed"), "sofa": _("a sofa"), "stool": _("a stool"),
        "pen": _("a pen"), "phone": _("your phone"), "socks": _("socks on"), "car": _("a car"),
    }  # fmt: skip
    return together([known.get(name, name) for name in names])


def asks(of: Collection[Ask]) -> str:
    """Say what it asks of the body: standing, arms overhead. Empty where it asks nothing of the list."""
    names = {
        Ask.LYING_ON_BACK: _("lying on the back"),
        Ask.FLOOR: _("the floor"),
        Ask.KNEELING: _("kneeling"),
        Ask.ARCHING: _("arching the back"),
        Ask.BENDING_FORWARD: _("bending forward"),
        Ask.SINGLE_LEG: _("standing on one leg"),
        Ask.OVERHEAD: _("arms overhead"),
        Ask.STANDING: _("standing"),
    }
    return ", ".join(name for ask, name in names.items() if ask in of)


def direction(code: str) -> str:
    """Say whom it suits, where it suits one direction only; else empty."""
    return {
        "extension": _("Only for those who feel better arched than bent; never offered unasked."),
        "flexion": _("Only for those who feel better bent than arched; never offered unasked."),
    }.get(code, "")
