"""The card before bed: one a night, only while the computer is in use, and owed by nobody.

Also the rituals that may be begun from a menu.
"""

from datetime import date, datetime, timedelta

from intermezzo.core.history.events import Event, EventKind, Reason
from intermezzo.core.practice import before_the_car
from intermezzo.core.practice.model import Kind, Session, Slot
from intermezzo.core.practice.never_offered import bounds_of
from intermezzo.core.scheduling import before_bed
from intermezzo.core.scheduling.decision import AWAY_SECONDS, JUST_BACK, busy_at, kept_from
from intermezzo.core.scheduling.presence import Presence
from intermezzo.engine.active_session import ActiveSession, OpenOffer
from intermezzo.engine.recorder import kinds
from intermezzo.engine.state import EngineState


def is_ritual(offer: OpenOffer) -> bool:
    """Return whether the open offer is that of a ritual: it belongs to no slot and to no gap."""
    return offer.slot.kind is Kind.RITUAL


def takes_slot(state: EngineState, offer: OpenOffer | None, on: date) -> bool:
    """Return whether the offer is open and of a slot of this day."""
    return offer is not None and not is_ritual(offer) and state.day_of(offer.occurrence) == on


def due(state: EngineState, now: datetime) -> bool:
    """Return whether the card may come at ``now``, as far as clock, history and calendar say."""
    day = state.recorder.day(now)
    window = before_bed.window(state.settings, day, state.zone)
    if window is None or not window.holds(now) or not before_bed.is_open(state.events, day):
        return False
    stand = state.day_state
    waits = (stand.paused_until, stand.snoozed_until)
    if stand.no_more or any(one is not None and one > now for one in waits):
        return False
    return busy_at(state.day, now) is None and not any(one.holds(now) for one in state.day.work)


def offer(
    state: EngineState, active: ActiveSession, now: datetime, presence: Presence, back_at: datetime | None
) -> Event | None:
    """Open the card if it may come and the user is there; return its row. Unknown is no yes."""
    if active.offer is not None or active.running is not None or not due(state, now):
        return None
    here = presence.idle_seconds is not None and presence.idle_seconds < AWAY_SECONDS
    if not here or kept_from(presence) is not None or (back_at is not None and now < back_at + JUST_BACK):
        return None
    choices = state.choices()
    found = before_bed.ritual(choices.sessions, choices.wish)
    if found is None:
        return None
    slot = Slot(now, now + timedelta(seconds=found.seconds), Kind.RITUAL, found.id, before_bed.SESSION)
    occurrence = state.recorder.new_id()
    active.offer = OpenOffer(occurrence, slot, found, now, state.day_end(now))
    return state.record(
        EventKind.OFFERED, now, occurrence=occurrence, session=found.id, detail=kinds(found, Kind.RITUAL)
    )


def held_by(state: EngineState, offer: OpenOffer, now: datetime) -> Reason | None:
    """Return why the card leaves, if it is the offer: a meeting has begun."""
    return Reason.IN_MEETING if is_ritual(offer) and busy_at(state.day, now) is not None else None


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
