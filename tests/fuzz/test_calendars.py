"""Any file in the place of a calendar, read as the child reads it."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from intermezzo.adapters.calendars.parse.blocks import Document, split
from intermezzo.adapters.calendars.parse.documents import read
from intermezzo.adapters.calendars.parse.protocol import Limits, Question, Trouble
from intermezzo.adapters.calendars.parse.text import in_one_form, trouble_of
from intermezzo.adapters.system.time_zones import zone_of
from tests.fuzz.hunting import hunt, mutated

CORPUS = Path(__file__).parents[1] / "corpus"
START = datetime(2026, 11, 17, 23, tzinfo=UTC)
QUESTION = Question(START, START + timedelta(days=2), "Europe/Berlin", Limits(series_seconds=0.1))
ZONE = zone_of(QUESTION.zone)
WORDS = (
    b"\n", b"\r\n", b"\r", b"\n ", b":", b";", b"=", b",", b'"', b"\\n", b"\0", b"\xff\xfe",
    b"\xef\xbb\xbf", b"\xfc", b"9", b"-", b"BEGIN:VEVENT\n", b"END:VEVENT\n", b"BEGIN:VCALENDAR\n",
    b"END:VCALENDAR\n", b"BEGIN:VTIMEZONE\n", b"BEGIN:", b"DTSTART:20261118T090000Z\n",
    b"DTEND:00010101T000000\n", b"DURATION:P99999999D\n", b"DURATION:-PT1H\n",
    b"DTSTART;TZID=../../etc/passwd:", b"DTSTART;VALUE=DATE:99991231\n", b"UID:a\n",
    b"RECURRENCE-ID:20261118T090000Z\n", b"RRULE:FREQ=SECONDLY\n", b"RRULE:FREQ=DAILY;INTERVAL=0\n",
    b"RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30\n", b"RRULE:FREQ=WEEKLY;COUNT=999999999\n", b"EXDATE:",
    b"RDATE;VALUE=PERIOD:", b";BYSETPOS=", b";BYDAY=", b";UNTIL=", b"TZOFFSETTO:+9999\n",
    b"STATUS:CANCELLED\n", b"SEQUENCE:", b"FREEBUSY:20261118T090000Z/PT1H\n",
)  # fmt: skip


def seeds() -> Sequence[bytes]:
    return [path.read_bytes()[:20_000] for path in sorted(CORPUS.rglob("*.ics"))]


def test_a_calendar_is_read_or_its_trouble_is_told() -> None:
    def check(data: bytes) -> None:
        text = in_one_form(data)
        document: Document | Trouble = trouble_of(text) or split(text, QUESTION.start, QUESTION.end)
        (answer,) = read([document], QUESTION, ZONE, ["me@example.org"])
        assert (answer.fault is None) == isinstance(document, Document) or answer.fault is Trouble.TOO_MANY
        for one in answer.occurrences:
            assert one.start <= one.end
            assert one.start.utcoffset() == timedelta(0)
            assert len(one.title.splitlines()) <= 1

    hunt("calendars", check, mutated(seeds(), WORDS))
