"""Made-up calendars of four weeks, each of a kind that many people have."""

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial

from tools.simulated.icalendar_text import all_day, calendar, invited, once, weekly

FIRST = date(2026, 11, 2)
CLOCK_CHANGE = date(2026, 10, 19)
"""The Monday of the week at whose end European clocks go back."""
DAYS = 28
WORKDAYS = "mon tue wed thu fri"


@dataclass(frozen=True, slots=True)
class SampleCalendar:
    """A calendar, and the working hours that belong to it."""

    name: str
    what: str
    events: tuple[str, ...]
    zone: str = "Europe/Berlin"
    first: date = FIRST
    hours: Mapping[str, str] = field(default_factory=dict)
    """Working hours by weekday, such as ``22:00-06:00``, or several with commas; others are as usual."""

    @property
    def text(self) -> str:
        """The calendar as iCalendar text."""
        return calendar(self.events)

    def weekdays(self) -> Mapping[str, tuple[str, ...]]:
        """Return the working hours by the names of the settings."""
        return {
            day: tuple(part.strip() for part in text.split(",") if part.strip())
            for day, text in self.hours.items()
        }


def calendars() -> tuple[SampleCalendar, ...]:
    """Return all of them, from light to heavy and from usual to unusual."""
    return (
        *_light(), *_usual(), *_heavy(), *_broken_up(), *_other_hours(), *_other_zones(), *_odd(),
    )  # fmt: skip


def _meetings(zone: str = "Europe/Berlin", first: date = FIRST) -> Callable[..., str]:
    return partial(weekly, first, zone=zone)


def _scattered(
    seed: int, meetings: tuple[int, int], starts: tuple[int, int] = (9, 17), *,
    minutes: Sequence[int] = (30, 30, 45, 60), zone: str = "Europe/Berlin", first: date = FIRST,
    weekdays: int = 5,
) -> Iterator[str]:  # fmt: skip
    """Yield irregular meetings, other ones each day, at quarter hours between two hours of the day."""
    dice = random.Random(seed)
    for number in range(DAYS):
        day = first + timedelta(days=number)
        if day.weekday() < weekdays:
            for _meeting in range(dice.randint(*meetings)):
                quarter = dice.randrange(starts[0] * 4, starts[1] * 4)
                at = f"{quarter // 4:02d}:{quarter % 4 * 15:02d}"
                yield once(day, at, dice.choice(minutes), "Meeting", zone=zone)


def _light() -> Iterator[SampleCalendar]:
    every = _meetings()
    yield SampleCalendar("empty", "no meetings", ())
    yield SampleCalendar("stand-up", "15 minutes each morning", (every(WORKDAYS, "09:30", 15, "Stand-up"),))
    yield SampleCalendar("light", "one to three meetings a day", tuple(_scattered(1, (1, 3))))
    yield SampleCalendar(
        "maker", "focus in the mornings, two meetings in the afternoon",
        (every(WORKDAYS, "09:00", 180, "Focus time"), every(WORKDAYS, "13:00", 30, "Sync"),
         every("mon wed", "15:00", 60, "Design"), every("tue thu", "15:30", 45, "Review")),
    )  # fmt: skip
    yield SampleCalendar(
        "researcher", "lectures, a seminar, long free days",
        (every("tue thu", "10:15", 90, "Lecture"), every("wed", "14:15", 90, "Seminar"),
         every("thu", "13:00", 60, "Office hour")),
    )  # fmt: skip
    yield SampleCalendar(
        "Friday empty", "four meetings a day, none on Fridays", tuple(_scattered(2, (3, 5), weekdays=4))
    )


