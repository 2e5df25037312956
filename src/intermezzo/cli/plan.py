"""``plan``: the day's slots, for a person or as JSON."""

import argparse
from datetime import UTC, datetime, time, tzinfo

from intermezzo.adapters.system.paths import Paths
from intermezzo.cli import facts
from intermezzo.cli.output import print_json
from intermezzo.core.practice.model import Kind
from intermezzo.core.scheduling.intervals import Interval
from intermezzo.engine.engine import Engine
from intermezzo.presenters import _
from intermezzo.presenters.durations import clock, length, stretch
from intermezzo.presenters.today import why_words


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the commands of this family."""
    plan = commands.add_parser("plan", help=_("show the day’s plan"))
    facts.arguments(plan)
    plan.add_argument("--date", type=facts.day, metavar="D", help=_("the day, such as 2026-11-20"))
    plan.add_argument("--now", metavar="T", help=_("plan from this time on: 14:30 or ISO 8601"))
    plan.set_defaults(run=run)


def run(args: argparse.Namespace, paths: Paths) -> int:
    """Print the plan of one day."""
    engine = facts.engine(args, paths)
    zone = engine.state.zone
    today = engine.state.recorder.day(datetime.now(UTC))
    if args.now:
        now = facts.moment(args.now, args.date or today, engine.state.settings, zone)
        on = args.date or engine.state.recorder.day(now)
    else:
        on = args.date or today
        now = datetime.combine(on, time(), zone).astimezone(UTC)
    facts.read_calendars(engine, paths, on, 1, strict=bool(args.calendar))
    engine.state.look(now, on)
    if args.json:
        print_json(as_json(engine, on.isoformat(), zone))
    else:
        print("\n".join(as_lines(engine, on.isoformat(), zone, now)))
    return 0


def as_json(engine: Engine, on: str, zone: tzinfo) -> dict[str, object]:
    """The plan in the shape of DESIGN.md, data contracts."""

    def local(moment: datetime) -> str:
        return moment.astimezone(zone).isoformat()

    def span(one: Interval) -> dict[str, str]:
        return {"start": local(one.start), "end": local(one.end)}

    return {
        "date": on,
        "timezone": str(zone),
        "work": [span(one) for one in engine.day.work],
        "busy": [span(one) for one in engine.day.busy],
        "slots": [
            {
                "start": local(slot.start), "end": local(slot.end), "kind": slot.kind.value,
                "session": slot.session, "why": why_words(slot, engine.day, slot.start, zone),
            }
            for slot in engine.plan.slots
        ],
        "unplaced": [{"kind": one.kind.value, "reason": one.reason} for one in engine.plan.unplaced],
        "longest_stretch_minutes": round(engine.plan.longest_stretch_minutes, 2),
        "mean_minutes_since_movement": round(engine.plan.mean_minutes_since_movement, 2),
    }  # fmt: skip


def as_lines(engine: Engine, on: str, zone: tzinfo, now: datetime) -> list[str]:
    """The plan as a person reads it."""
    if not engine.day.work:
        return [_("{day}: no working hours, so nothing is planned.").format(day=on)]
    hours = ", ".join(f"{clock(one.start, zone)}–{clock(one.end, zone)}" for one in engine.day.work)
    lines = [_("{day}, working {hours} ({zone})").format(day=on, hours=hours, zone=zone)]
    rows = [(one.start, f"{_('busy'):<14}{stretch(one.minutes)}") for one in engine.day.busy]
    for slot in engine.plan.slots:
        session = engine.state.session(slot.session)
        title = session.title if session is not None else slot.kind.value
        kind = _("micro-session") if slot.kind is Kind.MICRO else _("interlude")
        why = why_words(slot, engine.day, now, zone)
        rows.append(
            (slot.start, f"{kind:<14}{title} · {length((slot.end - slot.start).total_seconds())} · {why}")
        )
    lines += [f"  {clock(at, zone)}  {text}" for at, text in sorted(rows)]
    if engine.plan.unplaced:
        lines.append(_("No room for {n}.").format(n=len(engine.plan.unplaced)))
    if not engine.plan.slots and engine.plan.unplaced:
        lines.append(_("No room today, and that’s fine."))
    lines.append(
        _("Longest without a movement: {length}.").format(length=stretch(engine.plan.longest_stretch_minutes))
    )
    return lines
