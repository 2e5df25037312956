"""The app in this process, on clocks that run at speed; a long soak has a real desktop."""

import os
from collections.abc import Iterator
from datetime import datetime, tzinfo
from types import SimpleNamespace

import pytest
from apscheduler.schedulers import base

from tests.app.conftest import Time, at, home, house, make
from virtual_desktop import Desktop, virtual_desktop

__all__ = ["at", "home", "house", "make"]

DAYS = int(os.environ.get("SOAK_DAYS", "0"))
"""How many days ``./test soak`` wants; 0 in all other runs, which take a few hours of one day."""
HOURS = int(os.environ.get("SOAK_HOURS", "10"))
"""How many hours of work each of them has, from two to ten."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the long soak to ``./test soak``, and the short one to all other runs."""
    other = [item for item in items if item.get_closest_marker("soak") and not DAYS]
    if DAYS:
        other = [item for item in items if not item.get_closest_marker("soak")]
    items[:] = [item for item in items if item not in other]
    config.hook.pytest_deselected(items=other)


@pytest.fixture(autouse=True)
def jobs_at_speed(at: Time, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the scheduler's library go by the clocks of the soak: it reads the real one by itself."""

    def now(zone: tzinfo) -> datetime:
        return at.now.astimezone(zone)

    monkeypatch.setattr(base, "datetime", SimpleNamespace(now=now))


@pytest.fixture(scope="session")
def desktop() -> Iterator[Desktop | None]:
    """The desktop of a long soak, with a tray host that can go away."""
    if not DAYS:
        yield None
        return
    with virtual_desktop() as running, pytest.MonkeyPatch.context() as patch:
        for name, value in running.env.items():
            patch.setenv(name, value)
        yield running


@pytest.fixture(scope="session")
def qapp_args(desktop: Desktop | None) -> list[str]:
    """Let the application begin after its desktop."""
    return ["soak"]
