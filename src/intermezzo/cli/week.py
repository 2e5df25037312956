"""``week``: the week in the terminal, as a picture, or as numbers."""

import argparse
import sys
from pathlib import Path

from intermezzo.adapters.system.paths import Paths
from intermezzo.cli import facts
from intermezzo.cli.output import add_force, output_file, print_json
from intermezzo.core.faults import Fault
from intermezzo.core.history.statistics import monday_of
from intermezzo.presenters import _
from intermezzo.presenters.messages import tell
from intermezzo.presenters.views import WeekView


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    week = commands.add_parser("week", help=_("show the week"))
    week.add_argument("--week", metavar="2026-W47", type=_key, help=_("an ISO week; default: this one"))
    week.add_argument("--json", action="store_true", help=_("print JSON only"))
    week.add_argument("--png", metavar="FILE", type=Path, help=_("save it as a picture"))
    add_force(week)
    week.set_defaults(run=run)


def run(args: argparse.Namespace, paths: Paths) -> int:
    """Print the week, or save its picture."""
    # It imports the database, which takes long and which most commands do not need.
    from intermezzo.engine.week import load

    if args.png is not None:
        output_file(args.png, args, paths).check("png")
    settings = facts.own_settings(paths)
    with facts.open_store(paths) as store:
        week = load(store, args.week or "", facts.today(settings))
    if args.png is not None:
        from intermezzo.app.offscreen import drawing
        from intermezzo.ui.kit.pictures import png
        from intermezzo.ui.week.picture import render

        with drawing(dark=settings.theme == "dark"):
            output_file(args.png, args, paths).write(png(render(week.view, 2.0)), "png")
        print(args.png, file=sys.stderr)
    if args.json:
        print_json(week.numbers)
    elif args.png is None:
        print("\n".join(_lines(week.view)))
    return 0


def _lines(view: WeekView) -> list[str]:
    widths = [max(len(row[column]) for row in view.table) for column in range(len(view.table[0]))]
    table = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in view.table
    ]
    return [view.eyebrow, view.title, view.line, "", *(row.rstrip() for row in table), "", view.foot]


def _key(text: str) -> str:
    try:
        monday_of(text)
    except Fault as fault:
        raise argparse.ArgumentTypeError(tell(fault)) from fault
    return text
