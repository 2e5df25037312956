"""The measurements of ``./test bench``."""

import importlib
import json
import subprocess
import sys

import pytest

from bench.__main__ import measurements


@pytest.mark.parametrize("name", measurements())
def test_every_measurement_can_be_taken(name: str) -> None:
    assert callable(importlib.import_module(f"bench.{name}").measure)


@pytest.mark.slow
def test_the_process_of_the_library_draws_every_figure() -> None:
    done = subprocess.run([sys.executable, "-m", "bench.library"], check=True, capture_output=True, text=True)
    assert set(json.loads(done.stdout)) == {"imports", "load", "figure", "slowest_figure"}
