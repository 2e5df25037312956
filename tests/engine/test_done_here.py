"""Nothing is offered of which a part cannot be done where the user is, whatever the settings."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intermezzo.adapters.library import load
from intermezzo.adapters.system import resources
from intermezzo.core.practice.model import Ask, Kind, Movement, Place, Session, Step
from intermezzo.core.practice.selection import EQUIPMENT
from intermezzo.core.settings import SPECS, Settings
from intermezzo.engine.session_choice import SessionChoices

pytestmark = pytest.mark.slow

LIBRARY = load([resources.sessions()])
SHIPPED = tuple(LIBRARY.sessions.values())
OWN = tuple(
    Session(f"own_{one.id}", one.name, kind, (Step(one, 1, 1),))
    for one in LIBRARY.movements.values()
    for kind in (Kind.INTERLUDE, Kind.MICRO)
)
"""A session of the user's own of every movement: what no shipped one asks for."""
AT_A_DESK = {"chair", "desk", "wall", "doorway", "phone", "pen", "stool", "socks"}
"""What counts as there without a question."""
TODAY = datetime(2026, 11, 20, tzinfo=UTC).date()


def _some(key: str) -> st.SearchStrategy[tuple[str, ...]]:
    values = [value for value, _label in SPECS[key].choices]
    return st.lists(st.sampled_from(values), unique=True).map(tuple)


PLACES = st.builds(
    Settings, floor=st.booleans(), quiet_place=st.booleans(), chair=st.sampled_from(["rolls", "steady"]),
    leave_out=_some("leave_out"), equipment=_some("equipment"),
)  # fmt: skip


def can_be_done(
    movement: Movement, where: Settings, *, on_the_chair: bool = False, unseen: bool = False
) -> None:
    """Say of one step what the place has to have, in other words than the code's."""
    walks = movement.place in {Place.STAND, Place.WALL, Place.WALK}
    assert movement.place in {Place.DESK, Place.STAND, Place.WALL, Place.WALK, Place.FLOOR}
    assert where.floor or movement.place is not Place.FLOOR
    assert "standing" not in where.leave_out or not walks
    assert not any(ask.value in where.leave_out for ask in movement.asks)
    for thing in movement.equipment:
        if thing == "steady chair":
            assert where.chair == "steady"
        else:
            assert thing in where.equipment if thing in EQUIPMENT else thing in AT_A_DESK
    assert movement.quiet or not (where.quiet_place or unseen)
    if on_the_chair:
        assert movement.place is Place.DESK
        assert Ask.STANDING not in movement.asks


@settings(max_examples=60, deadline=None)
@given(PLACES, st.sampled_from([1, 2]), st.none() | st.integers(0, 900))
def test_every_step_of_what_is_offered_can_be_done_here(
    where: Settings, level: int, to_meeting: int | None
) -> None:
    """Of all sessions together, and of each where there is no other."""
    for sessions in (SHIPPED, *((one,) for one in (*SHIPPED, *OWN))):
        choices = SessionChoices.of(sessions, where, level, (), TODAY)
        found = [choices.fitting(kind, 3600, to_meeting) for kind in (Kind.INTERLUDE, Kind.MICRO)]
        found.append(choices.shortest(3600))
        for choice in filter(None, found):
            for step in choice.session.steps:
                can_be_done(step.movement, where)
        unseen = choices.unnoticed()
        for step in unseen.session.steps if unseen is not None else ():
            can_be_done(step.movement, where, on_the_chair=True, unseen=True)


@settings(max_examples=60, deadline=None)
@given(PLACES, st.sampled_from([1, 2]), st.integers(100, 700))
def test_what_takes_the_place_of_an_offer_or_of_a_step_can_be_done_here_too(
    where: Settings, level: int, seconds: int
) -> None:
    choices = SessionChoices.of(SHIPPED, where, level, (), TODAY)
    for kind in (Kind.INTERLUDE, Kind.MICRO):
        found = choices.fitting(kind, seconds)
        if found is None:
            continue
        other = choices.quieter(found.session, seconds)
        for step in other.session.steps if other is not None else ():
            can_be_done(step.movement, where, unseen=True)
        for index in range(len(found.session.steps)):
            new = choices.instead(found.session, index, 60)
            if new is not None:
                can_be_done(new.movement, where)


def test_every_session_that_ships_is_looked_at_with_all_that_there_may_be() -> None:
    """All that is offered in some place, taken away one by one: no step needs a bed, a car or a sofa."""
    where = Settings(
        floor=True, chair="steady", equipment=tuple(value for value, _label in SPECS["equipment"].choices)
    )
    left: list[Session] = [*SHIPPED, *OWN]
    offered: set[str] = set()
    for kind in (Kind.INTERLUDE, Kind.MICRO):
        while found := SessionChoices.of(left, where, 2, (), TODAY).fitting(kind, 3600):
            for step in found.session.steps:
                can_be_done(step.movement, where)
            offered.add(found.session.id)
            left.remove(found.session)
    assert len(offered) > 40
    not_offered: dict[str, Any] = {one.id: one for one in SHIPPED if one.id not in offered}
    for name, one in not_offered.items():
        assert one.kind is Kind.RITUAL or one.level > 2, name
