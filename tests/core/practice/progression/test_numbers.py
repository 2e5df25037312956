"""The page of the numbers is generated from their table."""

from tools.practice import PAGE, text


def test_the_page_has_the_numbers_of_the_table() -> None:
    assert PAGE.read_text(encoding="utf-8") == text(), "run: python -m tools.practice"
