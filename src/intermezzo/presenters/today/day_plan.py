"""The plan of a day for the terminal, as lines and as JSON."""

from collections.abc import Callable
from datetime import date, datetime, tzinfo

from intermezzo.core.practice.model import Day, Kind, Plan
from intermezzo.core.scheduling.intervals import Interval
from intermezzo.presenters import _
from intermezzo.presenters.card import kind_name
from intermezzo.presenters.durations import clock, length, stretch
from intermezzo.presenters.today.view import why_words


def plan_json(on: date, day: Day, plan: Plan, now: datetime, zone: tzinfo) -> dict[str, object]:
    """Return the plan in the shape that ``plan --json`` has for programs."""

    def local(moment: datetime) -> str:
        return moment.astimezone(zone).isoformat()

    def span(one: Interval) -> dict[str, str]:
        return {"start": local(one.start), "end": local(one.end)}

    return {
        "date": on.isoformat(),
        "timezone": str(zone),
        "work": [span(one) for one in day.work],
        "busy": [span(one) for one in day.busy],
        "slots": [
            {
                "start": local(slot.start), "end": local(slot.end), "kind": slot.kind.value,
                "session": slot.session, "why": why_words(slot, day, now, zone),
            }
            for slot in plan.slots
        ],
        "unplaced": [{"kind": one.kind.value, "reason": one.reason} for one in plan.unplaced],
        "longest_stretch_minutes": round(plan.longest_stretch_minutes, 2),
        "mean_minutes_since_movement": round(plan.mean_minutes_since_movement, 2),
    }  # fmt: skip


def plan_lines(
    on: date, day: Day, plan: Plan, now: datetime, zone: tzinfo, title: Callable[[str], str], *,
    rated: bool = True,
) -> tuple[str, ...]:  # fmt: skip
    """Return the plan as a person reads it; ``title`` returns that of a session by id.

    ``rated``: with the longest time without a movement.
    """
    named = on.isoformat()
    if not day.work:
        return (_("{day}: no working hours, so nothing is planned.").format(day=named),)
    hours = ", ".join(f"{clock(one.start, zone)}–{clock(one.end, zone)}" for one in day.work)
    rows = [(one.start, f"{_('busy'):<14}{stretch(one.minutes)}") for one in day.busy]
    for slot in plan.slots:
        label = title(slot.session) if slot.session else kind_name(slot.kind)
        kind = _("micro-session") if slot.kind is Kind.MICRO else _("interlude")
        words = (label, length((slot.end - slot.start).total_seconds()), why_words(slot, day, now, zone))
        rows.append((slot.start, f"{kind:<14}{' · '.join(words)}"))
    ending = []
    if plan.unplaced:
        ending.append(_("No room for {n}.").format(n=len(plan.unplaced)))
    if not plan.slots and plan.unplaced:
        ending.append(_("No room today, and that’s fine."))
    if rated:
        longest = stretch(plan.longest_stretch_minutes)
        ending.append(_("Longest without moving: {length}.").format(length=longest))
    return (
        _("{day}, working {hours} ({zone})").format(day=named, hours=hours, zone=zone),
        *(f"  {clock(at, zone)}  {text}" for at, text in sorted(rows)),
        *ending,
    )
