"""What the app stands on: a Qt that keeps its references, and tests that stay off the user's desktop."""

import os
import sys
from importlib.metadata import version
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from intermezzo import __version__


def test_pyside_is_older_than_the_release_that_loses_references() -> None:
    major, minor = (int(part) for part in version("PySide6-Essentials").split(".")[:2])
    assert (6, 8) <= (major, minor) < (6, 12)


def test_a_thousand_timer_starts_drop_no_reference_to_none(qapp: QApplication) -> None:
    """PySide6 6.12.0 under CPython 3.11 loses one for every void call, and aborts after some thousand."""
    timer = QTimer(qapp)
    before = sys.getrefcount(None)
    for _ in range(2000):
        timer.start(60_000)
    timer.stop()
    assert sys.getrefcount(None) > before - 200


def test_the_program_and_its_package_have_the_same_version() -> None:
    assert __version__ == version("intermezzo")


def test_python_is_new_enough() -> None:
    assert sys.version_info >= (3, 11)


def test_no_test_reaches_the_desktop_or_the_history_of_whoever_runs_it() -> None:
    assert os.environ["QT_QPA_PLATFORM"] == "offscreen"
    assert not {"DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS"} & set(os.environ)
    assert Path.home() not in Path(os.environ["INTERMEZZO_HOME"]).parents
