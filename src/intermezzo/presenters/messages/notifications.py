"""Sentences about why a notification is not shown."""

from collections.abc import Mapping

from intermezzo.presenters import _


def sentences() -> Mapping[str, str]:
    """Return the templates by code, in the user's language."""
    return {
        "notifications.not_shown": _("Notifications don’t work on {platform}: {why}."),
        "notifications.not_withdrawn": _("Notifications can’t be removed here."),
        "notifications.answer": _("The notification service gave an unexpected answer."),
    }
