"""The questions of the last days survive a restart."""

from datetime import date, timedelta

import pytest

from intermezzo.core.practice.progression.questions import AskedQuestion
from intermezzo.engine.asked import read, written

TODAY = date(2026, 11, 20)
ASKED = [AskedQuestion("go_on", TODAY, "o1"), AskedQuestion("morning", TODAY)]


@pytest.mark.parametrize(("days", "kept"), [(1, True), (14, True), (15, False)])
def test_those_of_today_are_read_again_and_those_that_are_not_asked_twice(days: int, kept: bool) -> None:
    before = AskedQuestion("morning", TODAY - timedelta(days=days), "o0")
    assert read(written([before, *ASKED], TODAY)) == [*([before] if kept else []), *ASKED]


@pytest.mark.parametrize(
    "fact", [None, "", "[]", "{", "5", "null", "[1]", '[{"code": "go_on"}]', '[{"code": 5}]',
             '[{"code": "go_on", "day": "today", "occurrence": ""}]'],
)  # fmt: skip
def test_what_cannot_be_read_is_none(fact: str | None) -> None:
    assert read(fact) == []
