"""The rules of practice, over every file that ships."""

import re
from collections.abc import Sequence
from itertools import combinations
from typing import Any

import pytest

from intermezzo.adapters.library import Library, load
from intermezzo.adapters.library.reading import ASKED_BY_PLACE
from intermezzo.adapters.system import resources
from intermezzo.core.figure.channels import INDEX
from intermezzo.core.practice.model import (
    LIMITS,
    Area,
    Ask,
    BreathKind,
    Kind,
    Movement,
    Place,
    Session,
    Step,
)
from intermezzo.core.practice.progression.numbers import NUMBERS
from intermezzo.core.practice.selection import (
    DEFAULT_LEVEL,
    EQUIPMENT,
    Constraints,
    choose,
    needed_elsewhere,
    suits,
)
from intermezzo.core.settings import SPECS, Settings
from intermezzo.presenters.messages import tell

pytestmark = pytest.mark.slow

LIBRARY: Library = load([resources.sessions()])
MOVEMENTS = sorted(LIBRARY.movements.values(), key=lambda one: one.id)
SESSIONS = sorted(LIBRARY.sessions.values(), key=lambda one: one.id)
INTERLUDES = [one for one in SESSIONS if one.kind is Kind.INTERLUDE]
MICROS = [one for one in SESSIONS if one.kind is Kind.MICRO]
RITUALS = [one for one in SESSIONS if one.kind is Kind.RITUAL]
DEFAULTS = [one for one in SESSIONS if one.level <= DEFAULT_LEVEL]
"""All but those that only the user begins."""
CHECKS = {
    "pelvic_clock_seated", "thor_rot_seated", "neck_rot_eyes", "toe_yoga", "single_leg_stand", "knee_fallout",
    "knee_rolls",
}  # fmt: skip
"""Slow, small, and the same on both sides: what a micro-session opens with to see how one moves today."""
ENTRIES = frozenset({
    "breath_lateral_seated", "breath_9090", "breath_paced_6", "jaw_rest", "eyes_far", "legs_elevated",
    "sidelying_rest", "standing_arrive", "pelvic_tilt_seated", "pelvic_clock_seated", "sit_stack",
    "chair_unload", "thor_ext_chair", "thor_rot_seated", "side_reach_seated", "chin_nod_seated",
    "neck_rot_eyes", "scap_set", "ankle_pump", "short_foot_seated", "toe_yoga", "knee_ext_neutral",
    "seated_march", "fig4_hinge", "pelvic_tilt_supine", "knee_rolls", "knee_hug", "heels_sit",
    "sit_to_stand", "calf_raise", "knee_to_wall", "single_leg_stand", "hip_flexor_stride",
    "hip_circle_supported", "back_bend_standing", "wall_slide", "wall_rotation", "pec_doorway_active",
    "desk_plank", "wall_squat", "heel_slide", "knee_fallout", "glute_bridge", "dead_bug", "bird_dog",
    "side_bridge_knees", "curl_up_mcgill", "clamshell", "open_book", "cat_camel", "half_kneel_hip",
    "walk_easy", "band_row", "pallof", "sts_loaded", "suitcase_carry", "bridge_loaded", "wall_hip_hinge",
    "dowel_hip_hinge", "split_hinge", "hip_turn_chop", "golfers_lift", "half_kneel_lift", "raised_lift",
    "floor_lift", "log_roll_up", "car_exit", "car_entry", "sofa_sit", "phone_raise",
})  # fmt: skip
"""The seventy of research/movements.md."""

SOURCES = frozenset({
    "ALB", "WAO18", "WAO21", "LUG", "GAL", "DIAZ", "BUFFEY", "LOH", "WALKBACK", "HSE", "NHS", "NHSI", "GSTT",
    "MAYO", "CCLIN", "UPMC", "OHIO", "MCG", "MCG2", "MCK", "FMS9090", "PEAK", "VERNON", "HRV1", "HRV2",
    "JULL", "SFE", "AHW", "LOG2", "ATL", "STS", "HINGE1", "HINGE2", "HINGE3", "DESK1", "DESK2", "DESK3",
    "SNOOK", "PRACT",
})  # fmt: skip
"""The codes of research/practice.md that can be looked up."""
MEDICAL = re.compile(
    r"therap|treat|\bcur(e|es|ed|ing)\b|rehab|reliev|pain relief|prevent\w* (pain|injur)"
    r"|clinical|diagnos|detect",
    re.IGNORECASE,
)


def _words(movement: Movement) -> tuple[str, ...]:
    return (
        movement.name, movement.purpose, movement.start, *movement.cues, movement.feels, movement.watch,
        movement.easier, movement.harder, movement.stop,
    )  # fmt: skip


def _breathes(step: Step) -> bool:
    """A step whose subject is the breath itself."""
    return "diaphragm" in step.movement.regions


def test_nothing_that_ships_is_faulty() -> None:
    assert [tell(fault.message) for fault in LIBRARY.faults] == []
    assert LIBRARY.notes == ()


