"""What holds for every test: no test reaches the developer's own desktop, bus, settings or history."""

import gc
import os
import signal
import tempfile
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings
from pytestqt.qtbot import QtBot

from intermezzo.app.runtime.qt_import import import_qt
from intermezzo.core.override import override
from intermezzo.presenters.program import install_program

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

import_qt()  # as the app does, before pytest-qt or a test imports it in another way
gc.disable()  # until all is imported and collected: what that makes is no garbage

for _name in ("DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "LANGUAGE", "LC_ALL", "LC_MESSAGES"):
    os.environ.pop(_name, None)
# A shell has what it starts in the background ignore SIGINT, and so would all that the tests start.
signal.signal(signal.SIGINT, signal.default_int_handler)
os.environ["LANG"] = "C.UTF-8"
os.environ["QT_QPA_PLATFORM"] = "offscreen"
_home = tempfile.TemporaryDirectory(prefix="intermezzo-tests-")
os.environ["INTERMEZZO_HOME"] = _home.name

# Machines differ in speed, not in truth: no deadline for a single example, and the same examples each time.
settings.register_profile("house", deadline=None, derandomize=True)
settings.load_profile("house")


PATIENCE_MS = 60_000
"""How long a test waits for what must come. A wait ends with its fact: only a failure takes so long."""


class PatientBot(QtBot):
    """A QtBot whose waits are long enough for a busy machine."""

    @override
    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = PATIENCE_MS) -> None:  # noqa: N802 - its own name
        super().waitUntil(callback, timeout=timeout)

    @override
    def waitSignal(self, signal: Any, *, timeout: int = PATIENCE_MS, **how: Any) -> Any:  # noqa: N802 - its own name
        return super().waitSignal(signal, timeout=timeout, **how)

    @override
    def waitSignals(self, signals: Any, *, timeout: int = PATIENCE_MS, **how: Any) -> Any:  # noqa: N802 - its own name
        return super().waitSignals(signals, timeout=timeout, **how)


@pytest.fixture
def qtbot(qapp: "QApplication", request: pytest.FixtureRequest) -> PatientBot:
    """Replace the fixture of pytest-qt, which waits for five seconds."""
    return PatientBot(request)


@pytest.fixture(autouse=True)
def _plain_name() -> Iterator[None]:
    """After a command that ran in this process, hints name this program plainly again."""
    yield
    install_program("intermezzo")


_waiting: list[pytest.Item] = []
"""Tests that need the extra ``voice``, where it is not installed."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the tests that need the extra ``voice`` to ``./test voice``."""
    from intermezzo.ui.sound.outlet import extra_there

    if not extra_there():
        _waiting.extend(item for item in items if item.get_closest_marker("voice"))
        items[:] = [item for item in items if item not in _waiting]
        config.hook.pytest_deselected(items=_waiting)


def pytest_collection_finish() -> None:
    """Look for garbage less often, and not among what was imported and collected, which stays to the end.

    With the many objects of so many tests this takes a tenth of the processor time from most of them.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 10, 10)
    gc.enable()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name what was not proved here."""
    if _waiting:
        terminalreporter.write_line(
            f"{len(_waiting)} tests of voice and tones need the extra: ./test voice runs them."
        )


def pytest_unconfigure() -> None:
    """Take the home away that no test should have needed."""
    _home.cleanup()
