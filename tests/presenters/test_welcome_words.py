"""What the first start says of today's meetings, and the settings of the health question."""

from datetime import UTC, date, datetime, timedelta

from intermezzo.core.practice.screening import NOT_ASKED, HealthAnswer, Screening
from intermezzo.core.scheduling.calendar_rules import Occurrence
from intermezzo.core.settings import Settings
from intermezzo.presenters import welcome as told

DAY = date(2026, 11, 20)
START = datetime(2026, 11, 20, 9, tzinfo=UTC)


def meeting(hours: float, title: str, *, private: bool = False) -> Occurrence:
    start = START + timedelta(hours=hours)
    return Occurrence(start, start + timedelta(minutes=30), title, private=private)


def test_todays_meetings_are_read_back_without_private_names() -> None:
    known = [meeting(0, "Stand-up"), meeting(1, "Dentist", private=True), meeting(2, "")]
    found = told.read_back(known, Settings(), DAY, START, UTC)
    assert found.line == "3 meetings today, next 10:00"
    assert found.rows == ("09:00 – 09:30  Stand-up", "10:00 – 10:30  Private", "11:00 – 11:30  Busy")
    assert found.more == ""


def test_of_many_meetings_the_first_are_read_back_and_the_others_counted() -> None:
    known = [meeting(n, f"Call {n}") for n in range(7)]
    found = told.read_back(known, Settings(), DAY, START, UTC)
    assert len(found.rows) == told.MOST_READ_BACK
    assert found.more == "and 2 more"


def test_a_day_without_meetings_says_so() -> None:
    assert told.read_back([], Settings(), DAY, START, UTC) == told.ReadBack("No meetings in the next days")


def test_the_settings_say_how_the_question_stands() -> None:
    assert told.health_line(None, DAY) == "Not answered yet"
    for answer in (HealthAnswer.NONE, HealthAnswer.ALLOWED):
        line = told.health_line(Screening(answer, DAY - timedelta(days=3)), DAY)
        assert line == "Answered on 17 November, asked again on 16 May"
    for blocking in (
        Screening(HealthAnswer.SOMETHING, DAY), Screening(HealthAnswer.OPEN, DAY),
        Screening(HealthAnswer.AWAY, DAY),
        Screening(HealthAnswer.NONE, DAY - timedelta(days=180)),
    ):  # fmt: skip
        assert told.health_line(blocking, DAY) == "Sessions wait for your answer"


def test_an_answer_of_a_day_to_come_is_told_as_one_of_today() -> None:
    for day in (DAY + timedelta(days=400), date.max):
        line = told.health_line(Screening(HealthAnswer.NONE, day), DAY)
        assert line == "Answered on 20 November, asked again on 19 May"
    assert told.health_line(NOT_ASKED, DAY) == "Answered on 20 November, asked again on 19 May"
