"""What is dropped on the raw bytes changes nothing: the answer is that of the libraries alone."""

import random
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar
import pytest
import recurring_ical_events
import x_wr_timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from intermezzo.adapters.calendars.parse.blocks import split
from intermezzo.adapters.calendars.parse.documents import read as parsed
from intermezzo.adapters.calendars.parse.protocol import Limits, Question
from intermezzo.adapters.calendars.parse.text import in_one_form
from intermezzo.adapters.calendars.reading import read
from intermezzo.core.scheduling.calendar_rules import Occurrence
from intermezzo.core.scheduling.intervals import Interval
from intermezzo.core.settings import Calendar

pytestmark = pytest.mark.slow

ZONE = "Europe/Berlin"
USER = ZoneInfo(ZONE)
START = datetime(2026, 11, 17, 23, tzinfo=UTC)
WINDOW = Interval(START, START + timedelta(days=2))

TZIDS = (
    "", "", "Europe/Berlin", "America/Los_Angeles", "Pacific/Kiritimati", "Pacific/Pago_Pago",
    "Eastern Standard Time", "Nowhere/Land",
)  # fmt: skip
Line = str
Known = Counter[tuple[str, datetime, datetime, str]]


class Scribe:
    """Writes a calendar in which everything occurs that calendars do to a date."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)

    def calendar(self, events: int) -> bytes:
        head = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//test//EN"]
        if self.rng.random() < 0.3:
            head.append(f"X-WR-TIMEZONE:{self.rng.choice(('America/New_York', 'Asia/Tokyo', 'UTC'))}")
        lines = head
        for number in range(events):
            lines += self.event(number)
            if self.rng.random() < 0.05:
                lines += ["BEGIN:VTODO", f"UID:todo{number}", "DTSTART:20261118T090000Z", "END:VTODO"]
        lines.append("END:VCALENDAR")
        newline = self.rng.choice(("\n", "\r\n"))
        return "".join(self.folded(line, newline) + newline for line in lines).encode()

    def event(self, number: int) -> list[Line]:
        rng = self.rng
        near = rng.random() < 0.5
        day = date(2026, 11, 18) + timedelta(days=rng.randint(-5, 5) if near else rng.randint(-900, 400))
        kind = rng.choice(("date", "utc", *["zone"] * 4))
        tzid = rng.choice(TZIDS)
        clock = timedelta(minutes=15 * rng.randrange(96))
        uid = f"{number}@x"
        body = [f"UID:{uid}", f"SUMMARY:Event {number}, with a comma and a colon: DTSTART:20200101"]
        if rng.random() < 0.5:
            body.append(f"SEQUENCE:{rng.randrange(3)}")
        body.append(self.time("DTSTART", kind, tzid, day, clock))
        body += self.length(kind, tzid, day, clock)
        body += self.repetition(kind, tzid, day, clock)
        rng.shuffle(body)
        body += self.alarm(number)
        lines = ["BEGIN:VEVENT", *body, "END:VEVENT"]
        if "RRULE" in "".join(body) and rng.random() < 0.5:
            moved = day + timedelta(days=rng.randint(-3, 900))
            lines += [
                "BEGIN:VEVENT", f"UID:{uid}", f"SUMMARY:Moved {number}",
                self.time("RECURRENCE-ID", kind, tzid, day + timedelta(days=7 * rng.randrange(4)), clock),
                self.time("DTSTART", kind, tzid, moved, clock), "END:VEVENT",
            ]  # fmt: skip
        if rng.random() < 0.1:
            lines = [line if line.startswith("SUMMARY") else self.lower(line) for line in lines]
        return lines

    def time(self, name: str, kind: str, tzid: str, day: date, clock: timedelta) -> Line:
        if kind == "date":
            return f"{name};VALUE=DATE:{day:%Y%m%d}"
        moment = datetime(day.year, day.month, day.day, tzinfo=UTC) + clock
        if kind == "utc":
            return f"{name}:{moment:%Y%m%dT%H%M%S}Z"
        parameter = f";TZID={tzid}" if tzid else ""
        return f"{name}{parameter}:{moment:%Y%m%dT%H%M%S}"

    def length(self, kind: str, tzid: str, day: date, clock: timedelta) -> list[Line]:
        days = self.rng.choice((0, 0, 0, 1, 2, 9))
        roll = self.rng.random()
        if roll < 0.6:
            later = day + timedelta(days=max(days, 1 if kind == "date" else 0))
            return [self.time("DTEND", kind, tzid, later, clock + timedelta(minutes=30))]
        if roll < 0.9:
            timed = self.rng.choice(("PT45M", "PT1H30M", "P1DT2H", "PT90S", "P1W"))
            return [f"DURATION:P{days + 1}D" if kind == "date" else f"DURATION:{timed}"]
        return []

    def repetition(self, kind: str, tzid: str, day: date, clock: timedelta) -> list[Line]:
        roll = self.rng.random()
        if roll < 0.12:
            until = max(date(2026, 11, 18), day + timedelta(days=1))
            rule = self.rng.choice(
                ("FREQ=WEEKLY", "FREQ=DAILY;COUNT=40", "FREQ=MONTHLY;BYDAY=3WE",
                 "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,WE", "FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=18",
                 f"FREQ=DAILY;UNTIL={until:%Y%m%d}T235959Z")
            )  # fmt: skip
            lines = [f"RRULE:{rule}"]
            if self.rng.random() < 0.4:
                lines.append(self.time("EXDATE", kind, tzid, day + timedelta(days=7), clock))
            return lines
        if roll < 0.16:
            return [self.time("RDATE", kind, tzid, date(2026, 11, self.rng.randint(16, 21)), clock)]
        return []

    def alarm(self, number: int) -> list[Line]:
        if self.rng.random() > 0.3:
            return []
        return [
            "BEGIN:VALARM",
            f"UID:alarm{number}",
            "TRIGGER:-PT15M",
            "DURATION:PT5M",
            "REPEAT:2",
            "END:VALARM",
        ]

    def lower(self, line: Line) -> Line:
        name, colon, value = line.partition(":")
        if name in ("BEGIN", "END"):
            return line.lower()
        return name.lower().replace("tzid=", "TZID=") + colon + value if ";" not in name else line

    def folded(self, line: Line, newline: str) -> str:
        # The library doesn't know a BEGIN or END that is folded.
        if self.rng.random() > 0.2 or len(line) < 8 or line.upper().startswith(("BEGIN", "END")):
            return line
        cut = self.rng.randrange(1, len(line) - 1)
        return f"{line[:cut]}{newline}{self.rng.choice((' ', chr(9)))}{line[cut:]}"


def utc(moment: date) -> datetime:
    """Return a date (its midnight) or a time in UTC; those without a zone are the user's."""
    if not isinstance(moment, datetime):
        moment = datetime(moment.year, moment.month, moment.day, tzinfo=USER)
    return (moment if moment.tzinfo else moment.replace(tzinfo=USER)).astimezone(UTC)


