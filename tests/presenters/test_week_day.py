"""One day of the week in words."""

from datetime import date

import pytest

from intermezzo.core.history.events import EventKind, Json
from intermezzo.core.history.statistics import Count, DayTally
from intermezzo.core.scheduling.day_state import effective
from intermezzo.presenters.views import WeekDayView
from intermezzo.presenters.week.day import week_day_view
from tests.core.practice.progression.histories import MOVEMENTS as SHIPPED
from tests.core.practice.progression.histories import History
from tests.engine.days import BERLIN, SESSIONS, Story

DAY = date(2026, 11, 20)
MOVEMENTS = {step.movement.id: step.movement for one in SESSIONS for step in one.steps}


def shown(story: Story, tally: DayTally, today: date = DAY) -> WeekDayView:
    events = [event for event in effective(story.engine.state.events) if event.day == DAY]
    return week_day_view(tally, events, str.title, story.at("17:00"), today, BERLIN, MOVEMENTS)


def test_a_day_lists_what_was_done_by_time() -> None:
    story = Story("07:40-10:30")
    story.offer_at("10:31")
    story.do("10:31", "10:38")
    story.say("09:00", "moved")
    story.say("10:39", "skip", story.engine.plan.slots[0].start.isoformat())
    tally = DayTally(
        DAY, Count(2, 1), done=Count(1, 1), seconds=505, work=480, busy=170, longest=90.0
    )  # fmt: skip
    found = shown(story, tally)
    assert found.title == "Friday 20 November"
    assert found.line == (
        "2 of 3 · 8 minutes of movement · 2 h 50 min of meetings · longest without moving: 1 h 30 min"
    )
    assert [(row.at, row.label, row.state) for row in found.rows][:2] == [
        ("09:00", "You moved", "done"), ("10:31", "Long", "done"),
    ]  # fmt: skip
    assert found.rows[-1].state == "declined"
    assert story.rows(EventKind.DECLINED)


def test_days_without_anything_say_why() -> None:
    story = Story()
    for tally, today, line in (
        (DayTally(DAY), date(2026, 11, 19), "This day is still to come."),
        (DayTally(DAY), date(2026, 11, 23), "There’s no data for this day."),
        (DayTally(DAY, Count(), off=True), DAY, "Day off."),
        (DayTally(DAY, Count()), DAY, "Nothing was planned."),
    ):
        found = shown(story, tally, today)
        assert (found.line, found.rows) == (line, ())


def test_how_it_felt_is_told_of_each_movement_in_the_order_in_which_it_was_done() -> None:
    story, rows = Story(), []
    told: tuple[tuple[str, tuple[str, ...], dict[str, Json]], ...] = (
        ("09:00", ("m-reset", "m-feet"), {"felt": 0.5, "movement": "m-feet"}),
        ("10:00", ("m-long", "m-short"), {"felt": 1.0}),
        ("11:00", ("m-feet", "gone"), {"felt": 0.0, "why": "no_time"}),
        ("12:00", ("m-feet", "gone"), {"felt": 1.0}),
        ("13:00", ("m-long",), {}),
    )
    for at, names, felt in told:
        steps: list[tuple[EventKind, dict[str, Json]]] = [
            (EventKind.STEP, {"movement": name, "eased": name == "m-short"}) for name in names
        ]
        for kind, detail in [*steps, (EventKind.FEEDBACK, felt)][: len(steps) + bool(felt)]:
            row = story.engine.state.recorder.event(kind, story.at(at), occurrence=at, detail=detail)
            rows.append(row)
    found = week_day_view(DayTally(DAY), rows, str.title, story.at("17:00"), DAY, BERLIN, MOVEMENTS)
    assert found.felt == "feet, shaky · long, smooth · short, eased off · feet, smooth"


@pytest.mark.parametrize(
    ("said", "felt"),
    [
        ("even", "smooth"),
        ("caught", "smooth, not counted: the opening check was not “Even”"),
        ("", "smooth, not counted: the opening check was not “Even”"),
    ],
)
def test_what_went_the_same_way_is_told_together_also_where_it_does_not_count(said: str, felt: str) -> None:
    history = History()
    history.done("seated_march", 0, beside=("pelvic_clock_seated",), kind="micro")
    if said:
        history.row(EventKind.CHECK, 0, 9.9, occurrence=history.rows[0].occurrence, detail={"said": said})
    history.done("scap_set", 0, "", hour=11)
    now, day = history.at(0, 17), history.at(0).date()
    found = week_day_view(DayTally(day), history.rows, str.title, now, day, BERLIN, SHIPPED)
    assert found.felt == f"Pelvic clock and Quiet march, {felt}"
