"""Marks every test here with ``fuzz``."""

from pathlib import Path

import pytest

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests of this folder; ``./test quick`` leaves them out."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker("fuzz")
            item.add_marker("slow")
