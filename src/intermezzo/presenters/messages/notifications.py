"""Sentences about why a notification is not shown."""

from collections.abc import Mapping

from intermezzo.presenters import _


def sentences() -> Mapping[str, str]:
    """Return the templates by code, in the user's language."""
    return {
        "notifications.not_shown": _("{platform} shows no notification: {why}."),
        "notifications.not_withdrawn": _("A notification cannot be taken back here."),
        "notifications.answer": _("The notification daemon answered something else than a number."),
    }
