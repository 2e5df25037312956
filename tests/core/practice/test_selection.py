"""The right session for this gap, this place, this body and this week."""

import itertools
import random
from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intermezzo.adapters.library import load
from intermezzo.adapters.system import resources
from intermezzo.core.practice.model import Area, Ask, Kind, Place, Session, Step
from intermezzo.core.practice.selection import (
    EQUIPMENT,
    SEATED_WITHIN,
    Choice,
    Constraints,
    choose,
    quieter,
    shortest,
    suits,
    unnoticed,
)

pytestmark = pytest.mark.slow

LIBRARY = load([resources.sessions()])
SESSIONS = tuple(LIBRARY.sessions.values())
BY_ID = LIBRARY.sessions


def _session(name: str, *movements: str, reps: int = 1, kind: Kind = Kind.INTERLUDE) -> Session:
    steps = tuple(Step(LIBRARY.movements[one], reps, LIBRARY.movements[one].sides) for one in movements)
    return Session(name, name, kind, steps)


FLOOR = _session("floor", "glute_bridge")
SEATED = _session("seated", "breath_lateral_seated")
STANDING = _session("standing", "standing_arrive")
LOUD = _session("loud", "side_reach_seated")
BANDED = _session("banded", "breath_lateral_seated", "chair_unload")
BACK_BEND = _session("back_bend", "back_bend_standing")
LOADED = _session("loaded", "sts_loaded")
FEW = (FLOOR, SEATED, STANDING, LOUD)


def _ids(sessions: tuple[Session, ...], wish: dict[str, Any]) -> set[str]:
    """All that may be chosen, by taking away what was chosen."""
    left = {one.id: one for one in sessions}
    seen: set[str] = set()
    while found := choose(Kind.INTERLUDE, 600, left.values(), Constraints(**wish)):
        seen.add(found.session.id)
        del left[found.session.id]
    return seen


def _chosen(found: Choice | None) -> Session:
    assert found is not None
    return found.session


def test_nothing_fits_in_too_short_a_gap() -> None:
    assert choose(Kind.INTERLUDE, 89.9, SESSIONS) is None
    assert choose(Kind.INTERLUDE, 90, SESSIONS) is not None
    assert choose(Kind.MICRO, 299, SESSIONS) is None


def test_the_kind_is_kept() -> None:
    for kind in Kind:
        assert _chosen(choose(kind, 900, SESSIONS, Constraints(allow_floor=True))).kind is kind


WISHES: list[tuple[dict[str, Any], set[str]]] = [
    ({"allow_floor": True}, {"floor", "seated", "standing", "loud"}),
    ({}, {"seated", "standing", "loud"}),
    ({"quiet_only": True}, {"seated", "standing"}),
    ({"seated_only": True}, {"seated", "loud"}),
    ({"seated_only": True, "quiet_only": True}, {"seated"}),
    ({"max_level": 0}, {"seated", "standing"}),
    ({"avoid": frozenset({"standing", "side_reach_seated"})}, {"seated"}),
    ({"leave_out": {Ask.STANDING}}, {"seated", "loud"}),
    ({"leave_out": ("standing", "overhead")}, {"seated"}),
    ({"leave_out": {"lying_on_back"}, "allow_floor": True}, {"seated", "standing", "loud"}),
    ({"equipment": (), "allow_floor": True}, {"seated", "standing", "loud"}),
    ({"equipment": ("mat",), "allow_floor": True}, {"floor", "seated", "standing", "loud"}),
    ({"seconds_to_meeting": 600}, {"seated", "standing", "loud"}),
    ({"seconds_to_meeting": 30}, {"seated", "loud"}),
]


@pytest.mark.parametrize(("wish", "expected"), WISHES, ids=str)
def test_place_body_and_meeting_are_respected(wish: dict[str, Any], expected: set[str]) -> None:
    assert _ids(FEW, wish) == expected
    if not {"seated_only", "seconds_to_meeting"} & set(wish):
        assert {one.id for one in FEW if suits(one, Constraints(**wish))} == expected


