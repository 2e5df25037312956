"""Texts of the first start: what the app is and is not, the health question, and how it asks.

The signs are in our own words after the lists of the NHS (back pain, when to get help), the cauda equina card
of backes.org.uk and the IFOMPT framework of 2020. They are shown and never interpreted, and no answer to a
single one is stored.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from intermezzo.core.practice.screening import HOLDS, HealthAnswer, Screening
from intermezzo.core.scheduling.calendar_rules import Occurrence
from intermezzo.core.settings import Settings
from intermezzo.presenters import _, ngettext
from intermezzo.presenters.calendars.adding import busy_entries, today_line
from intermezzo.presenters.durations import clock, day_month
from intermezzo.presenters.safety import after_a_stop

MOST_READ_BACK = 5
"""How many of today's meetings are read back; the others are counted."""


@dataclass(frozen=True, slots=True)
class Signs:
    """A group of signs: its name, what to do, and the signs. ``key``: emergency, urgent, ask."""

    key: str
    name: str
    action: str
    short: tuple[str, ...]
    """The signs of the question, in a few words each."""
    whole: tuple[str, ...]
    """All of them, each in full."""


def signs() -> tuple[Signs, ...]:
    """Return the three groups, most urgent first."""
    return (
        Signs(
            "emergency",
            _("Get help now"),
            _(
                "Call the emergency number of the country you are in, or go to the nearest emergency "
                "department. Do not wait for it to pass, and do not drive yourself."
            ),
            (
                _("New numbness between the legs"),
                _("New trouble with bladder or bowels"),
                _("Weakness in both legs, or a foot that drops"),
                _("Chest pain"),
                _("Back pain after an accident"),
            ),
            (
                _(
                    "Numbness or tingling around the genitals, the buttocks or the inner thighs, "
                    "or wiping that feels different"
                ),
                _(
                    "New trouble with passing urine: starting, stopping, or feeling it; leaking; "
                    "or losing control or feeling of the bowels"
                ),
                _("Back trouble with new numbness during sex, or a change in erections"),
                _("Weakness, numbness or pain in both legs, a foot that drops, or an unsteady walk"),
                _("Pain in the chest"),
                _("Back pain after a serious accident"),
            ),
        ),
        Signs(
            "urgent",
            _("See a doctor first"),
            _(
                "Call your doctor, or the advice line of the country you are in, today. If it becomes worse "
                "before you are seen, call the emergency number."
            ),
            (
                _("A fever"),
                _("Losing weight without knowing why"),
                _("Cancer, now or ever"),
                _("Thin bones"),
                _("Pain that rest never eases"),
            ),
            (
                _("A fever, or feeling very unwell"),
                _("Losing weight without knowing why"),
                _("A lump on the back, or a back that has changed its shape"),
                _("Pain that does not ease at rest, or is worse at night"),
                _("Pain between the shoulder blades"),
                _("Cancer, now or in the past"),
                _("Thin bones, a long course of steroids, or a small fall at an older age"),
                _("A weakened immune system, or injected drugs"),
            ),
        ),
        Signs(
            "ask",
            _("Ask first"),
            _(
                "Ask a doctor, a midwife or a physiotherapist which movements suit you. Bring the "
                "list of movements along."
            ),
            (
                _("Pregnancy, or a recent birth"),
                _("A recent operation"),
                _("A condition of the heart or the lungs"),
                _("Trouble with balance"),
                _("Being under 18"),
            ),
            (
                _("Pregnancy, or a birth not long ago"),
                _("An operation not long ago"),
                _("A broken vertebra, now or earlier"),
                _("A condition of the heart or the lungs"),
                _("Trouble with balance, or dizzy spells"),
                _("You are under 18"),
            ),
        ),
    )


def what_it_is() -> str:
    """Return what the app is, in one sentence."""
    return _(
        "Intermezzo finds the gaps in your working day and guides you through a short, gentle "
        "movement: about two minutes, sometimes up to ten."
    )


def what_it_is_not() -> str:
    """Return what the app is for, what it is not, the general stop rule, and what to do after a stop."""
    words = _(
        "Intermezzo is for moving with ease; it is not medical advice. Stop if anything hurts sharply, "
        "spreads or makes you dizzy."
    )
    return f"{words} {after_a_stop()}"


def where_movements_come_from() -> str:
    """Return what each movement is based on, and that nobody has reviewed them yet."""
    return _(
        "Every movement names its source, and says what to watch for and when to stop. They are not yet "
        "reviewed by a physiotherapist; the Library says so with each one."
    )


