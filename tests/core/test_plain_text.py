"""Foreign text on one line, whatever is in it."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intermezzo.core.plain_text import escaped, one_line


@given(st.text(), st.integers(2, 300))
def test_clipped_text_is_one_short_line_that_can_be_sent(text: str, length: int) -> None:
    clipped = one_line(text, length)
    assert len(clipped) <= length
    assert not {unicodedata.category(one) for one in clipped} & {"Cc", "Zl", "Zp", "Cs"}
    assert len(clipped.splitlines()) <= 1
    assert one_line(clipped, length) == clipped
    assert clipped.encode().decode() == clipped


@given(st.text())
def test_an_escaped_name_can_be_printed_and_two_names_stay_two(name: str) -> None:
    shown = escaped(name)
    assert len(shown.splitlines()) <= 1
    assert shown.encode().decode() == shown
    assert escaped(name + "\u202e") != escaped(name + "\n") != escaped(name + "\udcff")


@pytest.mark.parametrize("name", ["Übung 1.toml", "a b.toml", "خانه\u200cها.toml", "Bild 3.04\u202fPM.toml"])
def test_an_ordinary_name_stays_as_it_is(name: str) -> None:
    assert escaped(name) == name