def test_one_is_seated_when_the_next_meeting_is_within_three_minutes() -> None:
    near = STANDING.seconds + SEATED_WITHIN
    assert choose(Kind.INTERLUDE, 600, [STANDING], Constraints(seconds_to_meeting=near)) is None
    assert choose(Kind.INTERLUDE, 600, [STANDING], Constraints(seconds_to_meeting=near + 1)) is not None
    found = choose(Kind.INTERLUDE, 600, [STANDING, SEATED, LOUD], Constraints(seconds_to_meeting=near))
    assert found is not None
    assert found.why == "seated"


def test_standing_up_from_the_chair_is_not_seated() -> None:
    assert not _session("rise", "sit_to_stand").seated


def test_one_nobody_notices_is_seated_unseen_and_short_whatever_the_user_leaves_out() -> None:
    found = _chosen(unnoticed(SESSIONS))
    assert found.seated
    assert found.quiet
    assert 90 <= found.seconds <= 120
    seen: set[str] = set()
    while choice := unnoticed(SESSIONS, Constraints(avoid=frozenset(seen), leave_out=("bending_forward",))):
        assert (choice.session.seated, choice.session.quiet, choice.session.kind) == (
            True, True, Kind.INTERLUDE,
        )  # fmt: skip
        assert Ask.BENDING_FORWARD not in choice.session.asks
        seen.add(choice.session.id)
    assert len(seen) >= 5
    assert unnoticed((STANDING, LOUD, FLOOR, BACK_BEND)) is None


def test_what_the_user_begins_is_never_chosen() -> None:
    """What suits one direction only, whatever the caller allows; a load, unless its level is open."""
    assert _ids((BACK_BEND, LOADED, SEATED), {"max_level": 5}) == {"seated", "loaded"}
    for terms, sessions in ((Constraints(max_level=5), [BACK_BEND]), (Constraints(), [BACK_BEND, LOADED])):
        assert quieter(SEATED, 600, sessions, terms) is None
        assert shortest(600, sessions, terms) is None


def test_never_the_same_twice_running_while_another_fits() -> None:
    assert (
        _chosen(choose(Kind.INTERLUDE, 600, [SEATED, STANDING], Constraints(recent=["seated"]))) is STANDING
    )
    found = choose(Kind.INTERLUDE, 600, [SEATED], Constraints(recent=["seated"]))
    assert found is not None
    assert (found.session, found.why) == (SEATED, "only_fit")


def test_nor_the_same_interlude_with_a_micro_session_between() -> None:
    other = _session("other", "breath_9090", kind=Kind.MICRO)
    found = choose(Kind.INTERLUDE, 600, [SEATED, STANDING, other], Constraints(recent=["seated", "other"]))
    assert _chosen(found) is STANDING


def test_what_was_neglected_comes_first_and_is_named() -> None:
    counts = dict.fromkeys(Area, 5) | {Area.FEET: 0}
    found = choose(Kind.INTERLUDE, 600, [SEATED, STANDING, LOUD], Constraints(area_counts=counts))
    assert found is not None
    assert (found.session, found.why, found.areas) == (STANDING, "neglected", (Area.FEET,))


def test_the_repertoire_comes_first_and_strangers_rather_than_nothing() -> None:
    active = {"standing_arrive"}
    assert _chosen(choose(Kind.INTERLUDE, 600, FEW, Constraints(active=active))) is STANDING
    # Never twice running is the stronger rule; and where nothing else fits, a stranger does.
    assert (
        _chosen(choose(Kind.INTERLUDE, 600, FEW, Constraints(active=active, recent=["standing"])))
        is not STANDING
    )
    assert _chosen(choose(Kind.INTERLUDE, 600, FEW, Constraints(active=active, seated_only=True))).seated


