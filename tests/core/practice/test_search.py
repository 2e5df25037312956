"""What somebody typed is found whatever its case and its accents."""

import pytest

from intermezzo.core.practice.search import folded, matches


@pytest.mark.parametrize(
    ("wanted", "text", "there"),
    [
        ("", "Bird dog", True),
        ("DOG  bird", "Bird dog", True),
        ("dogs", "Bird dog", False),
        ("elan", "Élan vers l’avant", True),
        ("élan", "Elan", True),
        ("fusse", "Füße", True),
        ("bird cat", "Bird dog", False),
    ],
)
def test_every_word_is_found_without_case_and_accents(wanted: str, text: str, there: bool) -> None:
    assert matches(wanted, folded(text)) is there
