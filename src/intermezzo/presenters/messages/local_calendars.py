"""Sentences about the calendars of other programs on this computer. Never a title."""

from collections.abc import Mapping

from intermezzo.presenters import _
from intermezzo.presenters.messages.sentence import Sentence


def sentences() -> Mapping[str, Sentence]:
    """Return the sentences by code, in the user's language."""
    return {
        # Evolution Data Server
        "eds.not_installed": _(
            "GNOME’s calendars need Evolution Data Server, on Debian the package evolution-data-server."
        ),
        "eds.gone": _("This calendar is no longer in GNOME’s calendars. Add it again, or remove it here."),
        "eds.keyring_locked": _(
            "The keyring is locked, and GNOME needs it for this calendar. Unlock it, or test the calendar in "
            "Settings."
        ),
        "eds.sign_in": _(
            "GNOME can’t sign in to this calendar’s account. Sign in again in GNOME’s settings under Online "
            "Accounts."
        ),
        "eds.offline": _("GNOME can’t reach this calendar’s server. Intermezzo will try again."),
        "eds.missing_part": _(
            "The calendars of {account} need the package {package}. Install it, then log out and in again."
        ),
        "eds.too_large": _too_large,
        # Thunderbird
        "thunderbird.no_store": _(
            "{path}: Thunderbird’s calendar file is not there. Add the calendar again, or remove it here."
        ),
        "thunderbird.gone": _("This calendar is no longer in Thunderbird. Add it again, or remove it here."),
        "thunderbird.unreadable": _("{path}: Thunderbird’s calendar file can’t be read: {why}."),
        "thunderbird.busy": _("Thunderbird is writing its calendars just now. Intermezzo will try again."),
        "thunderbird.too_large": _too_large,
    }


def _too_large(limit: int) -> str:
    return _("This calendar is larger than {size} MB.").format(size=limit // (1024 * 1024))