def asked_again(*, away: bool) -> str:
    """Return why the question is asked again: after time ``away``, or half a year after the answer."""
    if away:
        return _("It’s been three months since your last session, so here is the question again.")
    return _("It’s been half a year since you answered, so here is the question again.")


def page_announcement(title: str, *parts: str) -> str:
    """Return what screen readers say of a page as it is shown: its title, then the parts as sentences."""
    return " ".join(one if one[-1] in ".?" else f"{one}." for one in (title, *parts))


def signs_announcement(group: Signs, *, whole: bool) -> str:
    """Return a group of signs for screen readers: all of them, or the few words of the question."""
    listed = "; ".join(group.whole if whole else group.short)
    return _("{group}: {signs}.").format(group=group.name, signs=listed)


def what_is_stored() -> str:
    """Return what the app keeps of the answer."""
    return _("Only three things are stored: that you saw this page, your answer, and the date.")


def answers() -> tuple[tuple[HealthAnswer, str], ...]:
    """Return (answer, its button) of the two that can be given to the question."""
    return (
        (HealthAnswer.NONE, _("None of these")),
        (HealthAnswer.SOMETHING, _("Yes, or I’m not sure")),
    )


def what_yes_does() -> str:
    """Return what follows from the answer to the question that is not *none of these*."""
    return _("Yes shows what to do first; sessions wait until then.")


def help_line() -> str:
    """Return the line below the title of the help page."""
    return _(
        "Thank you for answering. Here’s what to do first. If you’re not sure, ask a professional who can "
        "examine you."
    )


def health_line(screening: Screening | None, today: date) -> str:
    """Return how the question stands, for the settings."""
    if screening is None:
        return _("Not answered yet")
    if not screening.allows(today):
        return _("Sessions wait for your answer")
    day = min(screening.day, today)  # the clock may have been set back since
    return _("Answered on {day}, asked again on {again}").format(
        day=day_month(day), again=day_month(day + HOLDS)
    )


def tray_states() -> tuple[tuple[str, str], ...]:
    """Return (state, what it means) of each icon in the tray."""
    return (
        ("resting", _("Nothing right now")),
        ("due", _("A movement fits now")),
        ("held", _("Waiting for a better moment")),
        ("moving", _("You’re moving")),
        ("gentle", _("A gentle day")),
        ("paused", _("Paused")),
    )


def how_it_asks(*, tray: bool = True, card: bool = True) -> str:
    """Return how an offer comes, and what it never does. ``card``: the desktop lets a card be placed."""
    if not card:
        return _(
            "When you’re free, a notification says so: begin, or snooze. It never comes in a meeting, and "
            "leaves after three minutes."
        )
    if not tray:
        return _(
            "When you’re free, a small card appears at the edge of your screen: begin, snooze, or skip it "
            "under ⋯. It never takes the focus, never comes in a meeting, and leaves after three minutes."
        )
    return _(
        "When you’re free, a small card appears beside it: begin, snooze, or skip it under ⋯. It never takes "
        "the focus, never comes in a meeting, and leaves after three minutes."
    )


def without_tray() -> str:
    """Return where the app is found on a desktop without a tray."""
    return _(
        "One window, Today, shows what comes next. Close it whenever you like: Intermezzo keeps running, "
        "and your applications menu opens it again. Quit is in Today, too."
    )


def without_calendar() -> str:
    """Return what works without a calendar."""
    return _(
        "Your hours are enough, and it stays quiet while you’re in a call. Before any other meeting, choose "
        "Pause › In a meeting."
    )


@dataclass(frozen=True, slots=True)
class ReadBack:
    """Today's meetings as they were read: how many, and the first of them."""

    line: str = ""
    rows: tuple[str, ...] = ()
    more: str = ""


def reading() -> ReadBack:
    """Return what is shown until the calendars have been read."""
    return ReadBack(_("Reading your calendar…"))


def read_back(
    known: Sequence[Occurrence], settings: Settings, today: date, now: datetime, zone: tzinfo
) -> ReadBack:
    """Return today's meetings, to be compared with one's own calendar."""
    meetings = busy_entries(known, settings, today, zone)
    rows = tuple(
        _("{start} – {end}  {title}").format(
            start=clock(one.start, zone), end=clock(one.end, zone),
            title=_("Private") if one.private else one.label or _("Busy"),
        )
        for one in meetings[:MOST_READ_BACK]
    )  # fmt: skip
    others = len(meetings) - len(rows)
    more = ngettext("and {n} more", "and {n} more", others).format(n=others) if others else ""
    return ReadBack(today_line(known, settings, today, now, zone), rows, more)