def alone(data: bytes, window: Interval) -> Known:
    """What the libraries say by themselves."""
    calendar = x_wr_timezone.to_standard(icalendar.Calendar.from_ical(data))
    found = recurring_ical_events.of(calendar).between(
        window.start.astimezone(USER), window.end.astimezone(USER)
    )
    return Counter(
        (str(one["UID"]), utc(one["DTSTART"].dt), utc(one["DTEND"].dt), str(one["SUMMARY"])) for one in found
    )


def known(occurrences: tuple[Occurrence, ...]) -> Known:
    return Counter((one.uid, one.start, one.end, one.title) for one in occurrences)


def filtered(data: bytes) -> tuple[Known, int]:
    """What we say, and how many events we parsed for it."""
    document = split(in_one_form(data), WINDOW.start, WINDOW.end)
    question = Question(WINDOW.start, WINDOW.end, ZONE, Limits())
    (answer,) = parsed([document], question, USER, ())
    assert answer.fault is None
    return known(answer.occurrences), sum(len(one.components) for one in document.calendars)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32))
def test_a_small_mixed_calendar_says_what_the_libraries_say(seed: int) -> None:
    data = Scribe(seed).calendar(30)
    assert filtered(data)[0] == alone(data, WINDOW)


def test_a_large_mixed_calendar_says_what_the_libraries_say(tmp_path: Path) -> None:
    data = Scribe(7).calendar(2500)
    expected = alone(data, WINDOW)
    assert expected.total() > 200
    found, parsed = filtered(data)
    assert found == expected
    assert parsed < data.upper().count(b"BEGIN:VEVENT") * 0.85
    # And once more through the child.
    path = tmp_path / "large.ics"
    path.write_bytes(data)
    reading = read([Calendar(str(path))], WINDOW, ZONE)
    assert reading.faults == ()
    assert known(reading.occurrences) == expected


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32))
def test_a_short_window_holds_what_a_long_one_holds_in_it(seed: int) -> None:
    data = in_one_form(Scribe(seed).calendar(30))
    long = Interval(WINDOW.start - timedelta(days=900), WINDOW.end + timedelta(days=900))
    found = [
        known(
            parsed([split(data, one.start, one.end)], Question(one.start, one.end, ZONE, Limits()), USER, ())[
                0
            ].occurrences
        )
        for one in (WINDOW, long)
    ]
    inside = Counter(
        {
            key: count
            for key, count in found[1].items()
            if key[1] < WINDOW.end and (key[2] > WINDOW.start or key[1] >= WINDOW.start)
        }
    )
    assert found[0] == inside


