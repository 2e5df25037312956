"""Whichever thread makes garbage, the GUI thread takes it away."""

import gc
import subprocess
import sys
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from intermezzo.app.runtime.garbage import GarbageCollection


@pytest.fixture
def collection(qtbot: QtBot) -> Iterator[GarbageCollection]:
    made = GarbageCollection()
    yield made
    made.stop()
    assert gc.isenabled()


@pytest.mark.usefixtures("collection")
def test_an_object_in_a_cycle_is_deleted_in_the_gui_thread(qtbot: QtBot) -> None:
    deleted_in: list[int] = []
    one = QObject()
    one.destroyed.connect(lambda: deleted_in.append(threading.get_ident()))
    one.cycle = one  # type: ignore[attr-defined]
    gone = weakref.ref(one)
    del one
    kept: list[list[int]] = []
    worker = threading.Thread(target=lambda: kept.extend([n] for n in range(200_000)))
    worker.start()
    worker.join()
    assert gone() is not None, "another thread collects nothing"
    qtbot.waitUntil(lambda: gone() is None)
    assert deleted_in == [threading.get_ident()]


def test_what_the_start_leaves_is_not_looked_at_again() -> None:
    # In a process of its own: what is left alone is so for good.
    code = """
import gc
from intermezzo.app.runtime.garbage import leave_alone
class One: pass
kept = One()
leave_alone()
assert all(one is not kept for one in gc.get_objects())
later = One()
assert any(one is later for one in gc.get_objects())
"""
    subprocess.run([sys.executable, "-c", code], check=True)