def test_there_is_enough_to_choose_from() -> None:
    assert len(ENTRIES) == 70
    assert set(LIBRARY.movements) >= ENTRIES
    assert len(INTERLUDES) >= 14
    assert len([one for one in MICROS if one in DEFAULTS]) >= 9
    assert {one.id for one in RITUALS} >= {
        "before_bed", "on_waking", "before_the_car", "after_the_car", "after_luggage", "evening_unload",
    }  # fmt: skip
    assert any(one.quiet and one.places == {Place.DESK} for one in INTERLUDES)
    assert any(300 <= one.seconds <= 330 for one in MICROS)
    assert any(420 <= one.seconds <= 600 for one in MICROS)
    assert any(one.kind is Kind.RITUAL for one in SESSIONS)
    assert len([one for one in MICROS if Place.FLOOR not in one.places]) >= 3


@pytest.mark.parametrize("movement", MOVEMENTS, ids=lambda one: one.id)
def test_a_movement_is_whole_and_honest(movement: Movement) -> None:
    assert all(text.strip() for text in _words(movement))
    assert not MEDICAL.search(" ".join(_words(movement)))
    assert movement.sources
    assert set(movement.sources) <= SOURCES
    assert movement.reviewed_by == ""
    assert movement.reps <= 12
    held = [one.seconds for one in movement.breath if one.kind is BreathKind.HOLD]
    assert all(seconds <= 2 for seconds in held)
    assert 3 <= len(movement.cues) <= 5
    assert all(len(cue.split()) <= 12 for cue in movement.cues)
    assert sum(one.seconds for one in movement.breath) == sum(movement.tempo)


@pytest.mark.parametrize("movement", MOVEMENTS, ids=lambda one: one.id)
def test_a_movement_says_what_it_asks(movement: Movement) -> None:
    """By what its words say: whoever leaves something out must not meet it in a cue."""
    start = movement.start.lower()
    said = f"{start} {' '.join(movement.cues)}".lower()
    asks = movement.asks
    assert asks >= ASKED_BY_PLACE.get(movement.place, frozenset())
    assert (Ask.LYING_ON_BACK in asks) == ("on your back" in start)
    assert (Ask.KNEELING in asks) >= any(word in said for word in ("hands and knees", "kneel", "to one knee"))
    assert (Ask.STANDING in asks) >= start.startswith("stand")
    assert (Ask.SINGLE_LEG in asks) >= ("on one leg" in f"{movement.name} {start}".lower())
    assert (Ask.ARCHING in asks) >= ("lean back" in said)
    assert (Ask.BENDING_FORWARD in asks) >= any(
        word in said for word in ("nose over toes", "hips back", "tip the pelvis", "and round")
    )
    assert (Ask.OVERHEAD in asks) >= any(
        word in said for word in ("reach up", "that side up rather", "arms up")
    )
    assert (Ask.WEIGHT_ON_HANDS in asks) >= any(
        word in said
        for word in ("hands and knees", "push the desk", "hands push", "elbow under", "push up from")
    )
    assert movement.direction == {"back_bend_standing": "extension", "knee_hug": "flexion"}.get(
        movement.id, ""
    )


@pytest.mark.parametrize("movement", MOVEMENTS, ids=lambda one: one.id)
def test_a_movement_says_that_it_turns(movement: Movement) -> None:
    """By its figure: the chest or the neck turns further than in walking, or the pelvis under the chest."""
    assert movement.figure is not None
    poses = [key.pose for key in movement.figure.keys]

    def span(channel: str) -> float:
        values = [pose[INDEX[channel]] for pose in poses]
        return max(values) - min(values)

    turns = max(span("thoracic_turn"), span("neck_turn")) >= 15 or span("pelvis_turn") >= 10
    assert (Ask.TURNING in movement.asks) >= turns
    if movement.figure.base == "all_fours":
        assert Ask.WEIGHT_ON_HANDS in movement.asks


def test_what_may_be_missing_is_what_the_settings_ask_about() -> None:
    asked = {value for value, _label in SPECS["equipment"].choices}
    assert {*asked, *Settings(chair="steady").at_hand} == set(EQUIPMENT)
    assert len(asked) == len(EQUIPMENT) - 1
    assert tuple(value for value, _label in SPECS["leave_out"].choices) == tuple(Ask)
    needed = {thing for one in MOVEMENTS for thing in one.equipment}
    assert needed >= set(EQUIPMENT)
    assert needed - set(EQUIPMENT) == {
        "chair", "desk", "wall", "doorway", "bed", "sofa", "car", "phone", "pen", "socks", "case", "step",
    }  # fmt: skip
    there = [one for one in DEFAULTS if not needed_elsewhere(one.places, one.equipment)]
    assert {one.kind for one in DEFAULTS if one not in there} == {Kind.RITUAL}
    assert all(suits(one, Constraints(allow_floor=True)) for one in there)


@pytest.mark.parametrize("session", SESSIONS, ids=lambda one: one.id)
def test_a_session_suits_everyone_and_says_nothing_medical(session: Session) -> None:
    assert session.title
    assert session.intent
    assert not MEDICAL.search(f"{session.title} {session.intent}")


