"""What the running app tells: commands, files of the user, the worker and the socket."""

from collections.abc import Callable, Mapping

from intermezzo.presenters import _


def _task(name: str) -> str:
    """Return what a task is about, at the beginning of a sentence; ``name`` is a family and a verb."""
    return {
        "adding": _("Adding a calendar"), "autostart": _("Start at login"),
        "calendars": _("Reading calendars"), "chime": _("The chime"),
        "files": _("Reading a file"), "library": _("The library"),
        "notify": _("The notification"), "probes": _("Checking whether you’re here"),
        "store": _("The database"),
    }.get(name.partition(".")[0], name)  # fmt: skip


def _not_begun(name: str, stuck: str) -> str:
    if _task(name) == _task(stuck):
        return _("{task}: the last attempt is still running.").format(task=_task(name))
    return _("{task} can’t start yet. Still running: {stuck}.").format(task=_task(name), stuck=_task(stuck))


def sentences() -> Mapping[str, str | Callable[..., str]]:
    """Return the templates by code."""
    return {
        # The app
        "app.cannot_start": _("Intermezzo can’t start"),
        "app.closed_unexpectedly": _(
            "The app closed unexpectedly last time. Nothing that was saved is lost."
        ),
        "app.rows_lost": _("Entries that could not be saved anywhere are lost ({n}). {why}"),
        "app.goodbye": _("Goodbye."),
        "status.starting": _("One moment."),
        "tray.none": _(
            "Your desktop shows no tray, so Intermezzo has no icon; this window does it all, and the "
            "applications menu opens it. On GNOME the extension “AppIndicator and KStatusNotifierItem "
            "Support” brings the icon."
        ),
        # Commands
        "window.shown": _("Shown."),
        "window.hidden": _("Hidden."),
        "guide.unopened": _("No program here can show the user’s guide. Open this file in a browser: {path}"),
        "show.usage": _("show takes one of: {names}"),
        "report.none": _("There’s no error to report."),
        "autostart.usage": _("usage: autostart on, or: autostart off"),
        "rhythm.usage": _("rhythm takes one of: {names}"),
        "rhythm.changed": _("Rhythm: {name}."),
        "calendar.usage": _("usage: calendar add FILE"),
        "calendar.nothing_to_add": _("Nothing to add. A calendar is an .ics file or a folder of them."),
        "calendar.looking": _("Looking…"),
        "calendar.none_here": _("No other program has a calendar on this computer."),
        "calendar.not_joined": _("The meeting’s link couldn’t be opened."),
        "calendar.remembered": _("Remembered until Intermezzo quits."),
        "calendar.added": _("Calendar added."),
        "forget.usage": _("usage: forget all, or forget DATE such as 2026-11-16"),
        "history.reloaded": _("Reloaded."),
        # Why
        "why.busy": _("{time}: nothing, because {reason}."),
        "why.day_off": _("You took today off; take that back with: {intermezzo} today work"),
        "why.work_today": _("You said you’re working today."),
        "why.pinned": _("You set this time."),
        "why.planned": _("{time}: a session is planned. {why}"),
        "why.nothing_more": _("{time}: nothing planned for the rest of the day."),
        "why.later": _("{time}: nothing. The next session is at {next}. {why}"),
        # The store and the user's data
        "store.kept_aside": _("Not saved yet, but kept in a file of its own: {why}"),
        "store.kept_in_memory": _("Kept in memory only: {why}"),
        "backup.failed": _("The nightly backup failed: {why}"),
        "privacy.export": _("Exported to {path}."),
        "privacy.move_out": _("Saved to {path}. Import it on the other computer, on this page."),
        "privacy.copy": _("Copied to {path}."),
        "privacy.forget": _("{n} entries deleted, backups included."),
        "place.database": _("Your entries"),
        "place.backups": _("Backups"),
        "place.settings": _("Settings"),
        "place.sessions": _("Your own sessions"),
        "place.prescriptions": _("From your physiotherapist"),
        "place.log": _("Log"),
        # Files and the dialogs that ask for them
        "dialog.export": _("Export"),
        "dialog.move_out": _("Move to another computer"),
        "dialog.move_in": _("Import from another computer"),
        "dialog.copy": _("Copy"),
        "dialog.save_report": _("Save the report"),
        "dialog.save_pdf": _("Save as PDF"),
        "file.written": _("Saved to {path}."),
        "output.own_folder": _(
            "{path} is in Intermezzo’s own folder, so nothing was saved there. Choose another place."
        ),
        "output.dead_link": _("{path} is a link to a missing file. Remove it, or choose another name."),
        "output.not_a_file": _("{path} is a folder or a device. Choose the name of a file."),
        "output.open_database": _("{path} is a database in use. Choose another name."),
        "output.not_ours": _(
            "{path} already exists and isn’t from Intermezzo, so it was kept. Choose another name, or "
            "replace it with --force."
        ),
        "output.not_written": _("{path} can’t be saved: {why}. Choose another folder."),
        # The library
        "library.usage": _("usage: show library [PAGE]; PAGE is one of: {names}"),
        "library.saved": _("Saved."),
        "composer.no_session": _("There is no session “{name}” to edit."),
        "composer.unsaved": _("Here’s your unsaved session."),
        "composer.own_title": _("{title}, my way"),
        "composer.copy_title": _("{title}, copy"),
        "sessions.allowed": _("Changed in Settings."),
        "sessions.deleted": _("Deleted: {title}."),
        "sessions.put_back": _("Put back."),
        "prescription.added": _("Added. It’s followed exactly as written."),
        # The worker and the socket
        "worker.timed_out": lambda name, seconds: _("{task}: no answer within {seconds:g} s.").format(
            task=_task(name), seconds=seconds
        ),
        "worker.not_begun": _not_begun,
        "worker.failed": lambda name: _("{task} failed unexpectedly. Details are in the log.").format(
            task=_task(name)
        ),
        "socket.lock_not_written": _(
            "{path} can’t be written. Check the folder’s permissions and free space."
        ),
        "socket.not_opened": _("{path}: {why}."),
        "socket.no_words": _("A command is a list of words."),
        "socket.too_long": _("That command is too long."),
        "socket.too_many": _("Too many programs follow Intermezzo already; end one of them."),
    }