def test_at_least_half_of_the_interludes_get_one_up() -> None:
    more = replace(SEATED, id="more")

    def chosen(
        *recent: str, kinds: tuple[Session, ...] = (SEATED, more, LOUD, STANDING), **wish: Any
    ) -> Choice:
        found = choose(Kind.INTERLUDE, 600, kinds, Constraints(recent=recent, **wish))
        assert found is not None
        return found

    assert (chosen().session, chosen().why) == (STANDING, "stands")
    assert chosen("standing").session is not STANDING
    assert (chosen("standing", "seated").session, chosen("standing", "seated").why) == (STANDING, "stands")
    assert chosen("standing", "seated", "standing").session is not STANDING
    assert chosen("seated", quiet_only=True).session is more, "in view of others sitting is as good"
    assert chosen("loud", "seated", seated_only=True).session is more
    assert chosen("loud", "seated", leave_out=("standing",)).session is more
    assert chosen("seated", kinds=(SEATED, more)).session is more
    # Where only one can be done standing it does not come twice running.
    assert chosen("seated", "more", "standing").session is not STANDING


def test_the_weeks_new_movement_comes_once_and_is_told() -> None:
    wish: dict[str, Any] = {"newest": "side_reach_seated", "recent": ["standing"]}
    found = choose(Kind.INTERLUDE, 600, FEW, Constraints(**wish))
    assert found is not None
    assert (found.session, found.why) == (LOUD, "new")
    wish["recent"] = ["loud", "seated"]
    after = choose(Kind.INTERLUDE, 600, FEW, Constraints(**wish))
    assert after is not None
    assert after.why != "new"


WHYS: list[tuple[dict[str, Any], str]] = [
    ({"seated_only": True}, "seated"),
    ({"quiet_only": True}, "quiet"),
    ({"recent": ["standing", "standing"]}, "turn"),
    ({}, "stands"),
]


@pytest.mark.parametrize(("wish", "why"), WHYS)
def test_the_reason_is_told(wish: dict[str, Any], why: str) -> None:
    found = choose(
        Kind.INTERLUDE, 600, [SEATED, STANDING, LOUD, replace(SEATED, id="more")], Constraints(**wish)
    )
    assert found is not None
    assert found.why == why


LEFT_OUT: list[frozenset[Ask]] = [frozenset(), *(frozenset({ask}) for ask in Ask), frozenset(Ask)]


@pytest.mark.parametrize("quiet_only", [True, False])
@pytest.mark.parametrize("seated_only", [True, False])
@pytest.mark.parametrize("max_level", [1, 2])
@pytest.mark.parametrize("leave_out", LEFT_OUT, ids=lambda some: "+".join(sorted(some)))
def test_any_five_interludes_in_a_row_touch_every_area(
    *, quiet_only: bool, seated_only: bool, max_level: int, leave_out: frozenset[Ask]
) -> None:
    recent: list[str] = []
    counts: Counter[Area] = Counter()
    for _ in range(30):
        session = _chosen(
            choose(
                Kind.INTERLUDE,
                120,
                SESSIONS,
                Constraints(
                    recent=recent[-12:],
                    quiet_only=quiet_only,
                    seated_only=seated_only,
                    max_level=max_level,
                    leave_out=leave_out,
                    area_counts=counts,
                ),
            )
        )
        recent.append(session.id)
        counts.update(session.areas)
    assert all(one != following for one, following in itertools.pairwise(recent))
    for start in range(len(recent) - 4):
        five = recent[start : start + 5]
        assert {area for name in five for area in BY_ID[name].areas} == set(Area)


def test_another_quieter_one_is_unseen_and_of_the_same_kind() -> None:
    for current in (BY_ID["unwind_the_hips"], BY_ID["mid_back_and_breath"]):
        found = quieter(current, 600, SESSIONS)
        assert found is not None
        assert found.session.quiet
        assert found.session.seated
        assert found.session.kind is current.kind
        assert found.why == "quieter"


def test_another_quieter_one_may_be_an_interlude_where_no_longer_one_fits() -> None:
    assert _chosen(quieter(BY_ID["mid_back_and_breath"], 200, SESSIONS)).kind is Kind.INTERLUDE
    assert quieter(SEATED, 600, [SEATED, LOUD]) is None


