"""Your data on the command line: export, backup, restore, forget."""

import argparse
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Literal

from intermezzo.adapters.instance import NoAppError
from intermezzo.adapters.system.paths import Paths
from intermezzo.cli.facts import day, open_store
from intermezzo.cli.named_file import add_force, output_file
from intermezzo.cli.talk import say, tell_written
from intermezzo.core.faults import Fault, Malformed
from intermezzo.presenters import _, ngettext
from intermezzo.presenters.messages import tell

FORGET_LIMIT = 130.0
"""Seconds for the running app to delete."""


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """The four commands."""
    export = commands.add_parser("export", help=_("write every row as CSV or JSON"))
    export.add_argument(
        "--format", choices=("csv", "json"), help=_("default: by the file’s ending, else json")
    )
    export.add_argument("--out", type=Path, metavar="FILE", help=_("default: print to the terminal"))
    add_force(export)
    export.set_defaults(run=run_export)

    backup = commands.add_parser("backup", help=_("make a checked copy of the database"))
    backup.add_argument("--out", type=Path, metavar="FILE", help=_("default: next to the nightly backups"))
    add_force(backup)
    backup.set_defaults(run=run_backup)

    restore = commands.add_parser(
        "restore",
        help=_("restore a backup, or add the entries of another computer from its export"),
    )
    restore.add_argument("file", type=Path, metavar="FILE", nargs="?", help=_("default: the newest backup"))
    restore.set_defaults(run=run_restore)

    forget = commands.add_parser("forget", help=_("delete entries, in the backups too"))
    what = forget.add_mutually_exclusive_group(required=True)
    what.add_argument(
        "--before", type=day, metavar="D", help=_("everything before this day, such as 2026-11-16")
    )
    what.add_argument("--all", action="store_true", help=_("everything"))
    forget.add_argument("--yes", action="store_true", help=_("don’t ask for confirmation"))
    forget.set_defaults(run=run_forget)


def run_export(args: argparse.Namespace, paths: Paths) -> int:
    """Write every row to a file, or to the terminal."""
    out: Path | None = args.out
    named = args.format or (out.suffix.lower().lstrip(".") if out is not None else "")
    form: Literal["csv", "json"] = "csv" if named == "csv" else "json"
    with open_store(paths) as store:
        store.export(form, output_file(out, args, paths) if out is not None else sys.stdout)
    if out is not None:
        print(out)
    return 0


def run_backup(args: argparse.Namespace, paths: Paths) -> int:
    """Make a checked copy and say where it lies."""
    with open_store(paths) as store:
        if args.out is not None:
            store.copy_to(output_file(args.out, args, paths).check("database"))
            print(args.out)
        else:
            print(store.backup(datetime.now().astimezone().date()))
    return 0


def run_restore(args: argparse.Namespace, paths: Paths) -> int:
    """Restore a backup, keeping what was there; an export is merged into it instead."""
    file: Path | None = args.file
    if file is not None and not file.is_file():
        raise Fault(_("{path} can’t be read. Check the path.").format(path=file))
    with open_store(paths) as store:
        if file is not None and file.suffix.lower() in {".json", ".csv"}:
            taken = store.merge(file)
            tell_written(paths)
            print(f"{file}: {tell(taken.message)}")
            return 0
        source = file or store.newest_copy()
        if source is None:
            raise Fault(_("There is no good backup in {path} yet. Name a file.").format(path=paths.backups))
        kept, taken = store.restore(source)
    tell_written(paths)
    line = _("Restored from {path}: {taken} The previous database was kept as {kept}.")
    print(line.format(path=source, taken=tell(taken.message), kept=kept))
    return 0


def run_forget(args: argparse.Namespace, paths: Paths) -> int:
    """Delete for good. Asks at a terminal; elsewhere --yes must say so."""
    before: date | None = args.before
    if not args.yes and not _agreed(before):
        return 0
    count = _forget(paths, before)
    text = ngettext("{n} entry deleted, and every backup.", "{n} entries deleted, and every backup.", count)
    print(text.format(n=count), _("Files that you exported or imported yourself are not deleted."))
    return 0


def _forget(paths: Paths, before: date | None) -> int:
    """Let the running app delete, which knows what it has not written yet; without one do it here."""
    from intermezzo.engine.forgetting import forget

    try:
        reply = say(paths, ("forget", before.isoformat() if before is not None else "all"), FORGET_LIMIT)
        return int(reply.data["deleted"])
    except NoAppError:
        with open_store(paths) as store:
            return forget(paths, store, before)


def _agreed(before: date | None) -> bool:
    if not sys.stdin.isatty():
        raise Malformed(_("forget can only ask in a terminal; add --yes to delete without being asked"))
    what = _("everything") if before is None else _("everything before {day}").format(day=before.isoformat())
    print(_("Delete {what}, backups included? This cannot be undone. Type yes:").format(what=what), end=" ")
    sys.stdout.flush()
    if sys.stdin.readline().strip().lower() in {_("yes"), "yes"}:
        return True
    print(_("Nothing was deleted."))
    return False
