"""Times of day and lengths of time in words."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intermezzo.presenters.durations import (
    clock,
    heard,
    length,
    number,
    shown_minutes,
    steps,
    stretch,
    weekday,
)
from tests.engine.days import BERLIN, Story


def test_lengths_of_time() -> None:
    assert [stretch(n) for n in (0.4, 15, 59.6, 90, 125)] == [
        "0 min", "15 min", "1 h", "1 h 30 min", "2 h 5 min",
    ]  # fmt: skip
    assert [length(n) for n in (48, 59.6, 112.4, 300)] == ["48 s", "1 min", "1 min 52 s", "5 min"]
    assert [length(n) for n in (598, 599.6, 843)] == ["9 min 58 s", "10 min", "14 min"]
    assert [number(n) for n in (0, 1, 12, 13)] == ["no", "one", "twelve", "13"]
    assert [steps(n) for n in (1, 4)] == ["one step", "four steps"]
    assert weekday(date(2026, 11, 20)) == "Friday"
    assert clock(Story().at("09:05"), BERLIN) == "09:05"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("1 s", "1 second"),
        ("58 s", "58 seconds"),
        ("1 min", "1 minute"),
        ("next · 1 min 52 s", "next · 1 minute 52 seconds"),
        ("2 h 13 min since you last moved.", "2 hours 13 minutes since you last moved."),
        ("no room: 8 h of meetings", "no room: 8 hours of meetings"),
        ("10 min free, 1 h 1 min busy", "10 minutes free, 1 hour 1 minute busy"),
        ("Breathe out for 4 s.", "Breathe out for 4 seconds."),
        ("90–120 s", "90–120 seconds"),
        ("Next at 11:31", "Next at 11:31"),
        ("3 sets, 2 minutes, 4 hours, 5 sides", "3 sets, 2 minutes, 4 hours, 5 sides"),
        ("3.6 s", "3.6 s"),
        ("Stand-up", "Stand-up"),
    ],
)
def test_durations_are_heard_in_whole_words(written: str, said: str) -> None:
    assert heard(written) == said
    assert heard(said) == said


@given(st.integers(0, 100_000))
def test_every_duration_that_is_written_is_heard(n: int) -> None:
    for written in (length(n), stretch(n)):
        assert not re.search(r"\d (s|min|h)\b", heard(written))


def test_minutes_between_two_times_are_those_that_a_reader_counts() -> None:
    at = Story().at
    for start, end in (("17:30", "17:41:40"), ("17:30:59", "17:41"), ("17:30:20", "17:41:10")):
        assert shown_minutes(at(start), at(end)) == 11
