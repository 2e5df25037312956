"""Sentences about the installation, the log, message buses and the running app."""

from collections.abc import Mapping

from intermezzo.presenters import _
from intermezzo.presenters.messages.sentence import Sentence


def sentences() -> Mapping[str, Sentence]:
    """Return the templates by code, in the user's language."""
    return {
        "install.incomplete": _("{path}: the {name} that ship with Intermezzo are missing; install it again"),
        "log.not_written": _("No log can be written to {path}: {why}."),
        "log.unexpected": _(
            "Something went wrong inside ({kind}); Intermezzo goes on, the log has the details."
        ),
        "bus.no_answer": _("{service} did not answer within {seconds:g} s."),
        "bus.unreachable": _("The {bus} bus cannot be reached: {why}."),
        "bus.unusable": _("The {bus} bus cannot be used: {why}."),
        "bus.no_address": _("DBUS_SESSION_BUS_ADDRESS is not set"),
        "bus.not_running": _("{service} is not running."),
        "bus.error": _("{service} answered with an error: {name}."),
        "instance.folder": _("{path} is not yours alone; remove it, or set XDG_RUNTIME_DIR."),
        "instance.none": _("No running app to answer; start it with: intermezzo"),
        "instance.no_answer": _("The running app does not answer; it may be busy or stuck."),
        "instance.closed": _("The running app closed before it answered."),
        "instance.foreign": _("What listens at {path} does not speak our language."),
        "instance.os_error": _("{path}: {why}."),
    }
