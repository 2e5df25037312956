"""Dates as people type them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intermezzo.core.faults import Fault
from intermezzo.presenters.dates import shown_date, typed_date

DAY = date(2026, 12, 20)


@pytest.mark.parametrize(
    "text",
    [
        "2026-12-20", "20.12.2026", "20. 12. 2026", " 20.12.26 ", "20/12/2026", "12/20/2026", "20-12-2026",
        "2026/12/20", "2026.12.20", "20 Dec 2026", "20. December 2026", "december 20, 2026", "Dec 20 2026",
        "20 12 2026",
    ],
)  # fmt: skip
def test_every_usual_way_is_read(text: str) -> None:
    assert typed_date(text) == DAY


def test_of_two_numbers_the_first_is_the_day_and_the_month_is_shown_by_name() -> None:
    assert shown_date(typed_date("05/06/2026")) == "5 Jun 2026"


@pytest.mark.parametrize(
    "text", ["", "soon", "31.2.2026", "2026-13-40", "20.12.", "20.12.126", "20 De 2026", "1"]
)
def test_anything_else_is_refused_with_examples(text: str) -> None:
    with pytest.raises(Fault, match=r"20\.12\.2026"):
        typed_date(text)


@given(st.dates(date(1900, 1, 1), date(9999, 12, 31)))
def test_what_is_shown_is_read_back(day: date) -> None:
    assert typed_date(shown_date(day)) == day
    assert typed_date(day.isoformat()) == day
    assert typed_date(f"{day.day}.{day.month}.{day.year}") == day
