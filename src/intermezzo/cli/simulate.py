"""``simulate``: the engine over many days, with a made-up person answering."""

import argparse
import dataclasses

from intermezzo.adapters.system.paths import Paths
from intermezzo.cli import facts
from intermezzo.cli.output import print_json
from intermezzo.presenters import _


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    one = commands.add_parser("simulate", help=_("simulate many days"))
    facts.arguments(one)
    one.add_argument(
        "--from", dest="first", type=facts.day, required=True, metavar="D", help=_("the first day")
    )
    one.add_argument("--days", type=_days, default=14, metavar="N", help=_("how many days, up to 4000"))
    one.add_argument("--persona", choices=("diligent", "busy", "absent"), default="diligent")
    one.add_argument("--seed", type=int, default=1, metavar="S", help=_("the same seed gives the same days"))
    one.set_defaults(run=run)


def run(args: argparse.Namespace, paths: Paths) -> int:
    """Print what came of the days, beside a fixed timer with the same number of offers."""
    from intermezzo.engine import simulate

    engine = facts.engine(args, paths)
    facts.read_calendars(engine, paths, args.first, args.days, strict=bool(args.calendar))
    ours, fixed = simulate.simulate(engine, args.first, args.days, simulate.PERSONAS[args.persona], args.seed)
    if args.json:
        result = {**dataclasses.asdict(ours), "baselines": {"fixed": dataclasses.asdict(fixed)}}
        print_json(result)
        return 0
    for name, outcome in ((_("Intermezzo"), ours), (_("A fixed timer"), fixed)):
        print(
            _("{name}: {offers} offers, {busy} during meetings, {done} completed; on average "
                "{mean:.0f} min since the last movement, at most {longest:.0f}.").format(
                name=name, offers=outcome.offers, busy=outcome.offers_in_busy, done=outcome.completed,
                mean=outcome.mean_minutes_since_movement, longest=outcome.longest_stretch_minutes)
        )  # fmt: skip
    return 0


def _days(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 4000:
        raise argparse.ArgumentTypeError(
            _("“{text}” is not a number of days from 1 to 4000").format(text=text)
        )
    return int(text)
