"""The answer to the health question holds for half a year."""

from datetime import date, timedelta

import pytest

from intermezzo.core.practice.screening import HOLDS, NOT_ASKED, HealthAnswer, Screening

DAY = date(2026, 11, 20)


@pytest.mark.parametrize("answer", [HealthAnswer.NONE, HealthAnswer.ALLOWED])
def test_an_answer_that_allows_holds_for_180_days(answer: HealthAnswer) -> None:
    said = Screening(answer, DAY)
    assert timedelta(days=180) == HOLDS
    assert said.allows(DAY)
    assert said.allows(DAY + timedelta(days=179))
    assert not said.allows(DAY + timedelta(days=180))
    assert said.is_due(DAY + timedelta(days=180))


def test_a_clock_that_was_set_back_makes_it_no_shorter() -> None:
    said = Screening(HealthAnswer.NONE, DAY)
    for days in (1, 181, 20_000):
        assert said.allows(DAY - timedelta(days=days))


@pytest.mark.parametrize("answer", [HealthAnswer.SOMETHING, HealthAnswer.OPEN])
def test_something_blocks_until_it_is_answered_again(answer: HealthAnswer) -> None:
    said = Screening(answer, DAY)
    assert not said.allows(DAY)
    assert not said.allows(DAY - timedelta(days=400))
    assert not said.is_due(DAY)


def test_where_it_is_not_asked_it_never_blocks() -> None:
    assert NOT_ASKED.allows(date.max)
    assert NOT_ASKED.allows(date.min)
