"""Marks every test here as slow."""

from pathlib import Path

import pytest

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """``./test quick`` leaves them out."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker("slow")
