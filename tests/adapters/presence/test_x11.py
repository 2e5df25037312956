"""Whether the active window fills the screen, with a real X server and window manager."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from intermezzo.adapters.presence import x11
from intermezzo.core.scheduling.presence import ProbeAnswer
from tests.adapters.conftest import running
from tests.telling import told
from virtual_desktop import openbox, wait_until

pytestmark = pytest.mark.slow

YES, NO = ProbeAnswer(True, "X11"), ProbeAnswer(False, "X11")
_WINDOW = """
import sys
from PySide6.QtWidgets import QApplication, QWidget
app, window = QApplication(sys.argv), QWidget()
window.showFullScreen() if sys.argv[1] == "full" else window.show()
app.exec()
"""


@contextmanager
def window(display: str, kind: str) -> Iterator[None]:
    """A program with one window, full or normal, which has the focus as it opens."""
    words = [sys.executable, "-c", _WINDOW, kind, "-platform", "xcb"]
    with running(words, env={"DISPLAY": display}, stderr=subprocess.DEVNULL):
        yield


def test_it_is_the_active_window_that_counts(display: str, tmp_path: Path) -> None:
    def answer() -> ProbeAnswer[bool]:
        return x11.full_screen({"DISPLAY": display})

    assert told(answer().why) == ["The window manager doesn’t report the active window."]
    environment = {"DISPLAY": display, "HOME": str(tmp_path)}
    ready = tmp_path / "ready"
    with running(openbox(ready), env=environment, stderr=subprocess.DEVNULL):
        wait_until(ready.exists, what="the window manager")
        assert answer() == NO, "there is no window"
        with window(display, "full"):
            wait_until(lambda: answer() == YES, what="the window that fills the screen")
            with window(display, "normal"):
                wait_until(lambda: answer() == NO, what="the window in front of it")
            wait_until(lambda: answer() == YES, what="the one behind to be active again")
        wait_until(lambda: answer() == NO, what="the window to close")


@pytest.mark.parametrize(
    ("environment", "why"),
    [
        ({}, "No X11 display."),
        ({"DISPLAY": ":987"}, "The X server :987 can’t be reached."),
        ({"DISPLAY": ":0", "WAYLAND_DISPLAY": "w"}, "On Wayland, programs can’t see which window is active."),
    ],
)
def test_where_it_cannot_be_known(environment: dict[str, str], why: str) -> None:
    answer = x11.full_screen(environment)
    assert answer.value is None
    assert told(answer.why) == [why]
