"""Sentences about the database, its backups and rows from another computer."""

from collections.abc import Callable, Mapping

from intermezzo.presenters import _, ngettext


def sentences() -> Mapping[str, str | Callable[..., str]]:
    """Return the templates by code, in the user's language."""
    return {
        "store.os_error": _(
            "{path}: {what}; nothing was changed. Free some space or allow access, then try again."
        ),
        "store.in_use": _("{path} is in use by another program. Close it there, or wait a moment."),
        "store.full": _("The disk is full, so {path} was not saved. Free some space, then try again."),
        "store.read_only": _("{path} can’t be written, so nothing is saved. Allow writing to it."),
        "store.cannot_open": _("{path} can’t be opened. Check that its folder exists and is writable."),
        "store.disk_error": _("The disk can’t read or write {path}; nothing was changed. Is it full?"),
        "store.damaged": _("{path} is damaged; start Intermezzo again to mend it."),
        "store.not_a_database": _("{path} is not a database, or it is damaged; choose another file."),
        "store.no_header": _("it isn’t a database file"),
        "store.finding": "{what}",  # SQLite's own words
        "store.backup_unsound": _(
            "No backup was made because the database is damaged ({what}). Start Intermezzo again "
            "to repair it."
        ),
        "store.database_in_use": _(
            "The database is in use by another program. Close it there, or wait a moment."
        ),
        "store.unsound_copy": _("{path} is not a good backup ({what}); nothing was changed. Choose another."),
        "store.being_read": _("{path} is being read by another program. Close it there and try again."),
        "store.not_ours": _("{path} is not an Intermezzo database. Move it away."),
        "store.newer": _(
            "{path} was written by a newer Intermezzo (schema {found}); nothing was changed. "
            "Install that version again, or restore a backup made before it."
        ),
        "store.opened_copy": _("{why} Sessions work; what you do is kept in a file of its own until then."),
        "store.in_shared_folder": _(
            "{path} is in a folder shared with other computers ({by}). Saving is slower there, and "
            "only one computer may have it open at a time."
        ),
        "store.reindexed": _("An index of {path} was damaged and has been rebuilt. Nothing was lost."),
        "store.wrong_tables": _("its tables are not those of Intermezzo"),
        "store.row": _("row {number} of {table}: {what}"),
        "store.rows_left_out": lambda n: ngettext(
            "{n} entry can’t be read and is left out. To mend that: Settings, Privacy, Check and mend.",
            "{n} entries can’t be read and are left out. To mend that: Settings, Privacy, Check and mend.",
            n,
        ).format(n=n),
        "store.nothing_to_mend": lambda kept: ngettext(
            "The history is good: {n} entry.", "The history is good: {n} entries.", kept
        ).format(n=kept),
        "store.mended": lambda kept, name: ngettext(
            "The history was damaged and is mended: {n} entry kept, none lost. "
            "The old file is kept as {name}.",
            "The history was damaged and is mended: {n} entries kept, none lost. "
            "The old file is kept as {name}.",
            kept,
        ).format(n=kept, name=name),
        "store.mended_with_loss": lambda kept, lost, name: ngettext(
            "The history was damaged and is mended: {kept} entries kept; {n} entry can’t be read. "
            "The old file is kept as {name}.",
            "The history was damaged and is mended: {kept} entries kept; {n} entries can’t be read. "
            "The old file is kept as {name}.",
            lost,
        ).format(n=lost, kept=kept, name=name),
        "store.recovered": _("The old history file is kept as {name}."),
        "store.unopenable": _(
            "{path} can’t be opened, and no entry in it can be read. Start Intermezzo to choose a backup, "
            "or run: {intermezzo} doctor --mend"
        ),
        "store.was_empty": _("{path} was empty"),
        "store.was_missing": _("{path} was missing"),
        "store.restored": _("{what}; the backup {name} was restored, without what was saved after it"),
        "store.no_sound_backup": _("{what}, and no backup is good; a new database was created"),
        "store.no_backup": _("{what}, and there is no backup yet; a new database was created"),
        "store.old_file_kept": _("{what}. The old file is kept as {name}."),
        "store.healed": _("{what}."),
        "store.rows_left": _("{n} entries in {path} can’t be read, so the file was kept. Move it away."),
        "store.rows_taken_in": _("Entries that could not be saved last time are saved now ({n})."),
        "store.rows_not_kept": _("{path} can’t be written: {what}"),
        "row.row": _("it isn’t a row"),
        "row.text": _("a text in it can’t be read"),
        "row.id": _("its id is not a uuid"),
        "row.kind": _("its kind is not known here"),
        "row.at": _("its time is not possible"),
        "row.offset": _("its offset from UTC is not possible"),
        "row.day": _("its day is not possible"),
        "row.seconds": _("its seconds are not possible"),
        "row.reason": _("its reason is not known here"),
        "row.detail": _("its detail can’t be read"),
        "row.size": _("its detail is too large"),
        "transfer.too_large": _("{path} is larger than {most} MB. Export it again."),
        "transfer.unreadable": _("{path} can’t be read: {what}"),
        "transfer.faulty": _(
            "{path}, line {line}: {what}. Nothing was changed. Export the file again on the other computer."
        ),
        "transfer.not_utf8": _("it is not text in UTF-8"),
        "transfer.not_json": _("it is not JSON ({what})"),
        "transfer.not_csv": _("it is not CSV ({what})"),
        "transfer.no_events": _("it has no list “events”"),
        "transfer.format": _("its format is not {format}; update Intermezzo here"),
        "transfer.columns": _("its columns are not {columns}"),
        "transfer.nothing_readable": _(
            "None of the {n} entries in {path} can be read, so nothing was changed. Choose another file."
        ),
        "transfer.taken": _taken,
    }


def _taken(added: int, known: int, refused: Mapping[str, int]) -> str:
    parts = [ngettext("{n} entry added", "{n} entries added", added).format(n=added)]
    if known:
        parts.append(ngettext("{n} was there already", "{n} were there already", known).format(n=known))
    if refused:
        left = sum(refused.values())
        why = ", ".join(f"{sentences()[flaw]} ({n})" for flaw, n in refused.items())
        parts.append(ngettext("{n} left out: {why}", "{n} left out: {why}", left).format(n=left, why=why))
    return f"{'; '.join(parts)}."
