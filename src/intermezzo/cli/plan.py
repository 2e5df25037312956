"""``plan``: today as the Today window shows it, or what a day would be, for a person or as JSON."""

import argparse
from datetime import UTC, datetime, time
from typing import Any

from intermezzo.adapters.instance import NoAppError
from intermezzo.adapters.system.paths import Paths
from intermezzo.cli import facts
from intermezzo.cli.output import print_json
from intermezzo.cli.talk import say
from intermezzo.core.scheduling.ahead import KNOWN_AHEAD
from intermezzo.engine.day_plan import day_plan, today_plan
from intermezzo.engine.engine import Engine
from intermezzo.presenters import _
from intermezzo.presenters.messages import tell
from intermezzo.presenters.program import typed


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the commands of this family."""
    plan = commands.add_parser(
        "plan",
        help=_("show today’s plan, or that of another day"),
        description=_(
            "Show today’s plan as it stands, just as Today shows it.\n"
            "With any argument besides --json: what a day would be, seen at its start, with nothing done."
        ),
    )
    facts.arguments(plan)
    plan.add_argument("--date", type=facts.day, metavar="D", help=_("the day, such as 2026-11-20"))
    plan.add_argument("--now", metavar="T", help=_("plan from this time on: 14:30 or ISO 8601"))
    plan.set_defaults(run=run)


def run(args: argparse.Namespace, paths: Paths) -> int:
    """Print the plan of one day."""
    supposed = (args.calendar, args.timezone, args.date, args.now)
    if any(supposed) or args.interludes is not None or args.micro is not None:
        line, data = _supposed(args, paths)
    else:
        try:
            reply = say(paths, ("plan",))
            line, data = reply.line, reply.data
        except NoAppError:
            line, data = today_here(args, paths, datetime.now(UTC))
    if args.json:
        print_json(data)
    else:
        print(line)
    return 0


def _supposed(args: argparse.Namespace, paths: Paths) -> tuple[str, dict[str, Any]]:
    """Return the plan of a day under the arguments, with nothing done."""
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
    line, data = day_plan(engine, on, now)
    if on == today and not args.now:
        words = _("Seen at its start, with nothing done. As it stands now: {intermezzo} plan")
        line = f"{line}\n{words.format(intermezzo=typed())}"
    return line, data


def today_here(args: argparse.Namespace, paths: Paths, now: datetime) -> tuple[str, dict[str, Any]]:
    """Return the plan that the app would have if it started ``now``."""
    engine = _as_the_app_opens_it(paths, now) if paths.database.exists() else facts.engine(args, paths)
    today = engine.state.recorder.day(now)
    facts.read_calendars(engine, paths, today, 1 + KNOWN_AHEAD, strict=False)
    engine.active.recover(now)
    engine.tend(now)
    engine.state.look(now)
    return today_plan(engine, today, now)


def _as_the_app_opens_it(paths: Paths, now: datetime) -> Engine:
    opened = facts.open_all(paths, now, ask_health=True)
    opened.store.close()
    facts.warn(map(tell, opened.status.values()))
    return opened.engine
