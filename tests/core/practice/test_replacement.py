"""Not for me: what comes instead is like it, suits, and never takes longer."""

import pytest

from intermezzo.adapters.library import load
from intermezzo.adapters.system import resources
from intermezzo.core.practice.model import Ask, Kind, Movement, Place, Session, Step
from intermezzo.core.practice.replacement import replacement
from intermezzo.core.practice.selection import Constraints, suits

LIBRARY = load([resources.sessions()])
SESSIONS = tuple(LIBRARY.sessions.values())
MOVEMENTS = tuple(LIBRARY.movements.values())
STEPS = [(session, index) for session in SESSIONS for index in range(len(session.steps))]
POSITION = {
    Place.DESK: {Place.DESK}, Place.FLOOR: {Place.FLOOR}, Place.BED: {Place.BED},
    Place.STAND: {Place.STAND, Place.DESK}, Place.WALL: {Place.WALL, Place.STAND, Place.DESK},
    Place.WALK: {Place.WALK, Place.STAND, Place.DESK}, Place.CAR: {Place.CAR, Place.STAND},
}  # fmt: skip


def instead(session: Session, index: int, seconds: float | None = None) -> Step | None:
    most = session.steps[index].seconds if seconds is None else seconds
    return replacement(session, index, MOVEMENTS, most, Constraints())


@pytest.mark.parametrize(("session", "index"), STEPS, ids=lambda one: getattr(one, "id", str(one)))
def test_in_every_shipped_session_what_comes_instead_suits(session: Session, index: int) -> None:
    old, new = session.steps[index], instead(session, index)
    if new is None:
        assert old.movement.place is Place.BED, "only in bed there may be nothing else"
        return
    movement = new.movement
    others = [step.movement for at, step in enumerate(session.steps) if at != index]
    assert movement not in [old.movement, *others]
    assert new.seconds <= old.seconds
    assert new.reps <= movement.reps
    assert movement.place in POSITION[old.movement.place]
    assert movement.watch_tag not in {one.watch_tag for one in others}
    assert Ask.STANDING not in movement.asks or Ask.STANDING in old.movement.asks
    assert movement.quiet or not old.movement.quiet
    assert movement.level <= 2
    assert not movement.direction
    assert set(movement.equipment) <= session.equipment | {"chair", "desk", "wall"}
    steps = (*session.steps[:index], new, *session.steps[index + 1 :])
    changed = Session(session.id, session.title, session.kind, steps)
    assert changed.seconds <= session.seconds


@pytest.mark.slow
def test_nearly_always_it_moves_what_the_first_one_moves() -> None:
    found = [(session.steps[index], instead(session, index)) for session, index in STEPS]
    other = [old for old, new in found if new and old.movement.areas.isdisjoint(new.movement.areas)]
    assert len(other) < len(STEPS) / 20


def test_what_was_refused_and_what_is_left_out_never_comes() -> None:
    session = LIBRARY.sessions["unwind_the_hips"]
    index = next(n for n, step in enumerate(session.steps) if step.movement.place is Place.STAND)
    refused: frozenset[str] = frozenset()
    for _n in range(30):
        terms = Constraints(avoid=refused, leave_out=("single_leg",))
        new = replacement(session, index, MOVEMENTS, 60, terms)
        if new is None:
            break
        assert new.movement.id not in refused
        assert Ask.SINGLE_LEG not in new.movement.asks
        refused |= {new.movement.id}
    assert len(refused) > 3


def test_the_repertoire_comes_before_what_is_new() -> None:
    session = LIBRARY.sessions["seated_reset"]
    free = instead(session, 0)
    assert free is not None
    other = _another(session, free.movement)
    new = replacement(session, 0, MOVEMENTS, session.steps[0].seconds, Constraints(active={other.id}))
    assert new is not None
    assert new.movement == other


def test_where_there_is_no_time_there_is_none() -> None:
    session = LIBRARY.sessions["seated_reset"]
    assert instead(session, 0, 0.0) is None
    assert instead(session, 0, -20.0) is None
    short = instead(session, 0, 12.0)
    assert short is not None
    assert short.seconds <= 12


def test_the_order_of_the_movements_does_not_matter() -> None:
    for session, index in STEPS[::17]:
        turned = replacement(session, index, MOVEMENTS[::-1], session.steps[index].seconds, Constraints())
        assert turned == instead(session, index)


def _another(session: Session, first: Movement) -> Movement:
    """A movement that would come if the first choice were not there."""
    terms = Constraints(avoid=frozenset({first.id}))
    new = replacement(session, 0, MOVEMENTS, session.steps[0].seconds, terms)
    assert new is not None
    assert suits(Session("s", "S", Kind.RITUAL, (new,)))
    return new.movement
