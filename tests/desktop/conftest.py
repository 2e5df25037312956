"""The virtual desktop of the tests: one with a StatusNotifier host, one with an XEmbed host."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desktop.person import Person
from tests.desktop.screen_reader import ScreenReader
from virtual_desktop import Desktop, virtual_desktop


@pytest.fixture(scope="session")
def notifier_host() -> Iterator[Desktop]:
    """One desktop for the whole run; tests take ``desktop``."""
    with virtual_desktop("statusnotifier") as running:
        yield running


@pytest.fixture(scope="session")
def xembed_host() -> Iterator[Desktop]:
    """The one with the older kind of tray; tests take ``xembed_desktop``."""
    with virtual_desktop("xembed") as running:
        yield running


@pytest.fixture
def desktop(notifier_host: Desktop, tmp_path: Path) -> Iterator[Desktop]:
    """A desktop with a StatusNotifier host and a home of its own; what the test starts ends with it."""
    with notifier_host.visit({"INTERMEZZO_HOME": str(tmp_path / "home")}) as visited:
        yield visited


@pytest.fixture
def xembed_desktop(xembed_host: Desktop, tmp_path: Path) -> Iterator[Desktop]:
    """The same with the older kind of tray."""
    with xembed_host.visit({"INTERMEZZO_HOME": str(tmp_path / "home")}) as visited:
        yield visited


@pytest.fixture
def person(desktop: Desktop) -> Person:
    """Sees, points and types at ``desktop``."""
    return Person(desktop)


@pytest.fixture
def screen_reader(desktop: Desktop) -> Iterator[ScreenReader]:
    """Finds and presses what a screen reader would on ``desktop``."""
    reader = ScreenReader(desktop)
    yield reader
    reader.close()