def one_event(*lines: str, newline: str = "\n") -> bytes:
    return newline.join(
        ("BEGIN:VCALENDAR", "BEGIN:VEVENT", "UID:x", "SUMMARY:x", *lines, "END:VEVENT", "END:VCALENDAR", "")
    ).encode()


@pytest.mark.parametrize(
    ("lines", "kept"),
    [
        (("DTSTART:20250101T090000Z", "DTEND:20250101T100000Z"), False),
        (("DTSTART:20280101T090000Z", "DTEND:20280101T100000Z"), False),
        (("DTSTART;VALUE=DATE:20250101",), False),
        (("DTSTART;TZID=Europe/Berlin:20250101T090000", "DURATION:PT1H"), False),
        (("DTST", " ART:20250101T090000Z"), False),
        (("DTSTART:20250101T090000Z", "BEGIN:VALARM", "TRIGGER:-PT5M", "END:VALARM"), False),
        (("dtstart:20250101T090000Z", "dtend:20250101T100000Z"), False),
        (("DTSTART:20250101T090000Z", "EXDATE:20250101T090000Z"), False),
        (('DTSTART;TZID="a:b":20250101T090000',), False),
        (("DTSTART:20250101T090000Z", "BEGIN:VLOCATION", "DTSTART:20261118T090000Z", "END:VLOCATION"), False),
        # series that are over, and exceptions to instances long ago
        (("DTSTART:20250101T090000Z", "RRULE:FREQ=DAILY;UNTIL=20250301"), False),
        (("DTSTART:20250101T090000Z", "RRULE:FREQ=WEEKLY;COUNT=10;BYDAY=MO"), False),
        (("DTSTART:20250101T090000Z", "RRULE:COUNT=9;FREQ=DAILY;INTERVAL=3"), False),
        (("DTSTART;VALUE=DATE:19800301", "RRULE:FREQ=YEARLY"), False),
        (("DTSTART:20280101T090000Z", "RRULE:FREQ=DAILY"), False),
        (("DTSTART:20250101T090000Z", "RECURRENCE-ID:20250108T090000Z"), False),
        # series that may not be over
        (("DTSTART:20250101T090000Z", "RRULE:FREQ=DAILY;UNTIL=20261118"), True),
        (("DTSTART:20250101T090000Z", "DURATION:P90W", "RRULE:FREQ=DAILY;UNTIL=20250301"), True),
        (("DTSTART:20250101T090000Z", "RRULE:FREQ=WEEKLY;COUNT=98"), True),
        (("DTSTART:20250101T090000Z", "RRULE:FREQ=DAILY;COUNT=200;BYDAY=MO"), True),
        (("DTSTART:20250101T090000Z", "RRULE:FREQ=YEARLY;COUNT=2;BYWEEKNO=47"), True),
        (("DTSTART;VALUE=DATE:19801118", "RRULE:FREQ=YEARLY"), True),
        (("DTSTART;VALUE=DATE:19800229", "RRULE:FREQ=YEARLY"), True),
        (("DTSTART;VALUE=DATE:19800301", "RRULE:FREQ=YEARLY;BYMONTH=11"), True),
        (("DTSTART:20250101T090000Z", "RECURRENCE-ID;RANGE=THISANDFUTURE:20250108T090000Z"), True),
        (("DTSTART:20261118T090000Z", "RECURRENCE-ID:20250108T090000Z"), True),
        # wholly around the window
        (("DTSTART:20250101T090000Z", "DTEND:20280101T100000Z"), True),
        (("DTSTART:20250101T090000Z", "DURATION:P99W"), True),
        # it happens more than once, however that is written
        (("DTSTART:20250101T090000Z", "RRULE:FREQ=DAILY"), True),
        (("DTSTART:20250101T090000Z", "rrule:FREQ=DAILY"), True),
        (("DTSTART:20250101T090000Z", "RRU", " LE:FREQ=DAILY"), True),
        (("DTSTART:20250101T090000Z", "RRU", "\tLE:FREQ=DAILY"), True),
        (("DTSTART:20250101T090000Z", "RDATE:20261118T090000Z"), True),
        (("DTSTART:20250101T090000Z", "RECURRENCE-ID:20261118T090000Z"), True),
        # it is not understood
        (("DTSTART:20250101T090000Z", "DTSTART:20261118T090000Z"), True),
        (("DTSTART:20250101T090000Z", "DURATION:-PT1H"), True),
        (("DTSTART:20250101T090000Z", "DURATION:P1Y"), True),
        (("DTSTART:last year",), True),
        ((), True),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_an_event_is_dropped_only_when_it_is_understood(
    lines: tuple[str, ...], kept: bool, newline: str
) -> None:
    document = split(one_event(*lines, newline=newline), WINDOW.start, WINDOW.end)
    assert bool(document.calendars[0].components) is kept


@pytest.mark.parametrize("hours", [-26, -14, 0, 14, 26])
def test_events_at_the_edges_are_kept_in_every_zone(hours: int) -> None:
    for edge in (WINDOW.start, WINDOW.end):
        moment = edge + timedelta(hours=hours)
        data = one_event(f"DTSTART;TZID=Nowhere/Land:{moment:%Y%m%dT%H%M%S}", "DURATION:PT1H")
        assert split(data, WINDOW.start, WINDOW.end).calendars[0].components


def test_an_older_version_of_an_event_is_not_shown_because_the_newer_one_was_dropped() -> None:
    data = (
        b"BEGIN:VCALENDAR\n"
        b"BEGIN:VEVENT\nUID:a,b\nSEQUENCE:0\nSUMMARY:old\nDTSTART:20261118T090000Z\nDURATION:PT1H\nEND:VEVENT\n"
        b"BEGIN:VEVENT\nUID:a\\,b\nSEQUENCE:1\nSUMMARY:new\nDTSTART:20280101T090000Z\nDURATION:PT1H\nEND:VEVENT\n"
        b"END:VCALENDAR\n"
    )
    assert alone(data, WINDOW) == Counter()
    assert filtered(data)[0] == Counter()
