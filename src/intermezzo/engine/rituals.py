"""The rituals that may be begun now from a menu: those that suit place, body and hour."""

from datetime import datetime

from intermezzo.core.practice import before_the_car
from intermezzo.core.practice.model import Session
from intermezzo.core.practice.never_offered import bounds_of
from intermezzo.core.scheduling import before_bed
from intermezzo.engine.state import EngineState


def rituals(state: EngineState, now: datetime) -> tuple[Session, ...]:
    """Return *before the car* and, in the evening or if its card is wanted, *before bed*.

    What the user leaves out or has refused is in neither.
    """
    own = state.practice
    terms = bounds_of(state.settings, state.max_level(), state.avoided.all | own.closed, own.bounds.leave_out)
    evening = before_bed.is_evening(state.settings, state.recorder.day(now), now, state.zone)
    found = (
        before_the_car.ritual(state.sessions, terms),
        before_bed.ritual(state.sessions, terms) if evening or state.settings.before_bed else None,
    )
    return tuple(one for one in found if one is not None)
