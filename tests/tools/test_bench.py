"""The measurements of ``./test bench``."""

import importlib

import pytest

from bench.__main__ import measurements


@pytest.mark.parametrize("name", measurements())
def test_every_measurement_can_be_taken(name: str) -> None:
    assert callable(importlib.import_module(f"bench.{name}").measure)