def _usual() -> Iterator[SampleCalendar]:
    every = _meetings()
    lunch = every(WORKDAYS, "12:00", 45, "Lunch")
    yield SampleCalendar("usual", "three to five meetings a day, lunch", (lunch, *_scattered(3, (3, 5))))
    yield SampleCalendar("busy", "four to seven meetings a day, lunch", (lunch, *_scattered(4, (4, 7))))
    yield SampleCalendar(
        "manager", "one-to-ones, staff, reviews",
        (lunch, every(WORKDAYS, "09:00", 15, "Stand-up"), every("mon", "10:00", 90, "Staff"),
         *(every("tue wed", at, 30, "1:1") for at in ("09:30", "10:00", "11:00", "13:30", "14:30", "16:00")),
         every("thu", "09:30", 120, "Review"), every("thu", "14:00", 60, "Hiring"),
         every("fri", "10:00", 60, "Leads", every=2), every("fri", "15:00", 45, "Demo")),
    )  # fmt: skip
    yield SampleCalendar(
        "sprint", "planning and retrospective every second week, dailies",
        (every(WORKDAYS, "09:45", 15, "Daily"), every("mon", "10:00", 120, "Planning", every=2),
         every("fri", "13:00", 60, "Retrospective", every=2), every("wed", "11:00", 60, "Refinement"),
         every("tue thu", "14:00", 90, "Pairing")),
    )  # fmt: skip
    yield SampleCalendar(
        "gym and walks", "breaks by name every day",
        (lunch, every("mon wed fri", "16:00", 45, "Gym"), every("tue thu", "10:30", 20, "Walk"),
         *_scattered(5, (2, 4))),
    )  # fmt: skip
    yield SampleCalendar("overlapping", "double-booked: up to nine a day", tuple(_scattered(6, (6, 9))))


def _heavy() -> Iterator[SampleCalendar]:
    every = _meetings()
    lunch = every(WORKDAYS, "12:00", 60, "Lunch")
    hours = [f"{hour:02d}:00" for hour in (9, 10, 11, 13, 14, 15, 16)]
    yield SampleCalendar(
        "back to back", "seven whole hours, one after another, and lunch",
        (lunch, *(every(WORKDAYS, at, 60, "Meeting") for at in hours)),
    )  # fmt: skip
    yield SampleCalendar(
        "fifty minutes", "the same hours, with meetings of 50 minutes",
        (lunch, *(every(WORKDAYS, at, 50, "Meeting") for at in hours)),
    )  # fmt: skip
    yield SampleCalendar(
        "fifty-five minutes", "the same hours, with meetings of 55 minutes",
        (lunch, *(every(WORKDAYS, at, 55, "Meeting") for at in hours)),
    )  # fmt: skip
    yield SampleCalendar(
        "half hours", "eleven half hours with a gap here and there, no lunch",
        tuple(every(WORKDAYS, at, 30, "Call") for at in
              ("09:00", "09:30", "10:00", "11:00", "11:30", "12:00", "13:00", "13:30", "14:30", "15:00",
               "16:00")),
    )  # fmt: skip
    yield SampleCalendar(
        "workshop",
        "Wednesdays full from nine to five",
        (every("wed", "09:00", 480, "Workshop"), *_scattered(7, (2, 4))),
    )
    yield SampleCalendar(
        "Monday full", "a Monday without a gap, and a usual week",
        (*(every("mon", f"{hour:02d}:00", 60, "Status") for hour in range(9, 17)), *_scattered(8, (2, 4))),
    )  # fmt: skip
    yield SampleCalendar(
        "consultant", "two long sessions with clients a day",
        (lunch, every("mon tue wed thu", "09:00", 165, "Client"),
         every("mon tue wed thu", "13:15", 180, "Client"), every("fri", "10:00", 60, "Office")),
    )  # fmt: skip


def _broken_up() -> Iterator[SampleCalendar]:
    every = _meetings()
    yield SampleCalendar(
        "teacher", "lessons of 45 minutes with breaks of 5 to 20",
        tuple(every(WORKDAYS, at, 45, "Lesson") for at in
              ("08:00", "08:50", "09:55", "10:45", "11:45", "12:35")),
        hours=dict.fromkeys(("monday", "tuesday", "wednesday", "thursday", "friday"), "07:45-15:00"),
    )  # fmt: skip
    yield SampleCalendar(
        "practice", "appointments of 20 minutes, 25 apart",
        tuple(every(WORKDAYS, f"{minute // 60:02d}:{minute % 60:02d}", 20, "Appointment")
              for start in (480, 840) for minute in range(start, start + 225, 25)),
        hours=dict.fromkeys(("monday", "tuesday", "thursday", "friday"), "08:00-12:00, 14:00-18:00")
        | {"wednesday": "08:00-12:00"},
    )  # fmt: skip
    yield SampleCalendar(
        "interviews",
        "45 minutes of every hour, three days a week",
        tuple(
            every("tue wed thu", f"{hour:02d}:00", 45, "Interview") for hour in (9, 10, 11, 13, 14, 15, 16)
        ),
    )
    yield SampleCalendar(
        "quarter hours", "many short calls at any time", tuple(_scattered(9, (8, 14), minutes=(10, 15, 20)))
    )


