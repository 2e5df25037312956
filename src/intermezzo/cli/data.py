"""Your data on the command line: export, backup, restore, forget."""

import argparse
import sys
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from intermezzo.adapters.instance import NoAppError
from intermezzo.adapters.system.paths import Paths
from intermezzo.cli.asking import agreed, can_ask
from intermezzo.cli.facts import day, open_store
from intermezzo.cli.output import add_force, output_file
from intermezzo.cli.talk import say, tell_written
from intermezzo.core.faults import Fault, Malformed
from intermezzo.presenters import _, ngettext
from intermezzo.presenters.messages import tell

if TYPE_CHECKING:
    from intermezzo.adapters.store import Loss

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
    restore.add_argument("--yes", action="store_true", help=_("don’t ask for confirmation"))
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
    """Restore a backup, keeping what was there; an export is merged into it instead.

    It asks before it replaces anything, unless --yes says so.
    """
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
        if not args.yes and not _agreed_to_restore(source, store.loss(source)):
            print(_("Nothing was changed."))
            return 0
        kept, taken = store.restore(source)
    tell_written(paths)
    line = _("Restored from {path}: {taken} The previous database was kept as {kept}.")
    print(line.format(path=source, taken=tell(taken.message), kept=kept))
    return 0


def run_forget(args: argparse.Namespace, paths: Paths) -> int:
    """Delete for good. Asks at a terminal; elsewhere --yes must say so."""
    before: date | None = args.before
    if not args.yes and not _agreed_to_forget(before):
        print(_("Nothing was deleted."))
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


def _agreed_to_restore(source: Path, loss: "Loss") -> bool:
    """Ask at a terminal whether the copy shall replace the history. Raise Malformed without one."""
    told = _loss_line(source, loss)
    if not can_ask():
        ask = _("restore can only ask in a terminal; add --yes to restore without being asked.")
        raise Malformed(f"{ask} {told}")
    return agreed(f"{told} {_('A copy of your history is kept.')}")


def _loss_line(source: Path, loss: "Loss") -> str:
    """Return how many entries a copy has, and how many of which days would be lost by it."""
    copied = ngettext(
        "{path} has {n} entry, which takes the place of your history.",
        "{path} has {n} entries, which take the place of your history.",
        loss.copied,
    ).format(path=source, n=loss.copied)
    if not loss.lost:
        return f"{copied} {_('Nothing would be lost.')}"
    lost = ngettext("{n} entry would be lost", "{n} entries would be lost", loss.lost).format(n=loss.lost)
    if loss.first is None or loss.last is None:
        return f"{copied} {lost}."
    one_day = loss.first == loss.last
    days = _("of {first}") if one_day else _("from {first} to {last}")
    return f"{copied} {lost}, {days.format(first=loss.first.isoformat(), last=loss.last.isoformat())}."


def _agreed_to_forget(before: date | None) -> bool:
    if not can_ask():
        raise Malformed(_("forget can only ask in a terminal; add --yes to delete without being asked"))
    what = _("everything") if before is None else _("everything before {day}").format(day=before.isoformat())
    question = _("Delete {what}, backups included? This cannot be undone.")
    return agreed(question.format(what=what))
