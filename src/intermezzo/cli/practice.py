"""``practice``: how far one is in each movement, or in one with the rows that led to it."""

import argparse

from intermezzo.adapters.system.paths import Paths
from intermezzo.cli import facts
from intermezzo.cli.output import print_json
from intermezzo.core.faults import Fault
from intermezzo.core.practice.progression.exposures import Exposure, Felt
from intermezzo.core.practice.progression.progress import GradeRow, MovementProgress, practice
from intermezzo.presenters import _
from intermezzo.presenters.practice import explained, grade_words


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    one = commands.add_parser("practice", help=_("how far you are in a movement, and why"))
    one.add_argument("movement", nargs="?", metavar="MOVEMENT", help=_("as “repertoire list” names it"))
    one.add_argument("--json", action="store_true", help=_("print JSON only"))
    one.set_defaults(run=_run)


def _run(args: argparse.Namespace, paths: Paths) -> int:
    settings, shelf = facts.own_settings(paths), facts.own_library(paths)
    known = facts.history(settings, paths)
    found = practice(known, shelf.movements.values(), facts.today(settings))
    rested = {name: end.isoformat() for name, end in facts.resting_until(known, shelf).items()}
    if args.movement is None:
        if args.json:
            movements = [_numbers(one, rested, rows=False) for one in found.known]
            print_json({"level": found.level, "movements": movements})
        for one in () if args.json else found.known:
            print(f"{one.movement.id:24} {grade_words(one.movement, one.grade)}")
        if not found.known and not args.json:
            print(_("Nothing done in the last weeks."))
        return 0
    progress = found.movements.get(args.movement)
    if progress is None and args.movement in shelf.sessions:
        steps = shelf.sessions[args.movement].steps
        names = dict.fromkeys(step.movement.id for step in steps)
        raise Fault("practice.of_session", id=args.movement, movements=", ".join(names))
    if progress is None:
        raise Fault("repertoire.unknown", id=args.movement)
    if args.json:
        print_json(_numbers(progress, rested, rows=True))
    else:
        print("\n".join(explained(progress)))
    return 0


def _numbers(one: MovementProgress, rested: dict[str, str], *, rows: bool) -> dict[str, object]:
    found: dict[str, object] = {
        "movement": one.movement.id, "grade": one.grade.detail(), "new": one.is_new, "trial": one.is_trial,
        "rests_until": rested.get(one.movement.id),
    }  # fmt: skip
    if rows:
        found["rows"] = [_row(row) for row in one.rows]
        found["times"] = [_time(time) for time in one.times]
    return found


def _row(row: GradeRow) -> dict[str, object]:
    return {
        "id": row.id, "day": row.day.isoformat(), "rule": row.rule.value, "by": row.by.value,
        "from": row.before.detail(), "to": row.after.detail(),
    }  # fmt: skip


def _time(time: Exposure) -> dict[str, object]:
    felt = Felt.SMOOTH if time.uncounted else time.felt
    return {
        "day": time.day.isoformat(), "felt": felt.value if felt is not None else None,
        "uncounted": time.uncounted, "eased": time.eased, "effort": time.effort or None, "reps": time.reps,
        "range": time.range, "hold": time.hold, "load_kg": time.load_kg, "rows": list(time.ids),
    }  # fmt: skip
