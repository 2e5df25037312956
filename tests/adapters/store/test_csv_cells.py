"""Cells of a CSV file, as a spreadsheet reads them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intermezzo.adapters.store.transfer import as_text, as_written

FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", " =", "\u3000＝", "\t=", "\ufeff=")


@pytest.mark.parametrize("start", FORMULAS)
def test_a_cell_that_begins_a_formula_is_text(start: str) -> None:
    cell = f"{start}cmd|' /C calc'!A0"
    assert as_text(cell) == f"'{cell}"
    assert as_written(as_text(cell)) == cell


@pytest.mark.parametrize("cell", ["", "seated_reset", "2026-11-16", '{"v": 1}', "a=b", "1-2"])
def test_other_cells_stay_as_they_are(cell: str) -> None:
    assert as_text(cell) == cell == as_written(cell)


@settings(max_examples=60)
@given(st.text(alphabet=st.sampled_from("'=+-@\t\r\n ＝a\ufeff\x00"), max_size=6) | st.text(max_size=20))
@pytest.mark.slow
def test_every_cell_comes_back(cell: str) -> None:
    shown = as_text(cell)
    assert shown.lstrip().lstrip("\ufeff\x00")[:1] not in set("=+-@＝＋－＠")
    assert as_written(shown) == cell
