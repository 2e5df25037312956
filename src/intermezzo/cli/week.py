"""``week``: the week in the terminal, as a picture, or as numbers."""

import argparse
import os
import sys
from pathlib import Path

from intermezzo.adapters.system.paths import Paths
from intermezzo.cli import facts
from intermezzo.cli.output import print_json
from intermezzo.core.faults import Fault
from intermezzo.core.history.statistics import monday_of
from intermezzo.engine.week import load
from intermezzo.presenters import _
from intermezzo.presenters.messages import tell
from intermezzo.presenters.views import WeekView


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    week = commands.add_parser("week", help=_("show the week"))
    week.add_argument("--week", metavar="2026-W47", type=_key, help=_("an ISO week; default: this one"))
    week.add_argument("--json", action="store_true", help=_("print JSON only"))
    week.add_argument("--png", metavar="FILE", type=Path, help=_("save it as a picture"))
    week.set_defaults(run=run)


def run(args: argparse.Namespace, paths: Paths) -> int:
    """Print the week, or save its picture."""
    settings = facts.own_settings(paths)
    with facts.open_store(paths) as store:
        week = load(store, args.week or "", facts.today(settings))
    if args.png is not None:
        _save(week.view, args.png, dark=settings.theme == "dark")
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


def _save(view: WeekView, path: Path, *, dark: bool) -> None:
    """Draw it without a window; the picture needs no display."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtGui import QImageWriter
    from PySide6.QtWidgets import QApplication

    from intermezzo.adapters.system import resources
    from intermezzo.ui.kit import style
    from intermezzo.ui.week.picture import render

    app = QApplication(sys.argv[:1])
    style.load_fonts(resources.assets())
    style.apply(app, dark=dark)
    if not QImageWriter(str(path), b"PNG").write(render(view, 2.0)):
        raise Fault(_("{path} can’t be saved. Choose another folder.").format(path=path))
    print(path, file=sys.stderr)


def _key(text: str) -> str:
    try:
        monday_of(text)
    except Fault as fault:
        raise argparse.ArgumentTypeError(tell(fault)) from fault
    return text
