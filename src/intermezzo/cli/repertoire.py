"""``repertoire``: every movement and whether it is in; in or out goes to the running app."""

import argparse
from collections.abc import Mapping
from datetime import datetime

from intermezzo.adapters.system.paths import Paths
from intermezzo.cli import facts
from intermezzo.cli.output import print_json
from intermezzo.cli.talk import say
from intermezzo.core.practice.model import Area
from intermezzo.core.practice.repertoire import Repertoire, repertoire
from intermezzo.presenters import _
from intermezzo.presenters.library.repertoire import MovementCard, repertoire_view
from intermezzo.presenters.reasons import rest_end


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the commands of this family."""
    own = commands.add_parser("repertoire", help=_("your own small portfolio of movements"))
    verbs = own.add_subparsers(metavar="VERB", required=True)
    listed = verbs.add_parser("list", help=_("list every movement, and which are in your repertoire"))
    listed.add_argument("--json", action="store_true", help=_("print JSON only"))
    listed.set_defaults(run=_list)
    for verb, text in (
        ("in", _("add a movement to your repertoire")),
        ("out", _("remove a movement from your repertoire")),
    ):
        one = verbs.add_parser(verb, help=text)
        one.add_argument("id", metavar="ID", help=_("as “repertoire list” names it"))
        one.set_defaults(run=_wish, verb=verb)


def _wish(args: argparse.Namespace, paths: Paths) -> int:
    print(say(paths, ("repertoire", args.verb, args.id)).line)
    return 0


def _list(args: argparse.Namespace, paths: Paths) -> int:
    settings, shelf = facts.own_settings(paths), facts.own_library(paths)
    known = facts.history(settings, paths)
    own, zone, rested = repertoire(known), facts.zone_of(None, settings), facts.resting_until(known, shelf)
    ends = {name: rest_end(end, zone) for name, end in rested.items()}
    view = repertoire_view(shelf.movements.values(), own.active, settings, ends, {})
    if args.json:
        print_json([_numbers(one, own, rested) for one in view.cards])
        return 0
    print(view.eyebrow)
    for one in view.cards:
        mark = "✓" if one.inside else " "
        words = " · ".join(part for part in (one.movement.name, one.where, one.barred) if part)
        print(f"  {mark} {one.movement.id:24} {words}")
    return 0


def _numbers(card: MovementCard, own: Repertoire, rested: Mapping[str, datetime]) -> dict[str, object]:
    movement = card.movement
    entry = own.active.get(movement.id)
    return {
        "id": movement.id,
        "name": movement.name,
        "in": card.inside,
        "since": entry.day.isoformat() if entry is not None else None,
        "by": entry.by.value if entry is not None else None,
        "refused": movement.id in own.refused,
        "place": movement.place.value,
        "level": movement.level,
        "quiet": movement.quiet,
        "areas": [area.value for area in Area if area in movement.areas],
        "not_offered": card.barred or None,
        "rests_until": rested[movement.id].isoformat() if movement.id in rested else None,
        "reviewed_by": movement.reviewed_by or None,
    }
