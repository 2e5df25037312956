"""The week out of the store, when its summary comes, and why the day is as it is."""

from datetime import UTC, date, datetime, time, timedelta, tzinfo

from intermezzo.adapters.weeks import Week, load
from intermezzo.app.desk import Desk
from intermezzo.core import hours
from intermezzo.core.consistency import monday_of
from intermezzo.core.decision import busy_at
from intermezzo.core.events import Reason
from intermezzo.core.faults import Fault, Malformed
from intermezzo.core.settings import Settings
from intermezzo.words import _
from intermezzo.words.durations import clock
from intermezzo.words.reasons import because, sentence
from intermezzo.words.today import why_words

__all__ = ["Week", "check", "load", "summary_at", "why"]

BEFORE_THE_END = timedelta(minutes=15)
"""The week's summary comes this long before the last working day ends."""


def check(key: str) -> None:
    """Raise Malformed for what is not an ISO week; empty is this one."""
    if key:
        try:
            monday_of(key)
        except Fault as fault:
            raise Malformed(str(fault)) from fault


def summary_at(settings: Settings, zone: tzinfo, now: datetime) -> datetime:
    """When the summary of the week comes next: at the end of its last working day, in UTC."""
    today = now.astimezone(zone).date()
    monday = today - timedelta(days=today.weekday())
    for week in range(3):
        days = (monday + timedelta(days=7 * week + n) for n in range(6, -1, -1))
        for day in days:
            work = hours.work(settings, day, zone)
            if not work:
                continue
            moment = work[-1].end - BEFORE_THE_END
            if moment > now:
                return moment
            break  # the last working day of this week is over
    return datetime.combine(monday + timedelta(days=21), time(12), zone).astimezone(UTC)


def why(desk: Desk, at: str) -> str:
    """What is decided now and why; or what the plan says about another time of today."""
    engine, now = desk.engine, desk.now()
    if not at:
        decision = engine.decision
        if decision is None:
            return _("One moment.")
        line = sentence(decision, now, engine.zone)
        slot = decision.slot
        if slot is not None and slot.start > now:
            more = why_words(slot, engine.day, now, engine.rhythm().leave, engine.zone)
            return f"{line} {more}".strip()
        return line
    moment = _moment(at, engine.recorder.day(now), engine.zone)
    if busy_at(engine.day, moment) is not None:
        return _("At {time}: nothing, because {reason}.").format(
            time=clock(moment, engine.zone), reason=because(Reason.IN_MEETING)
        )
    slot = next((one for one in engine.plan.slots if one.start <= moment < one.end), None)
    if slot is not None:
        return _("At {time} a session is planned. {why}").format(
            time=clock(slot.start, engine.zone),
            why=why_words(slot, engine.day, now, engine.rhythm().leave, engine.zone),
        )
    following = next((one for one in engine.plan.slots if one.start > moment), None)
    if following is None:
        return _("At {time}: nothing is planned then, or after.").format(time=clock(moment, engine.zone))
    return _("At {time}: nothing; the next moment is {next}. {why}").format(
        time=clock(moment, engine.zone), next=clock(following.start, engine.zone),
        why=why_words(following, engine.day, now, engine.rhythm().leave, engine.zone),
    )  # fmt: skip


def _moment(text: str, day: date, zone: tzinfo) -> datetime:
    try:
        return datetime.combine(day, time.fromisoformat(text), zone).astimezone(UTC)
    except ValueError as error:
        raise Malformed(_("“{text}” is not a time of day; write it as 14:30").format(text=text)) from error
