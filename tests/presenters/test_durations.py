"""Times of day and lengths of time in words."""

from datetime import date

from intermezzo.presenters.durations import clock, length, number, spoken_length, steps, stretch, weekday
from tests.engine.days import BERLIN, Story


def test_lengths_of_time() -> None:
    assert [stretch(n) for n in (0.4, 15, 59.6, 90, 125)] == ["0 min", "15 min", "1 h", "1 h 30", "2 h 05"]
    assert [length(n) for n in (48, 59.6, 112.4, 300)] == ["48 s", "1 min", "1 min 52", "5 min"]
    assert [spoken_length(n) for n in (1, 58, 60, 112.4)] == [
        "1 second", "58 seconds", "1 minute", "1 minute 52 seconds",
    ]  # fmt: skip
    assert [number(n) for n in (0, 1, 12, 13)] == ["no", "one", "twelve", "13"]
    assert [steps(n) for n in (1, 4)] == ["one step", "four steps"]
    assert weekday(date(2026, 11, 20)) == "Friday"
    assert clock(Story().at("09:05"), BERLIN) == "09:05"
