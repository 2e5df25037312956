"""Killed at any moment, or refused any step by the system, nothing is lost, broken or left behind."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests.kills import failing, killing
from tests.kills.kinds import KINDS

KILLS = int(os.environ.get("KILLS", "60"))
"""Of all kinds together; ``./test kills`` says how many."""
SEED = 20261116
STRIDE = 1 if "KILLS" in os.environ else 37
"""Every so many steps are let fail, an odd number so both ways take turns; ``./test kills`` lets each."""


@pytest.fixture(scope="module")
def place() -> Iterator[Path]:
    """A folder with a short path, because that of a socket must be short."""
    with tempfile.TemporaryDirectory(prefix="kills-", dir="/tmp") as folder:
        (Path(folder) / "run").mkdir(mode=0o700)
        yield Path(folder)


class Programs:
    """The two programs, which run side by side: each waits more than it works."""

    def __init__(self, place: Path) -> None:
        run = str(place / "run")
        env = {
            **os.environ, "HOME": str(place), "XDG_STATE_HOME": str(place / "state"), "XDG_RUNTIME_DIR": run,
            "TMPDIR": run,
        }  # fmt: skip

        def start(program: ModuleType, *words: object) -> "subprocess.Popen[str]":
            return subprocess.Popen(
                [sys.executable, "-m", program.__name__, *map(str, words)],
                env=env, stdout=subprocess.PIPE, text=True,
            )  # fmt: skip

        self.killing = start(killing, place / "kills", KILLS, SEED)
        self.failing = start(failing, place / "failing", STRIDE)

    def end(self) -> None:
        """End what still runs."""
        for one in (self.killing, self.failing):
            if one.poll() is None:
                one.kill()
                one.communicate()


def found_by(program: "subprocess.Popen[str]") -> list[dict[str, Any]]:
    """Wait until the program ends, and return what it has found."""
    text, _error = program.communicate()
    assert program.returncode == 0
    return [json.loads(line) for line in text.splitlines()]


@pytest.fixture(scope="module")
def programs(place: Path) -> Iterator[Programs]:
    started = Programs(place)
    yield started
    started.end()


@pytest.fixture(scope="module")
def kills(programs: Programs) -> Mapping[str, dict[str, Any]]:
    """What was found of each kind of work after its kills."""
    return {one["name"]: one for one in found_by(programs.killing)}


def test_all_kills_were_made(kills: Mapping[str, dict[str, Any]]) -> None:
    assert sum(one["kills"] for one in kills.values()) == KILLS


@pytest.mark.parametrize("name", KINDS)
def test_a_kill_costs_nothing(kills: Mapping[str, dict[str, Any]], name: str) -> None:
    assert kills[name]["acts"] >= kills[name]["kills"]
    assert kills[name]["wrong"] == []


@pytest.fixture(scope="module")
def failures(programs: Programs) -> Mapping[tuple[str, str], dict[str, Any]]:
    """What was found of each kind of work after the system had refused its steps, in each way."""
    return {(one["name"], one["how"]): one for one in found_by(programs.failing)}


@pytest.mark.parametrize(("name", "how"), failing.WAYS)
def test_a_step_that_fails_is_told_and_costs_nothing(
    failures: Mapping[tuple[str, str], dict[str, Any]], name: str, how: str
) -> None:
    found = failures[name, how]
    assert found["wrong"] == []
    assert found["steps"] > 0
    if how == "size":  # no byte can be written at first: that cannot be kept from the user
        assert found["told"] > 0
