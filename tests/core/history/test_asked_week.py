"""The week that a person asks for."""

from datetime import date

import pytest

from intermezzo.core.faults import Malformed
from intermezzo.core.history.statistics import asked_week

FRIDAY = date(2026, 11, 20)  # in week 47


@pytest.mark.parametrize(
    ("text", "key"),
    [("47", "2026-W47"), ("W46", "2026-W46"), ("week 3", "2026-W03"), ("48", "2025-W48"),
     ("2026-W47", "2026-W47"), ("2025-w01", "2025-W01"), (" 17.11.2026 ", "2026-W47"), ("17.11.", "2026-W47"),
     ("24.12.", "2025-W52"), ("2026-11-16", "2026-W47"), ("2026-11-15", "2026-W46"),
     ("1. 1. 2026", "2026-W01")],
)  # fmt: skip
def test_it_is_understood(text: str, key: str) -> None:
    assert asked_week(text, FRIDAY) == key


@pytest.mark.parametrize(
    "text", ["", "soon", "54", "0", "2026-W60", "31.2.2026", "2026-13-01", "2026-11-1", "17/11/2026"]
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(Malformed, match=r"^argument\.week text"):
        asked_week(text, FRIDAY)


@pytest.mark.parametrize("text", ["2026-W48", "23.11.2026", "2027-01-01"])
def test_what_is_to_come_is_said_to_be(text: str) -> None:
    with pytest.raises(Malformed, match=r"^argument\.week_to_come"):
        asked_week(text, FRIDAY)
