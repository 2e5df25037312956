"""Sentences about the settings file."""

from collections.abc import Mapping

from intermezzo.presenters import _


def sentences() -> Mapping[str, str]:
    """Return the templates by code, in the user's language."""
    return {
        # the whole file
        "settings.not_a_file": _("{path}: it is not a file; the defaults hold until it is moved away"),
        "settings.unreadable": _(
            "{path}: it cannot be read ({why}); the defaults hold until its permissions are mended"
        ),
        "settings.set_aside": _(
            "{path}: {why}; the defaults hold; it was kept as {aside}, mend it and rename it back"
        ),
        "settings.not_set_aside": _(
            "{path}: {why}, and it cannot be moved aside ({error}); the defaults hold; mend it by hand"
        ),
        "settings.not_utf8": _("it is not UTF-8 text"),
        "settings.too_large": _("it is larger than 1 MB"),
        "settings.not_toml": "{why}",
        "settings.not_saved": _(
            "{path}: the settings cannot be saved ({why}); look at the folder’s permissions and space"
        ),
        "settings.not_saved_unreadable": _(
            "{path}: it cannot be read ({why}); the settings were not saved; mend its permissions"
        ),
        # one value
        "settings.unknown_key": _("{path}: {key}: there is no such setting; write {near} if that is meant"),
        "settings.unfit": _("{path}: {key}: {value} does not fit; {how} (until then {default})"),
        "settings.need_number": _("give a whole number from {low} to {high}"),
        "settings.need_yes_no": _("write true or false"),
        "settings.need_text": _("write a text in quotes"),
        "settings.need_list": _("write a list in square brackets"),
        "settings.need_choice": _("write one of: {choices}"),
        "settings.need_choices": _("write a list of any of: {choices}"),
        "settings.need_intervals": _('write stretches such as "09:00-17:00"'),
        "settings.need_time": _('write a time such as "04:00"'),
        "settings.need_days": _('write dates such as "2026-12-24"'),
        "settings.need_words": _("write words in quotes"),
        "settings.need_zone": _(
            'write an IANA name such as "Europe/Berlin", or "" for the zone of this computer'
        ),
        "settings.need_calendars": _('write each as {{path = "…", me = ["you@example.org"]}}'),
    }
