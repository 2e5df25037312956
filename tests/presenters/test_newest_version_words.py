"""What is told of newer versions."""

from intermezzo.presenters.program import newest_line

PAGE = "https://example.org/"


def test_a_newer_version_is_told_with_the_page_that_has_it() -> None:
    assert newest_line("0.2.0", "0.1.0", PAGE) == "Version 0.2.0 is available at https://example.org/"


def test_the_newest_version_is_told_as_such() -> None:
    assert newest_line("0.1.0", "0.1.0", PAGE) == newest_line("0.1.0", "0.2.0", PAGE)
    assert newest_line("0.1.0", "0.1.0", PAGE) == "You have the newest version."


def test_a_page_that_has_not_answered_is_told_too() -> None:
    assert newest_line("", "0.1.0", PAGE).startswith("The page of releases hasn’t answered yet.")
