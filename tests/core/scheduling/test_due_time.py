"""When the offer of a slot comes: at its start, or earlier near the end of its gap."""

import pytest

from intermezzo.core.practice.model import Day, Kind, Slot
from intermezzo.core.scheduling.due_time import due_time
from tests.core.scheduling.friday import MINUTE, at, span

DAY = Day(
    work=(span("09:00-12:00"), span("13:00-17:00")), busy=(span("10:00-10:30"), span("11:00-11:30")),
    bad=(span("15:00-16:00"),),
)  # fmt: skip


@pytest.mark.parametrize(
    ("start", "earliest", "due"),
    [
        ("09:00", "09:00", "09:00"),
        ("09:30", "09:00", "09:30"),
        ("09:53", "09:00", "09:53"),
        ("09:54", "09:00", "09:53"),
        ("09:56", "09:00", "09:53"),
        ("09:56", "09:55", "09:55"),
        ("09:56", "09:57", "09:56"),
        ("10:31", "09:00", "10:31"),
        ("10:56", "09:00", "10:53"),
        ("16:58", "09:00", "16:55"),
        ("10:10", "09:00", "10:10"),
    ],
)
def test_it_can_wait_for_three_minutes_and_the_session_still_fits(
    start: str, earliest: str, due: str
) -> None:
    slot = Slot(at(start), at(start) + 2 * MINUTE, Kind.INTERLUDE)
    found = due_time(slot, 2 * MINUTE, DAY, at(earliest), settle=MINUTE, leave=2 * MINUTE)
    assert found == at(due)


@pytest.mark.parametrize(
    ("day", "start", "due"),
    [
        (Day(work=(span("09:00-17:00"),), busy=(span("10:00-10:55"), span("11:00-12:00"))), "10:56", "10:56"),
        (Day(work=(span("16:56-17:00"),)), "16:58", "16:56"),
        (Day(work=(span("09:00-17:00"),), bad=(span("16:00-16:57"),)), "16:58", "16:57"),
    ],
)
def test_it_comes_neither_before_its_gap_nor_at_a_bad_time(day: Day, start: str, due: str) -> None:
    slot = Slot(at(start), at(start) + 2 * MINUTE, Kind.INTERLUDE)
    assert due_time(slot, 2 * MINUTE, day, at("09:00"), settle=MINUTE, leave=2 * MINUTE) == at(due)
