"""Sentences about calendars: which file, where in it, what is wrong, and what to do. Never a title."""

from collections.abc import Callable, Mapping
from datetime import timedelta

from intermezzo.presenters import _, ngettext
from intermezzo.presenters.durations import day_month


def sentences() -> Mapping[str, str | Callable[..., str]]:
    """Return the sentences by code, in the user's language."""
    return {
        # the place of what is wrong
        "calendars.in_file": lambda path, what: f"{_printable(path)}: {what}",
        "calendars.in_line": lambda path, line, what: (
            f"{_('{file}, line {line}').format(file=_printable(path), line=line)}: {what}"
        ),
        "calendars.and_more": lambda path, count: ngettext(
            "{file}: and {n} more.", "{file}: and {n} more.", count
        ).format(file=_printable(path), n=count),
        "calendars.still_counts": _still_counts,
        # a whole file
        "calendars.missing": _("no such file or folder. Check the path, or choose it again."),
        "calendars.denied": _("no permission to read it. Allow your account to read it."),
        "calendars.not_a_file": _("not a regular file. Choose an .ics file, or a folder of them."),
        "calendars.link_loop": _("this link points to itself. Point it at the calendar."),
        "calendars.unreadable": _("the disk can’t read it. Check the disk or network folder."),
        "calendars.too_large": lambda limit: _(
            "it is larger than {size} MB. Export fewer years of it."
        ).format(size=limit // 2**20),
        "calendars.empty": _("it is empty. Export or download it again."),
        "calendars.web_page": _(
            "it is a web page, perhaps a request to sign in. Download the calendar again."
        ),
        "calendars.not_a_calendar": _(
            "it is no calendar: it has no BEGIN:VCALENDAR. Export it again as iCalendar (.ics)."
        ),
        "calendars.too_many": _(
            "it has more than {limit} events in these days. Look for one that repeats too often."
        ),
        "calendars.too_slow": _("reading it took too long. Look for events that repeat without end."),
        "calendars.no_answer": _("reading it took more than {limit:.0f} seconds. Intermezzo will try again."),
        "calendars.too_heavy": lambda limit: _(
            "reading it needs more than {memory} MB of memory. Export fewer years of it."
        ).format(memory=limit // 2**20),
        "calendars.stopped": _("reading it stopped halfway. Intermezzo will try again."),
        "calendars.not_reached": _("there was no time left to read it. Intermezzo will try again."),
        # a folder
        "calendars.too_many_files": _(
            "it has more than {limit} files; the rest were not read. Choose a smaller folder."
        ),
        "calendars.no_files": _("no .ics file in this folder. Choose the folder that has them."),
        # a part of a file
        "calendars.cut_short": _(
            "its end is missing, and perhaps events with it; the rest counts. Export or download it again."
        ),
        # one event
        "calendars.event_at": lambda day, time, what: _("the event of {day}, {time}: {what}").format(
            day=day_month(day), time=time, what=what
        ),
        "calendars.no_start": _(
            "an event was left out because its start can’t be read. Fix or delete it in the calendar."
        ),
        "calendars.bad_start": _("its start can’t be read for certain. Check it in the calendar."),
        "calendars.bad_end": _("its end can’t be read; it counts as an hour. Fix it in the calendar."),
        "calendars.two_ends": _("it has two ends; the later one counts. Check it in the calendar."),
        "calendars.ends_before_start": _(
            "it ends before it starts; it counts as an hour. Fix it in the calendar."
        ),
        "calendars.bad_rule": _(
            "how it repeats can’t be read; only the first time counts. Fix it in the calendar."
        ),
        "calendars.too_often": _(
            "it repeats too often to be read; not all of it counts. Fix or delete it in the calendar."
        ),
        "calendars.bad_event": _("it can’t be read. Fix or delete it in the calendar."),
        "calendars.bad_part": _(
            "an exception to how it repeats can’t be read; it counts without it. Check it in the calendar."
        ),
        "calendars.two_versions": _(
            "another event has the same identity, so both count. Delete the one that no longer holds."
        ),
        "calendars.bad_zone": _("its time zone is unknown; its time is read as in yours. Check it."),
        # the calendars of other programs on this computer
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


def _still_counts(fault: str, age: timedelta) -> str:
    minutes = int(age / timedelta(minutes=1))
    hours, days = minutes // 60, minutes // (24 * 60)
    if days:
        text = ngettext("{n} day old", "{n} days old", days).format(n=days)
    elif hours:
        text = ngettext("{n} hour old", "{n} hours old", hours).format(n=hours)
    else:
        text = ngettext("{n} minute old", "{n} minutes old", minutes).format(n=minutes)
    return _("{fault} Until then, the last good version is used ({age}).").format(fault=fault, age=text)


def _printable(path: str) -> str:
    """Return a path as one line of text."""
    return "".join(one if one.isprintable() else "\N{REPLACEMENT CHARACTER}" for one in path)
