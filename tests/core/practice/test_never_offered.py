"""What keeps a session from ever being offered, and the settings that change it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intermezzo.adapters import library
from intermezzo.adapters.system import resources
from intermezzo.core.practice.model import Ask, Kind, Session
from intermezzo.core.practice.never_offered import allowing, bounds_of, never_offered
from intermezzo.core.practice.selection import EQUIPMENT, Bar, Obstacle, obstacles, suits
from intermezzo.core.settings import Settings

LIBRARY = library.load([resources.sessions()])
SESSIONS = tuple(LIBRARY.sessions.values())
OFFERED = tuple(one for one in SESSIONS if one.kind is not Kind.RITUAL)
CHANGED_BY_A_SETTING = {Bar.FLOOR, Bar.SEEN, Bar.LEFT_OUT, Bar.EQUIPMENT, Bar.RHYTHM, Bar.WEIGHTS}


def some_settings() -> st.SearchStrategy[Settings]:
    return st.builds(
        Settings,
        floor=st.booleans(), quiet_place=st.booleans(), chair=st.sampled_from(["", "steady"]),
        leave_out=st.sets(st.sampled_from([one.value for one in Ask])).map(lambda some: tuple(sorted(some))),
        equipment=st.sets(st.sampled_from(EQUIPMENT)).map(lambda some: tuple(sorted(some))),
        weights=st.booleans(),
        rhythm=st.sampled_from(["quiet", "own"]), interludes=st.integers(0, 2), micros=st.integers(0, 2),
    )  # fmt: skip


@given(st.sampled_from(SESSIONS), some_settings())
def test_a_session_suits_exactly_without_an_obstacle(session: Session, settings: Settings) -> None:
    terms = bounds_of(settings, avoid=frozenset({"bird_dog", "jaw_rest"}))
    assert suits(session, terms) is not any(obstacles(session, terms))


@given(st.sampled_from(OFFERED), some_settings())
def test_every_way_out_leads_out(session: Session, settings: Settings) -> None:
    found = never_offered(session, settings)
    for one in found:
        assert (allowing(settings, one) != settings) is (one.bar in CHANGED_BY_A_SETTING)
        settings = allowing(settings, one)
    assert {one.bar for one in never_offered(session, settings)} == {one.bar for one in found} - (
        CHANGED_BY_A_SETTING
    )


def test_a_ritual_has_no_obstacles_because_it_is_begun_by_the_user() -> None:
    rituals = [one for one in SESSIONS if one.kind is Kind.RITUAL]
    assert rituals
    assert all(never_offered(one, Settings()) == () for one in rituals)


@pytest.mark.parametrize(
    ("session", "settings", "obstacle"),
    [
        ("on_the_mat", Settings(equipment=("mat",)), Obstacle(Bar.FLOOR)),
        ("on_the_mat", Settings(floor=True), Obstacle(Bar.EQUIPMENT, ("mat",))),
        ("lean_and_rise", Settings(chair="steady", quiet_place=True), Obstacle(Bar.SEEN)),
    ],
)
def test_an_obstacle_says_what_it_is_about(session: str, settings: Settings, obstacle: Obstacle) -> None:
    assert obstacle in never_offered(LIBRARY.sessions[session], settings)


def test_what_the_user_took_out_and_what_the_rhythm_lacks_are_obstacles() -> None:
    session = LIBRARY.sessions["seated_reset"]
    first = session.steps[0].movement.id
    assert never_offered(session, Settings(), {first}) == (Obstacle(Bar.AVOIDED, (first,)),)
    none = Settings(rhythm="own", interludes=0)
    assert never_offered(session, none) == (Obstacle(Bar.RHYTHM, ("interlude",)),)
    assert never_offered(session, replace(none, rhythm="quiet")) == ()


@pytest.mark.parametrize(
    ("session", "weights", "level", "bars"),
    [
        ("hinge_in_a_stride", False, 2, (Bar.LATER,)), ("hinge_in_a_stride", False, 3, ()),
        ("carry_a_bag", False, 3, (Bar.WEIGHTS,)), ("carry_a_bag", True, 3, ()),
        ("carry_a_bag", True, 2, (Bar.LATER,)), ("walk_and_hinge", False, 2, ()),
    ],
)  # fmt: skip
def test_what_is_demanding_comes_once_its_level_is_open_and_a_weight_is_wanted(
    session: str, weights: bool, level: int, bars: tuple[Bar, ...]
) -> None:
    settings = Settings(weights=weights, equipment=("bag",))
    found = never_offered(LIBRARY.sessions[session], settings, level=level)
    assert tuple(one.bar for one in found) == bars
