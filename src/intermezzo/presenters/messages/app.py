"""What the running app tells: commands, files of the user, the worker and the socket."""

from collections.abc import Mapping

from intermezzo.presenters import _


def sentences() -> Mapping[str, str]:
    """Return the templates by code."""
    return {
        # The app
        "app.cannot_start": _("Intermezzo cannot start"),
        "app.closed_unexpectedly": _(
            "Last time the app closed unexpectedly; what was written down is whole."
        ),
        "app.failed_inside": _(
            "Something went wrong inside ({kind}); Intermezzo goes on, the log has the details."
        ),
        "app.goodbye": _("Goodbye."),
        "status.starting": _("One moment."),
        # Commands
        "window.shown": _("Shown."),
        "window.hidden": _("Hidden."),
        "show.usage": _(
            "show takes one of: today, card, week, repertoire, settings, plan, welcome, composer"
        ),
        "rhythm.usage": _("rhythm takes one of: {names}"),
        "rhythm.changed": _("The rhythm is {name} now."),
        "calendar.usage": _("say: calendar add FILE"),
        "calendar.nothing_to_add": _(
            "Nothing to add: a calendar is a file that ends in .ics, or a folder of them."
        ),
        "calendar.added": _("Calendar added."),
        "history.reloaded": _("Read again."),
        # Why
        "why.busy": _("At {time}: nothing, because {reason}."),
        "why.planned": _("At {time} a session is planned. {why}"),
        "why.nothing_more": _("At {time}: nothing is planned then, or after."),
        "why.later": _("At {time}: nothing; the next moment is {next}. {why}"),
        # The store and the user's data
        "store.not_written_yet": _("Not written down yet: {why}"),
        "backup.failed": _("The nightly copy was not made: {why}"),
        "privacy.export": _("Exported to {path}."),
        "privacy.move_out": _("Written to {path}. Open it on the other computer, on this same page."),
        "privacy.move_in": _("{n} rows taken in."),
        "privacy.copy": _("Copied to {path}."),
        "privacy.forget": _("{n} rows forgotten, copies included."),
        "place.database": _("Your entries"),
        "place.backups": _("Copies of it"),
        "place.settings": _("Settings"),
        "place.sessions": _("Your own sessions"),
        "place.prescriptions": _("Your physiotherapist’s plans"),
        "place.log": _("Log"),
        # Files and the dialogs that ask for them
        "dialog.export": _("Export"),
        "dialog.move_out": _("Move to another computer"),
        "dialog.move_in": _("Take in from another computer"),
        "dialog.copy": _("Copy"),
        "dialog.save_pdf": _("Save as PDF"),
        "file.written": _("Written to {path}."),
        "file.no_picture": _("{path}: the picture cannot be written; look at the folder"),
        "file.not_written": _("{path} could not be written."),
        "file.not_written_because": _("{path}: {why}."),
        # The library
        "composer.no_session": _("There is no session “{name}” to compose."),
        "composer.unsaved": _("This is what you were composing; it is not saved yet."),
        "composer.own_title": _("{title}, my way"),
        "composer.saved": _("Saved as {path}."),
        "prescription.added": _("Taken in. It comes in the gaps from now on."),
        "prescription.saved": _("Saved."),
        # The worker and the socket
        "worker.timed_out": _("{name} did not answer within {seconds:g} s."),
        "worker.not_begun": _("{name} could not begin: {stuck} has not come back."),
        "worker.failed": _("{name} failed unexpectedly; the log has the details."),
        "socket.lock_not_written": _("{path} cannot be written; check the folder’s rights and space."),
        "socket.not_opened": _("{path}: {why}."),
        "socket.no_words": _("A command is a list of words."),
        "socket.too_long": _("That command is too long."),
    }
