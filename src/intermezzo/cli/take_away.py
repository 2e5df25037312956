"""``take-away``: the drills for waking, bed and car as a page to print or for a phone."""

import argparse
from pathlib import Path

from intermezzo.adapters.system.paths import Paths
from intermezzo.cli import facts
from intermezzo.cli.output import add_force, output_file
from intermezzo.core.practice.repertoire import repertoire
from intermezzo.presenters import _
from intermezzo.presenters.library.take_away import take_away_view


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    page = commands.add_parser(
        "take-away", help=_("save a page of drills for waking, bed and car, with figures")
    )
    page.add_argument("--pdf", required=True, type=Path, metavar="FILE", help=_("the file to write (PDF)"))
    page.add_argument("--phone", action="store_true", help=_("as wide as a phone instead of A4"))
    add_force(page)
    page.set_defaults(run=_take_away)


def _take_away(args: argparse.Namespace, paths: Paths) -> int:
    from intermezzo.app.offscreen import drawing
    from intermezzo.ui.library.take_away import take_away_pdf

    out = output_file(args.pdf, args, paths)
    out.check("pdf")
    settings = facts.own_settings(paths)
    refused = repertoire(facts.history(settings, paths)).refused
    view = take_away_view(facts.own_library(paths).movements, settings.leave_out, refused)
    with drawing():
        out.write(take_away_pdf(view, phone=args.phone), "pdf")
    print(args.pdf)
    return 0
