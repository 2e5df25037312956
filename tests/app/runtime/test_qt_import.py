"""What PySide6 does to the process, and what we undo."""

import subprocess
import sys

from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot


def python(code: str) -> str:
    return subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True
    ).stdout.strip()


def test_the_trap_is_still_there() -> None:
    code = (
        "import builtins; was = builtins.__import__; import PySide6.QtCore; print(was is builtins.__import__)"
    )
    assert python(code) == "False", "PySide6 no longer replaces __import__: qt_import.py can go"


def test_import_qt_leaves_import_as_it_was() -> None:
    code = (
        "import builtins; was = builtins.__import__;"
        "from intermezzo.app.runtime.qt_import import import_qt; import_qt();"
        "import PySide6.QtWidgets, PySide6.QtNetwork, PySide6.QtSvg;"
        "print(was is builtins.__import__)"
    )
    assert python(code) == "True"


def test_timers_do_not_lose_references_to_none(qtbot: QtBot) -> None:
    timer = QTimer()
    before = sys.getrefcount(None)
    for _ in range(2000):
        timer.start(1000)
        timer.stop()
    assert abs(sys.getrefcount(None) - before) < 100, (
        "PySide6 6.12 on Python 3.11 loses one a call and aborts"
    )
