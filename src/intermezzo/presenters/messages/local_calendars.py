"""Sentences about the calendars of other programs on this computer. Never a title."""

from collections.abc import Callable, Mapping

from intermezzo.presenters import _


def sentences() -> Mapping[str, str | Callable[..., str]]:
    """Return the sentences by code, in the user's language."""
    return {
        "local.too_large": lambda limit: _("This calendar is larger than {size} MB.").format(
            size=limit // 2**20
        ),
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
        # Thunderbird
        "thunderbird.no_store": _(
            "{path}: Thunderbird’s calendar file is not there. Add the calendar again, or remove it here."
        ),
        "thunderbird.gone": _("This calendar is no longer in Thunderbird. Add it again, or remove it here."),
        "thunderbird.unreadable": _("{path}: Thunderbird’s calendar file can’t be read: {why}."),
        "thunderbird.busy": _("Thunderbird is writing its calendars just now. Intermezzo will try again."),
        # EventKit and Outlook
        "eventkit.not_allowed": _(
            "macOS doesn’t let Intermezzo read your calendars. Allow full access in System Settings under "
            "Privacy & Security, Calendars."
        ),
        "eventkit.gone": _("This calendar is no longer in Calendar. Add it again, or remove it here."),
        "outlook.not_running": _("Outlook isn’t running. Intermezzo reads its calendar while it is open."),
        "outlook.refused": _("Outlook answered with an error ({error}). Intermezzo will try again."),
    }
