"""Sentences about the settings file, any file of the user, and TOML: what is wrong, and what to do."""

from collections.abc import Callable, Mapping

from intermezzo.core.settings import WEEKDAYS
from intermezzo.presenters import _
from intermezzo.presenters.durations import day_names


def sentences() -> Mapping[str, str | Callable[..., str]]:
    """Return the templates by code, in the user's language."""
    return {
        # the whole file
        "settings.not_used": _("{path}: {why}; defaults are used until this is fixed"),
        "settings.not_read_again": _("{path}: {why}; the settings from before are used until this is fixed"),
        "settings.set_aside": _(
            "{path}: {why}; defaults are used. Your file was kept as {aside}: fix it and rename it back"
        ),
        "settings.not_set_aside": _(
            "{path}: {why}, and it can’t be renamed ({error}); defaults are used. Fix it by hand"
        ),
        "settings.in_file": _("{what} (line {line}, column {column})"),
        "settings.not_saved": _(
            "{path}: settings can’t be saved ({why}); check the folder’s permissions and free space"
        ),
        "settings.not_saved_damaged": _("{path}: {why}; changes are saved there once this is fixed"),
        "settings.not_saved_unreadable": _(
            "{path}: can’t be read ({why}); settings were not saved. Fix its permissions"
        ),
        # one value
        "settings.unknown_key": _("{path}: {key}: unknown setting; did you mean {near}?"),
        "settings.replaced_key": _(
            "{path}: {key} has no effect any more: an offer is a card or a notification, see {new}"
        ),
        "settings.unfit": _("{path}: {key}: {value} is not valid; {how} (using {default} until then)"),
        "settings.need_number": _("use a whole number from {low} to {high}"),
        "settings.need_yes_no": _("use true or false"),
        "settings.need_list": _("use a list in square brackets"),
        "settings.need_choice": _("use one of: {choices}"),
        "settings.need_choices": _("use a list of any of: {choices}"),
        "settings.need_intervals": _('use intervals such as "09:00-17:00"'),
        "settings.need_time": _('use a time such as "04:00"'),
        "settings.need_days": _('use dates such as "2026-12-24"'),
        "settings.need_words": _("use words in quotes"),
        "settings.need_zone": _(
            'use an IANA name such as "Europe/Berlin", or "" for this computer’s time zone'
        ),
        "settings.need_calendars": _('use {{path = "…", me = ["you@example.org"]}} for each'),
        # the policy of an organisation
        "policy.not_used": _("{path}, line {line}: {why}; nothing in it is used until this is fixed"),
        "policy.no_name": _('{path}: organisation is missing; add organisation = "Name"'),
        "policy.no_table": _("{path}: under [set] and [lock], write a setting on each line: titles = false"),
        "policy.unknown_key": _("{path}: {key}: unknown setting; it is not used"),
        "policy.personal": _("{path}: {key}: only the user can choose this; it is not used"),
        "policy.unfit": _("{path}: {key}: {value} is not valid; {how}"),
        "policy.locked": lambda organisation: (
            _("{organisation} has set the rhythm; it can’t be changed here").format(organisation=organisation)
            if organisation
            else _("Your organisation has set the rhythm; it can’t be changed here")
        ),
        # the hours of a day
        "hours.of_day": lambda weekday, what: f"{day_names()[WEEKDAYS.index(weekday)]}: {what}",
        "hours.unreadable": _("{text!r} is not an interval; write a start and an end, such as 09:00-17:00"),
        "hours.beyond_day": _("{text!r} is not an interval; a day goes from 00:00 to 24:00"),
        "hours.empty": _("{text!r} ends when it starts; a whole day is 00:00-24:00"),
        # any file of the user, and its TOML
        "file.missing": _("there is no such file"),
        "file.check_name": _("check its name"),
        "file.not_a_file": _("it is not a file"),
        "file.put_a_file": _("put a TOML file in its place"),
        "file.too_large": _("it is larger than {most} kB"),
        "file.make_smaller": _("make it smaller"),
        "file.unreadable": _("it can’t be read ({why})"),
        "file.check_permissions": _("check its permissions"),
        "toml.not_utf8": _("it is not UTF-8 text"),
        "toml.save_as_utf8": _("save it as UTF-8"),
        "toml.not_toml": "{why}",
        "toml.mend": _("fix the TOML there"),
        "toml.too_deep": _("this is nested more than {most} levels deep"),
        "toml.write_flat": _("use fewer levels"),
        "toml.long_word": _("this number or key is longer than {most} characters"),
        "toml.write_shorter": _("write a shorter one"),
        "toml.long_key": _("this key has more than {most} parts"),
        "toml.use_fewer_dots": _("use fewer dots"),
    }
