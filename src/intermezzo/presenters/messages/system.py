"""Sentences about the installation, the log, the time zone, message buses and the running app."""

from collections.abc import Mapping

from intermezzo.presenters import _
from intermezzo.presenters.messages.sentence import Sentence


def sentences() -> Mapping[str, Sentence]:
    """Return the templates by code, in the user's language."""
    return {
        "install.incomplete": _("{path}: Intermezzo’s own {name} are missing; reinstall Intermezzo"),
        "log.not_written": _("The log can’t be written to {path}: {why}."),
        "log.unexpected": _(
            "Something went wrong ({kind}). Intermezzo keeps running; details are in the log."
        ),
        "zone.unknown": _(
            "The variable TZ is “{text}”, which is not a time zone; {used} is used instead. Correct it, or "
            "choose a time zone in Settings."
        ),
        "zone.unreadable": _(
            "This computer’s time zone can’t be read, so times are in UTC. Choose a time zone in Settings."
        ),
        "bus.no_answer": _("{service} did not answer within {seconds:g} s."),
        "bus.unreachable": _("The {bus} bus can’t be reached: {why}."),
        "bus.unusable": _("The {bus} bus can’t be used: {why}."),
        "bus.no_address": _("DBUS_SESSION_BUS_ADDRESS is not set"),
        "bus.not_running": _("{service} is not running."),
        "bus.error": _("{service} answered with an error: {name}."),
        "instance.folder": _("{path} is accessible to other users; remove it, or set XDG_RUNTIME_DIR."),
        "instance.none": _("Intermezzo isn’t running. Start it with: intermezzo"),
        "instance.no_answer": _("Intermezzo doesn’t answer; it may be busy or stuck."),
        "instance.closed": _("Intermezzo closed before it answered."),
        "instance.foreign": _("Another program is using {path}."),
        "instance.os_error": _("{path}: {why}."),
    }
