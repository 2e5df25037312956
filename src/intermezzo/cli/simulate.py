"""``simulate``: the engine over many days, with a made-up person answering."""

import argparse
import dataclasses
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from intermezzo.adapters.system.paths import Paths
from intermezzo.cli import facts
from intermezzo.cli.output import print_json
from intermezzo.presenters import _
from intermezzo.presenters.practice import story

if TYPE_CHECKING:
    from intermezzo.engine.baselines import SimulationResult

_PERSONAS = ("diligent", "busy", "absent", "shaky", "steady", "flare", "away")
"""The names, without the import of what simulates them."""


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    one = commands.add_parser("simulate", help=_("simulate many days"))
    facts.arguments(one)
    one.add_argument(
        "--from", dest="first", type=facts.day, required=True, metavar="D", help=_("the first day")
    )
    one.add_argument("--days", type=_days, default=14, metavar="N", help=_("how many days, up to 4000"))
    one.add_argument(
        "--persona",
        choices=_PERSONAS,
        default="diligent",
        help=_("who answers; default: diligent"),
    )
    one.add_argument(
        "--calls", type=int, metavar="SEED", help=_("calls that overrun or end early, by a seed")
    )
    one.add_argument("--seed", type=int, default=1, metavar="S", help=_("the same seed gives the same days"))
    one.set_defaults(run=run)


def run(args: argparse.Namespace, paths: Paths) -> int:
    """Print what came of the days, beside other reminders with the same number of offers.

    Of a person who says how it went, also what the practice did and asked, and why.
    """
    from intermezzo.engine.simulate import simulate
    from intermezzo.engine.simulated_person import PERSONAS

    engine = facts.engine(args, paths)
    facts.read_calendars(engine, paths, args.first, args.days, strict=bool(args.calendar))
    found = simulate(engine, args.first, args.days, PERSONAS[args.persona], args.seed, args.calls)
    if args.json:
        baselines = {name: dataclasses.asdict(one) for name, one in found.baselines.items()}
        print_json({**dataclasses.asdict(found.ours), "baselines": baselines})
        return 0
    for name, result in ((_("Intermezzo"), found.ours), *_named(found.baselines)):
        print(
            _("{name}: {offers} offers, {busy} during meetings, {calls} during calls, {done} completed; "
                "on average {mean:.0f} min since the last movement, at most {longest:.0f}.").format(
                name=name, offers=result.offers, busy=result.offers_in_busy, calls=result.offers_in_calls,
                done=result.completed, mean=result.mean_minutes_since_movement,
                longest=result.longest_stretch_minutes)
        )  # fmt: skip
    movements = {one.id: one for one in engine.state.movements}
    for at, line in story(((one.at, one.what) for one in found.story), movements):
        print(f"{at.astimezone(engine.state.zone):%Y-%m-%d %H:%M}  {line}")
    return 0


def _named(baselines: Mapping[str, "SimulationResult"]) -> Iterator[tuple[str, "SimulationResult"]]:
    names = {
        "fixed": _("A fixed timer"),
        "idle_reset": _("A timer that restarts after time away"),
        "by_hand": _("The same, silenced by hand for meetings"),
        "skip_busy": _("A timer that skips busy time"),
        "look_ahead": _("A timer that waits for the next gap"),
    }
    return ((names[name], result) for name, result in baselines.items())


def _days(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 4000:
        words = _("“{text}” is not a number of days from 1 to 4000")
        raise argparse.ArgumentTypeError(words.format(text=text))
    return int(text)
