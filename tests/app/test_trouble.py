"""What goes wrong inside is caught, logged and shown quietly once; windows leave nothing behind."""

import gc
import logging
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Thread

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

from intermezzo.app import commands
from intermezzo.core.history.events import EventKind
from intermezzo.core.scheduling.week_summary_time import STALE
from tests.app.conftest import House

pytestmark = pytest.mark.slow


def log(house: House) -> str:
    return (house.home / "log" / "intermezzo.log").read_text()


def broken() -> None:
    raise ZeroDivisionError("a bug of ours")


@pytest.mark.qt_no_exception_capture
@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_an_exception_in_a_slot_a_thread_and_a_job(house: House, capsys: pytest.CaptureFixture[str]) -> None:
    QTimer.singleShot(0, broken)
    house.until(lambda: "ours" in house.notices.lines)
    assert "ZeroDivisionError" in house.notices.lines["ours"]
    assert log(house).count("Traceback") == 1

    house.notices.clear("ours")
    QTimer.singleShot(0, broken)
    house.until(lambda: log(house).count("Traceback") == 2)
    QApplication.processEvents()
    assert "ours" not in house.notices.lines, "once an hour is enough"

    thread = Thread(target={}.__getitem__, args=("no such key",))
    thread.start()
    thread.join()
    house.until(lambda: "KeyError" in house.notices.lines.get("ours", ""))
    house.context.scheduler.at("broken", datetime.now(UTC), broken)
    house.until(lambda: "job broken" in log(house))
    assert "ZeroDivisionError" in house.notices.lines["ours"]
    assert house.say("status")[0], "and it goes on"
    capsys.readouterr()


@pytest.mark.qt_no_exception_capture
def test_a_command_that_stumbles_over_a_bug_is_answered(
    house: House, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(commands, "status", lambda *_: broken())
    ok, line, data = house.say("status")
    assert (ok, data) == (False, {"ours": True})
    assert "ZeroDivisionError" in line
    assert "Traceback" in log(house)
    capsys.readouterr()


def test_a_quiet_line_goes_by_itself(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    scheduler = house.context.scheduler
    calls: dict[str, Callable[[], object]] = {}
    monkeypatch.setattr(scheduler, "after", lambda name, _seconds, call: calls.update({name: call}))
    house.notices.show("ours", "Something.")
    first = calls["notice ours"]
    house.notices.show("ours", "Something else.")
    first()
    assert house.notices.lines["ours"] == "Something else.", "a newer line has its own hour"
    calls["notice ours"]()
    assert "ours" not in house.notices.lines


def test_windows_opened_and_closed_again_leave_nothing(house: House, qapp: QApplication) -> None:
    names = ("today", "settings", "welcome", "week")
    # No offer may come meanwhile: its card builds what it needs at the first one.
    assert house.say("pause", "1h")[0]
    house.until(lambda: house.engine.offer is None)

    def once(name: str) -> None:
        assert house.say("show", name)[0]
        for window in qapp.topLevelWidgets():
            window.close()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def count() -> tuple[int, int]:
        gc.collect()
        return len(qapp.topLevelWidgets()), len(house.app.findChildren(QObject)) + sum(
            len(one.findChildren(QObject)) for one in qapp.topLevelWidgets()
        )

    for name in names * 2:
        once(name)
    before = count()
    for name in names:  # the count is exact: one thing left by one opening shows
        once(name)
    assert count() == before


def test_the_nightly_copy_is_made_and_a_fault_is_one_line(house: House) -> None:
    house.runtime.jobs.back_up()
    copies = house.home / "backups"
    house.until(lambda: list(copies.glob("*.sqlite*")) and not list(copies.glob(".part*")))
    for one in copies.iterdir():
        one.unlink()
    (house.home / "backups").rmdir()
    (house.home / "backups").write_text("in the way")
    house.runtime.jobs.back_up()
    house.until(lambda: "backup" in house.notices.lines)


def test_the_summary_comes_once_and_never_late(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    jobs = house.runtime.jobs
    jobs.summarise(house.context.now() - STALE - timedelta(minutes=1))
    QApplication.processEvents()
    assert "week" not in house.notices.lines
    jobs.summarise(house.context.now())
    house.until(lambda: house.notices.lines.get("week"))


def test_the_log_knows_of_nothing_after_a_quiet_day(house: House) -> None:
    house.say("moved")
    house.leave()
    assert "Traceback" not in log(house)
    assert logging.getLogger("intermezzo").isEnabledFor(logging.INFO)


def test_rows_that_the_database_had_no_time_for_are_there_after_the_next_start(
    make: Callable[..., House], home: Path
) -> None:
    first = make().start()
    with closing(sqlite3.connect(home / "intermezzo.sqlite3", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        first.app.dispatch(("moved",))
        first.leave()
        other.execute("ROLLBACK")
    assert [one.name for one in home.glob("unwritten*")] == ["unwritten-1.json"]
    again = make().start()
    assert [event.kind for event in again.engine.state.events].count(EventKind.DONE_ALREADY) == 1
    assert not list(home.glob("unwritten*"))
