"""When the page of releases is asked, and which version is newer."""

from datetime import UTC, datetime, timedelta

import pytest

from intermezzo.core.newest_version import is_due, is_newer, plain

NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("ago", "due"),
    [
        (timedelta(0), False),
        (timedelta(days=7) - timedelta(seconds=1), False),
        (timedelta(days=7), True),
        (timedelta(days=400), True),
        (-timedelta(seconds=1), True),  # the clock was ahead then
    ],
)
def test_it_is_asked_once_a_week(ago: timedelta, *, due: bool) -> None:
    assert is_due(NOW - ago, NOW) is due


def test_it_is_due_if_nobody_has_asked() -> None:
    assert is_due(None, NOW)


@pytest.mark.parametrize(
    ("tag", "version"),
    [
        ("v0.2.0", "0.2.0"),
        ("0.2.0", "0.2.0"),
        ("v10.0.12", "10.0.12"),
        ("v0.2.0-rc1", ""),
        ("0.2", ""),
        ("latest", ""),
        ("", ""),
        ("v0.2.0\n", ""),
        ("v٠.٢.٠", ""),
        ("v" + "9" * 5000 + ".0.0", ""),
    ],
)
def test_a_tag_names_a_version_or_none(tag: str, version: str) -> None:
    assert plain(tag) == version


@pytest.mark.parametrize(
    ("version", "than", "newer"),
    [
        ("0.2.0", "0.1.0", True),
        ("0.10.0", "0.9.9", True),
        ("0.1.0", "0.1.0", False),
        ("0.1.0", "0.2.0", False),
        ("", "0.1.0", False),
        ("0.2.0", "0.1.0.dev1", False),
    ],
)
def test_versions_are_compared_by_their_numbers(version: str, than: str, *, newer: bool) -> None:
    assert is_newer(version, than) is newer
