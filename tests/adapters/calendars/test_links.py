"""The address of a meeting through the real child: from each property that has one, and from no other."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from intermezzo.adapters.calendars.reading import read
from intermezzo.core.scheduling.intervals import Interval
from intermezzo.core.settings import Calendar

pytestmark = pytest.mark.slow

NOW = datetime(2026, 11, 18, tzinfo=UTC)
MEET, ZOOM = "https://meet.google.com/abc-defg-hij", "https://zoom.us/j/1?pwd=a"
CASES = {
    f"CONFERENCE;VALUE=URI;FEATURE=AUDIO,VIDEO;LABEL=Join:{ZOOM}": ZOOM,
    f"CONFERENCE;VALUE=URI;FEATURE=PHONE:tel:+1-412-555-0123\r\nCONFERENCE;VALUE=URI:{MEET}": MEET,
    f"X-GOOGLE-CONFERENCE:{MEET}": MEET,
    "X-MICROSOFT-SKYPETEAMSMEETINGURL:https://teams.microsoft.com/l/meetup-join/1": (
        "https://teams.microsoft.com/l/meetup-join/1"
    ),
    f"URL;VALUE=URI:{ZOOM}": ZOOM,
    f"LOCATION:Room 3\\, or {ZOOM}": ZOOM,
    f"DESCRIPTION:Agenda\\nJoin: {ZOOM[:12]}\r\n {ZOOM[12:]}\\n\\nSee you": ZOOM,
    f"DESCRIPTION:{ZOOM}\r\nX-GOOGLE-CONFERENCE:{MEET}": MEET,
    "URL:https://intranet.example.org/event/1": "",
    "CONFERENCE:javascript:alert(1)": "",
    "CONFERENCE:file:///etc/passwd": "",
    "X-GOOGLE-CONFERENCE:https://meet.google.com@evil.example/abc-defg-hij": "",
    f"X-GOOGLE-CONFERENCE:{MEET}/{'a' * 3000}": "",
    "DESCRIPTION:Bring biscuits": "",
}


def test_each_property_gives_its_address(tmp_path: Path) -> None:
    events = (
        f"BEGIN:VEVENT\r\nUID:{number}\r\nDTSTART:20261118T{number:02}0000Z\r\nDURATION:PT30M\r\n"
        f"{lines}\r\nEND:VEVENT\r\n"
        for number, lines in enumerate(CASES)
    )
    path = tmp_path / "work.ics"
    path.write_text("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" + "".join(events) + "END:VCALENDAR\r\n")
    reading = read([Calendar(str(path))], Interval(NOW, NOW + timedelta(days=1)), "UTC")
    assert reading.warnings == ()
    found = {one.uid: one.link for one in reading.occurrences}
    assert found == {str(number): link for number, link in enumerate(CASES.values())}
    assert "zoom" not in repr(reading.occurrences)
