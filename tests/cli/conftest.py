"""Commands may need a private bus, as adapters do, or be run in this process."""

import io
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from intermezzo.cli import main
from tests.adapters.conftest import bus_address, start_bus

__all__ = ["Ended", "Run", "bus_address", "run", "start_bus"]


class Ended(NamedTuple):
    """How a command ended."""

    code: int
    out: str
    err: str


Run = Callable[..., Ended]
"""Runs the words of a command with a home."""


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run commands in this process, with nothing on stdin, which saves each the start of the program."""
    monkeypatch.setattr(sys, "stdin", io.StringIO())

    def ended(home: Path, *words: str | Path) -> Ended:
        try:
            code = main(["--home", str(home), *map(str, words)])
        except SystemExit as error:
            code = int(error.code or 0)
        return Ended(code, *capsys.readouterr())

    return ended
