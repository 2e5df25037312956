"""How to get at the calendars of each provider: what to click, what to copy, what if it is not allowed."""

import sys
from dataclasses import dataclass
from datetime import date

from intermezzo.presenters import _
from intermezzo.presenters.durations import day_month

CHECKED = date(2026, 11, 28)
"""When the steps were compared with what the providers write about their menus."""


@dataclass(frozen=True, slots=True)
class CalendarGuide:
    """One kind of calendar that can be added.

    ``form`` is that of a CalendarEntry. ``link`` is where the steps begin, ``server`` the account's server
    if there is only one. ``otherwise`` is another way, for whom the steps do not lead there.
    """

    key: str
    name: str
    form: str
    steps: tuple[str, ...]
    link: str = ""
    otherwise: str = ""
    server: str = ""

    @property
    def checked(self) -> str:
        """The date of the steps, as a sentence; empty for what needs no provider."""
        if not self.link:
            return ""
        day = f"{day_month(CHECKED)} {CHECKED.year}"
        return _("Checked on {date}.").format(date=day)

    @property
    def link_name(self) -> str:
        """The host of the link, as the text of its button."""
        return _("Open {place}").format(place=self.link.removeprefix("https://").partition("/")[0])


def guides() -> tuple[CalendarGuide, ...]:
    """Return every kind, in the order in which they are offered."""
    programs = {
        "darwin": _("Thunderbird, khal and vdirsyncer, and as an experiment Calendar"),
        "win32": _("Thunderbird, and as an experiment classic Outlook"),
    }.get(sys.platform, _("GNOME’s Online Accounts, Evolution, Thunderbird, khal and vdirsyncer"))
    return (
        CalendarGuide(
            "here",
            _("On this computer"),
            "here",
            (_("Tick calendars of other programs on this computer: {programs}.").format(programs=programs),),
            otherwise=_("If one is missing, add its account in that program first, then choose this again."),
        ),
        CalendarGuide(
            "google",
            _("Google"),
            "address",
            (
                _("On a computer, open Google Calendar’s settings. Its phone app doesn’t show the address."),
                _("Under “Settings for my calendars”, choose your calendar, then “Integrate calendar”."),
                _("Copy “Secret address in iCal format” and paste it below. Keep it as safe as a password."),
            ),
            link="https://calendar.google.com/calendar/r/settings",
            otherwise=_(
                "If there’s no secret address, your organization may have turned it off: ask its "
                "administrator. On GNOME you can also sign in under Settings, Online Accounts and choose “On "
                "this computer”."
            ),
        ),
        CalendarGuide(
            "outlook_com",
            _("Outlook.com"),
            "address",
            _publish(_("Open Outlook.com in a browser, then Settings, Calendar, “Shared calendars”.")),
            link="https://outlook.live.com/calendar/",
            otherwise=_("On GNOME you can also sign in under Settings, Online Accounts."),
        ),
        CalendarGuide(
            "microsoft_365",
            _("Microsoft 365"),
            "address",
            _publish(_("Open Outlook in a browser, then Settings, Calendar, “Shared calendars”.")),
            link="https://outlook.office.com/calendar/",
            otherwise=_(
                "No “Publish a calendar”? Your organization has turned it off. On GNOME, install "
                "evolution-ews, sign in under Settings, Online Accounts and choose “On this computer”. Or go "
                "without a calendar: your hours are enough, and Pause › In a meeting keeps it quiet."
            ),
        ),
        CalendarGuide(
            "icloud",
            _("iCloud"),
            "account",
            (
                _("Sign in to your Apple Account in a browser. It needs two-factor authentication."),
                _("Under “Sign-In and Security”, choose “App-Specific Passwords” and generate one."),
                _(
                    "Enter your Apple Account’s email address and that password. Your own password won’t "
                    "work."
                ),
            ),
            link="https://account.apple.com/",
            otherwise=_(
                "Or turn on “Public Calendar” for one calendar in Apple’s Calendar, copy its link and choose "
                "“Another address”. Whoever has the link can read that calendar."
            ),
            server="caldav.icloud.com",
        ),
        CalendarGuide(
            "nextcloud",
            _("Nextcloud"),
            "account",
            (
                _("In Nextcloud, open your personal settings, then Security."),
                _(
                    "At the end of “Devices & sessions”, enter a name such as Intermezzo and create an app "
                    "password."
                ),
                _("Enter your server’s address, your user name and that password."),
            ),
            link="https://docs.nextcloud.com/server/latest/user_manual/en/session_management.html",
            otherwise=_("App passwords can be withdrawn in the same place, one at a time."),
        ),
        CalendarGuide(
            "address",
            _("Another address"),
            "address",
            (
                _(
                    "Paste a calendar’s address that begins with https or webcal. Look for “iCal”, "
                    "“ICS” or “subscribe” where the calendar is."
                ),
            ),
            otherwise=_(
                "If it contains a long random part, keep it as safe as a password. Intermezzo does too."
            ),
        ),
        CalendarGuide(
            "caldav",
            _("CalDAV account"),
            "account",
            (
                _(
                    "Enter the server’s name and your user name. Use an app password if your provider has "
                    "them, as Fastmail does."
                ),
            ),
            otherwise=_("Google and Microsoft don’t take passwords for calendars. Choose them above."),
        ),
        CalendarGuide(
            "files",
            _("File or folder"),
            "files",
            (_("Choose an .ics file, or a folder of them. It’s read again whenever it changes."),),
        ),
    )


def _publish(where: str) -> tuple[str, ...]:
    return (
        where,
        _("Under “Publish a calendar”, choose your calendar and “Can view all details”, then “Publish”."),
        _(
            "Copy the ICS link, not the HTML one, and paste it below. Whoever has it can read the calendar; "
            "with “Can view when I’m busy” they see the times only, and that’s enough here."
        ),
    )
