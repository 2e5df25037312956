"""Why the day is as it is, and why it is this session that comes."""

from datetime import UTC, date, datetime, time, tzinfo

from intermezzo.core.faults import Malformed
from intermezzo.core.history.events import Reason
from intermezzo.core.practice.model import Slot
from intermezzo.core.scheduling.decision import busy_at
from intermezzo.engine.engine import Engine
from intermezzo.presenters import _
from intermezzo.presenters.choice import why_sentence
from intermezzo.presenters.durations import clock
from intermezzo.presenters.reasons import because, sentence
from intermezzo.presenters.today import why_words


def why(engine: Engine, now: datetime, at: str) -> str:
    """What is decided now and why; or what the plan says about another time of today.

    ``at`` is a time of day (14:30), empty for now. Raises Malformed for anything else.
    """
    if not at:
        return _now(engine, now)
    moment = _moment(at, engine.state.recorder.day(now), engine.state.zone)
    time_ = clock(moment, engine.state.zone)
    if busy_at(engine.day, moment) is not None:
        return _("At {time}: nothing, because {reason}.").format(
            time=time_, reason=because(Reason.IN_MEETING)
        )
    slot = next((one for one in engine.plan.slots if one.start <= moment < one.end), None)
    if slot is not None:
        return _("At {time} a session is planned. {why}").format(
            time=clock(slot.start, engine.state.zone), why=_of(engine, slot, now)
        )
    following = next((one for one in engine.plan.slots if one.start > moment), None)
    if following is None:
        return _("At {time}: nothing is planned then, or after.").format(time=time_)
    return _("At {time}: nothing; the next moment is {next}. {why}").format(
        time=time_, next=clock(following.start, engine.state.zone), why=_of(engine, following, now)
    )


def _now(engine: Engine, now: datetime) -> str:
    decision, offer = engine.decision, engine.offer
    if decision is None:
        return _("One moment.")
    line, slot = sentence(decision, now, engine.state.zone), decision.slot
    more = ""
    if offer is not None:
        more = why_sentence(offer.slot.why, offer.slot.areas)
    elif slot is not None and slot.start > now:
        more = _of(engine, slot, now)
    return f"{line} {more}".strip()


def _of(engine: Engine, slot: Slot, now: datetime) -> str:
    """Why a slot stands where it stands, and why it is this session."""
    place = why_words(slot, engine.day, now, engine.state.rhythm().leave, engine.state.zone)
    return f"{place} {why_sentence(slot.why, slot.areas)}".strip()


def _moment(text: str, day: date, zone: tzinfo) -> datetime:
    try:
        return datetime.combine(day, time.fromisoformat(text), zone).astimezone(UTC)
    except ValueError as error:
        raise Malformed(_("“{text}” is not a time of day; write it as 14:30").format(text=text)) from error