@pytest.mark.parametrize("session", SESSIONS, ids=lambda one: one.id)
def test_no_session_suits_one_direction_only_and_load_is_the_users_choice(session: Session) -> None:
    assert not session.directed
    if session.id in {"carry_a_bag", "carry_and_hinge", "hinge_in_a_stride"}:
        assert session.level == NUMBERS.offered_level > DEFAULT_LEVEL
        assert (
            choose(session.kind, 3600, [session], Constraints(max_level=DEFAULT_LEVEL, allow_floor=True))
            is None
        )
    else:
        assert session.level <= DEFAULT_LEVEL


@pytest.mark.parametrize("session", SESSIONS, ids=lambda one: one.id)
def test_few_repetitions_and_each_movement_once(session: Session) -> None:
    """Precision over volume; only the breath may come twice, at the beginning and at the end."""
    for step in session.steps:
        assert step.reps <= 8 or step.movement.level == 0
    effort = [step.movement.id for step in session.steps if step.movement.level > 0]
    assert len(set(effort)) == len(effort)


@pytest.mark.parametrize("session", INTERLUDES, ids=lambda one: one.id)
def test_an_interlude_is_varied_and_breathes(session: Session) -> None:
    assert 90 <= session.seconds <= 120
    assert len(session.areas) >= 3
    assert 3 <= len(session.steps) <= 4
    assert any(_breathes(step) for step in session.steps)
    tags = [step.movement.watch_tag for step in session.steps]
    assert len(set(tags)) == len(tags)


@pytest.mark.parametrize("session", MICROS, ids=lambda one: one.id)
def test_a_micro_session_checks_settles_steadies_and_ends_in_breath(session: Session) -> None:
    assert 300 <= session.seconds <= 600
    check, settle, deep = session.steps[:3]
    assert check.movement.id in CHECKS
    assert check.sides == 2
    assert 20 <= check.seconds <= 30
    assert settle.movement.level == 0
    assert Area.DEEP_CORE in deep.movement.areas
    assert not _breathes(deep)
    assert _breathes(session.steps[-1])


@pytest.mark.parametrize("session", RITUALS, ids=lambda one: one.id)
def test_a_ritual_is_short_and_restful(session: Session) -> None:
    assert session.seconds <= 600
    assert any(step.movement.level == 0 for step in session.steps)
    if session.id == "on_waking":
        # Some prefer not to bend in the first hour; nothing here asks for it.
        assert Ask.BENDING_FORWARD not in session.asks


def test_the_sessions_that_everyone_can_do_touch_every_area() -> None:
    for some in (INTERLUDES, [one for one in INTERLUDES if one.quiet and one.places == {Place.DESK}]):
        assert {area for one in some for area in one.areas} == set(Area)


def _leaving(ask: Ask) -> dict[str, Any]:
    return {"leave_out": [ask]}


def _without(thing: str) -> dict[str, Any]:
    return {"equipment": [one for one in EQUIPMENT if one != thing]}


FILTERS: list[dict[str, Any]] = [
    *map(_leaving, Ask), *map(_without, EQUIPMENT),
    {"quiet_only": True}, {"allow_floor": False}, {"max_level": 1}, {"seated_only": True},
]  # fmt: skip
"""All that the settings, a gentle day and a meeting close by can take away, one at a time."""


def _together(some: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """What is allowed everywhere else, and what all of these take away."""
    wish: dict[str, Any] = {"allow_floor": True}
    for one in some:
        wish.update(one)
    wish["leave_out"] = [ask for one in some for ask in one.get("leave_out", ())]
    wish["equipment"] = [thing for thing in EQUIPMENT if all(_at_hand(thing, one) for one in some)]
    return wish


def _at_hand(thing: str, wish: dict[str, Any]) -> bool:
    things = wish.get("equipment")
    return things is None or thing in things


def _named(some: Sequence[dict[str, Any]]) -> str:
    return " ".join(f"{key}={value}" for one in some for key, value in one.items()) or "nothing"


@pytest.mark.parametrize(
    "some",
    [(), *((one,) for one in FILTERS), *combinations(FILTERS, 2), tuple(FILTERS)],
    ids=lambda some: "everything" if len(some) > 2 else _named(some),
)
def test_whatever_is_left_out_there_is_enough_to_choose_from(some: Sequence[dict[str, Any]]) -> None:
    """Each filter, each pair of them, and all at once, which leaves the least."""
    wish = _together(some)
    left = [
        one
        for one in SESSIONS
        if suits(one, Constraints(**wish)) and (one.seated or not wish.get("seated_only"))
    ]
    assert all(one.asks.isdisjoint(wish["leave_out"]) for one in left)
    interludes = [one for one in left if one.kind is Kind.INTERLUDE]
    assert len(interludes) >= 8
    assert {area for one in interludes for area in one.areas} == set(Area)
    assert len([one for one in left if one.kind is Kind.MICRO]) >= 4
    for kind in (Kind.INTERLUDE, Kind.MICRO):
        assert choose(kind, LIMITS[kind][1], SESSIONS, Constraints(**wish)) is not None


@pytest.mark.parametrize("ask", Ask)
def test_every_filter_takes_something_away(ask: Ask) -> None:
    assert any(ask in one.asks for one in SESSIONS)