def _other_hours() -> Iterator[SampleCalendar]:
    every = _meetings()
    week = ("monday", "tuesday", "wednesday", "thursday", "friday")
    yield SampleCalendar(
        "part-time mornings", "half days from Monday to Thursday",
        (every("mon wed", "09:00", 60, "Team"), every("tue thu", "11:00", 45, "Sync")),
        hours=dict.fromkeys(week[:4], "08:30-12:30") | {"friday": ""},
    )  # fmt: skip
    yield SampleCalendar(
        "three long days", "ten hours on three days", tuple(_scattered(10, (4, 7), (8, 18), weekdays=3)),
        hours=dict.fromkeys(week[:3], "08:00-18:30") | dict.fromkeys(week[3:], ""),
    )  # fmt: skip
    yield SampleCalendar(
        "early shift", "six to two, with handovers",
        (every(WORKDAYS, "06:00", 15, "Handover"), every(WORKDAYS, "09:30", 30, "Round"),
         every(WORKDAYS, "13:40", 20, "Handover")),
        hours=dict.fromkeys(week, "06:00-14:00"),
    )  # fmt: skip
    yield SampleCalendar(
        "late shift", "two to ten, with handovers and calls",
        (every(WORKDAYS, "14:00", 15, "Handover"), *_scattered(11, (2, 4), (15, 21))),
        hours=dict.fromkeys(week, "14:00-22:00"),
    )  # fmt: skip
    night = (
        every("mon tue wed thu", "22:00", 20, "Handover"),
        every("tue wed thu fri", "00:30", 45, "Control"),
        every("tue wed thu fri", "03:00", 60, "Call with the site"),
        every("tue wed thu fri", "05:40", 20, "Handover"),
    )  # fmt: skip
    yield SampleCalendar(
        "night shift", "ten to six, four nights, rounds after midnight", night,
        hours=dict.fromkeys(week[:4], "22:00-06:00") | {"friday": ""},
    )  # fmt: skip
    yield SampleCalendar(
        "changing shifts", "early, late and night in one week",
        (every("mon tue", "06:00", 15, "Handover"), every("wed thu", "14:00", 15, "Handover"),
         every("fri", "22:00", 15, "Handover"), every("mon tue", "10:00", 45, "Round"),
         every("wed thu", "18:00", 60, "Call"), every("sat", "02:00", 60, "Control")),
        hours={"monday": "06:00-14:00", "tuesday": "06:00-14:00", "wednesday": "14:00-22:00",
               "thursday": "14:00-22:00", "friday": "22:00-06:00"},
    )  # fmt: skip