def test_only_ninety_seconds_is_one_of_the_shortest_by_the_same_rules() -> None:
    least = min(one.seconds for one in SESSIONS if one.kind is Kind.INTERLUDE)
    seen: list[str] = []
    for _ in range(6):
        found = shortest(600, SESSIONS, Constraints(recent=seen))
        assert found is not None
        assert found.why == "shortest"
        assert found.session.seconds <= least + 10
        seen.append(found.session.id)
    assert len(set(seen)) == 6
    assert shortest(80, SESSIONS) is None


@st.composite
def wishes(draw: st.DrawFn) -> dict[str, Any]:
    """Any wish at all."""
    movements = sorted(LIBRARY.movements)
    return {
        "recent": draw(st.lists(st.sampled_from(sorted(BY_ID)), max_size=6)),
        "allow_floor": draw(st.booleans()),
        "quiet_only": draw(st.booleans()),
        "seated_only": draw(st.booleans()),
        "seconds_to_meeting": draw(st.none() | st.integers(0, 1200)),
        "max_level": draw(st.integers(0, 5)),
        "leave_out": draw(st.frozensets(st.sampled_from(Ask))),
        "equipment": draw(st.none() | st.frozensets(st.sampled_from(EQUIPMENT))),
        "area_counts": draw(st.dictionaries(st.sampled_from(Area), st.integers(0, 9))),
        "avoid": draw(st.frozensets(st.sampled_from(movements), max_size=3)),
        "active": draw(st.none() | st.frozensets(st.sampled_from(movements), min_size=8, max_size=12)),
        "newest": draw(st.none() | st.sampled_from(movements)),
    }


def _obeys(session: Session, seconds: float, wish: dict[str, Any]) -> None:
    """Say each rule again, in other words than the code's."""
    assert session.seconds <= seconds
    assert session.level <= wish["max_level"]
    near = wish["seconds_to_meeting"]
    for step in session.steps:
        one = step.movement
        assert not one.direction
        assert wish["allow_floor"] or one.place not in (Place.FLOOR, Place.BED)
        assert one.quiet or not wish["quiet_only"]
        assert not one.asks & set(wish["leave_out"])
        assert one.id not in wish["avoid"]
        at_hand = wish["equipment"]
        assert at_hand is None or all(thing in at_hand for thing in one.equipment if thing in EQUIPMENT)
        if wish["seated_only"] or (near is not None and near <= session.seconds + 180):
            assert one.place is Place.DESK
            assert Ask.STANDING not in one.asks


@given(
    wishes(),
    st.sampled_from([Kind.INTERLUDE, Kind.MICRO]),
    st.integers(60, 700),
    st.randoms(use_true_random=False),
)
def test_whatever_is_chosen_obeys_every_rule(
    wish: dict[str, Any], kind: Kind, seconds: int, chance: random.Random
) -> None:
    shuffled = sorted(SESSIONS, key=lambda one: chance.random())
    found = choose(kind, seconds, SESSIONS, Constraints(**wish))
    assert found == choose(kind, seconds, shuffled, Constraints(**wish))
    if found:
        _obeys(found.session, seconds, wish)
        assert found.session.kind is kind
        before = wish["recent"][-1:]
        if [found.session.id] == before:
            only = [one for one in SESSIONS if one.id not in before]
            assert choose(kind, seconds, only, Constraints(**wish)) is None
    short = shortest(seconds, SESSIONS, Constraints(**wish))
    assert short == shortest(seconds, shuffled, Constraints(**wish))
    if short:
        _obeys(short.session, seconds, wish)
    if found and (other := quieter(found.session, seconds, SESSIONS, Constraints(**wish))):
        assert other.session is not found.session
        assert other == quieter(found.session, seconds, shuffled, Constraints(**wish))
        _obeys(other.session, seconds, {**wish, "quiet_only": True})