def _other_zones() -> Iterator[SampleCalendar]:
    week = ("monday", "tuesday", "wednesday", "thursday", "friday")
    every, york, delhi = _meetings(), _meetings("America/New_York"), _meetings("Asia/Kolkata")
    yield SampleCalendar(
        "global team", "India in the morning, America in the evening, a long break between",
        (delhi(WORKDAYS, "12:00", 60, "Bangalore"), delhi("tue thu", "13:30", 45, "Release"),
         york(WORKDAYS, "11:00", 60, "New York"), york("mon wed", "12:30", 45, "Planning"),
         every("wed", "10:00", 60, "Berlin")),
        hours=dict.fromkeys(week, "07:00-12:00, 16:00-20:00"),
    )  # fmt: skip
    change = _meetings("America/New_York", CLOCK_CHANGE)
    yield SampleCalendar(
        "two zones", "meetings of New York, seen from Berlin, in the weeks of the clock change",
        (change(WORKDAYS, "09:00", 30, "Stand-up"), change("tue thu", "10:00", 60, "Review"),
         *_scattered(12, (1, 3), first=CLOCK_CHANGE)),
        first=CLOCK_CHANGE,
    )  # fmt: skip
    local = _meetings(first=CLOCK_CHANGE)
    yield SampleCalendar(
        "clock change at night", "a night shift over the night of 25 hours",
        (local("fri sat sun", "22:00", 20, "Handover"), local("sat sun mon", "02:30", 45, "Control"),
         local("sat sun mon", "05:40", 20, "Handover")),
        first=CLOCK_CHANGE,
        hours=dict.fromkeys(week, "") | dict.fromkeys(("friday", "saturday", "sunday"), "22:00-06:00"),
    )  # fmt: skip
    yield SampleCalendar(
        "half-hour zone", "a usual week in India, calls with London",
        (_meetings("Europe/London")(WORKDAYS, "10:00", 45, "London"),
         *_scattered(13, (2, 5), (9, 17), zone="Asia/Kolkata")),
        zone="Asia/Kolkata",
    )  # fmt: skip
    yield SampleCalendar(
        "west coast", "early calls with Europe, free afternoons",
        (every(WORKDAYS, "17:00", 60, "Berlin"), every("tue thu", "18:00", 60, "Munich"),
         *_scattered(14, (1, 3), (11, 16), zone="America/Los_Angeles")),
        zone="America/Los_Angeles", hours=dict.fromkeys(week, "07:30-16:00"),
    )  # fmt: skip


def _odd() -> Iterator[SampleCalendar]:
    every = _meetings()
    usual = tuple(_scattered(15, (2, 4)))
    yield SampleCalendar(
        "declined", "half of it declined, cancelled or free",
        (*usual,
         *(every(WORKDAYS, at, 60, "Declined", *invited("DECLINED")) for at in ("10:00", "13:00", "15:00")),
         every(WORKDAYS, "11:00", 60, "Canceled: Sync"),
         every(WORKDAYS, "14:00", 90, "Reminder", "TRANSP:TRANSPARENT"),
         every(WORKDAYS, "16:00", 30, "Accepted", *invited("ACCEPTED"))),
    )  # fmt: skip
    yield SampleCalendar(
        "whole days", "a fair, a birthday, a week away",
        (*usual, all_day(FIRST + timedelta(days=1), 3, "Fair"),
         all_day(FIRST + timedelta(days=8), 1, "Birthday"),
         all_day(FIRST + timedelta(days=14), 5, "Away", "X-MICROSOFT-CDO-BUSYSTATUS:OOF")),
    )  # fmt: skip
    moved = FIRST + timedelta(days=8)
    zone = "Europe/Berlin"
    series = once(
        FIRST + timedelta(days=1), "10:00", 60, "Series", "UID:series@simulated", "RRULE:FREQ=DAILY;COUNT=20",
        f"EXDATE;TZID={zone}:20261105T100000", zone=zone,
    )  # fmt: skip
    instead = once(
        moved, "15:00", 90, "Series", "UID:series@simulated",
        f"RECURRENCE-ID;TZID={zone}:{moved:%Y%m%d}T100000", zone=zone,
    )  # fmt: skip
    yield SampleCalendar(
        "moved and left out", "a daily series with exceptions",
        (*usual, series, instead),
    )  # fmt: skip
    yield SampleCalendar(
        "on call",
        "long incidents at odd times",
        tuple(_scattered(16, (0, 2), (8, 16), minutes=(90, 150, 240))),
    )
    yield SampleCalendar(
        "focus days", "deep work on Tuesdays and Thursdays, meetings on the others",
        (every("tue thu", "09:00", 480, "Deep work"),
         *(every("mon wed fri", at, 45, "Meeting")
           for at in ("09:15", "10:30", "11:15", "13:00", "14:15", "15:30"))),
    )  # fmt: skip
