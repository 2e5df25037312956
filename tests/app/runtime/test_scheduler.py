"""The ticker: one timer, the GUI thread, nothing lost and nothing doubled."""

import datetime as real
import logging
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from time import monotonic
from zoneinfo import ZoneInfo

import pytest
from apscheduler.schedulers import base
from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, QThread, QTimer, Signal
from pytestqt.qtbot import QtBot

from intermezzo.app.runtime.scheduler import LONGEST_WAIT, Scheduler
from intermezzo.core.override import override

pytestmark = pytest.mark.slow


class Shifted(real.datetime):
    """The clock that APScheduler reads, moved by ``by``."""

    by = timedelta()

    @classmethod
    @override
    def now(cls, tz: real.tzinfo | None = None) -> "Shifted":
        moved = real.datetime.now(tz) + cls.by
        return cls.combine(moved.date(), moved.timetz())


def now() -> datetime:
    return datetime.now(UTC) + Shifted.by


class Heard(QObject):
    """Remembers calls, and says so."""

    called = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []
        self.threads: list[QThread] = []

    def hear(self, name: str) -> None:
        self.names.append(name)
        self.threads.append(QThread.currentThread())
        self.called.emit(name)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> type[Shifted]:
    monkeypatch.setattr(Shifted, "by", timedelta())
    monkeypatch.setattr(base, "datetime", Shifted)  # private: APScheduler reads this clock and takes no other
    return Shifted


@pytest.fixture
def ticker(qtbot: QtBot) -> Iterator[Scheduler]:
    one = Scheduler(now, monotonic, longest_wait=0.05)
    yield one
    one.stop()


@pytest.fixture
def heard(qtbot: QtBot) -> Heard:
    return Heard()


def later(seconds: float) -> datetime:
    return now() + timedelta(seconds=seconds)


def timer_of(ticker: Scheduler) -> QTimer:
    (timer,) = ticker.findChildren(QTimer)
    return timer


def test_five_hundred_changes_leave_one_timer_and_one_run(
    qtbot: QtBot, heard: Heard, caplog: pytest.LogCaptureFixture
) -> None:
    ticker = Scheduler(now, monotonic)
    caplog.set_level(logging.DEBUG, "apscheduler")
    due = later(0.4)
    for _ in range(500):
        ticker.at("offer", due, lambda: heard.hear("offer"))
    with qtbot.waitSignal(heard.called):
        pass
    assert heard.names == ["offer"]
    rounds = [one for one in caplog.messages if one == "Looking for jobs to run"]
    assert 1 <= len(rounds) <= 4, (
        "one for the changes, one at the due time, one for a timer that came a hair early"
    )
    assert not timer_of(ticker).isActive(), "nothing to wait for, nothing that wakes us"
    ticker.stop()


def test_jobs_run_in_the_gui_thread(qtbot: QtBot, ticker: Scheduler, heard: Heard) -> None:
    with qtbot.waitSignal(heard.called):
        ticker.at("one", later(0), lambda: heard.hear("one"))
    app = QCoreApplication.instance()
    assert app is not None
    assert heard.threads == [app.thread()]


def test_a_moment_that_has_passed_is_called_at_once(qtbot: QtBot, ticker: Scheduler, heard: Heard) -> None:
    with qtbot.waitSignal(heard.called):
        ticker.at("late", later(-3600), lambda: heard.hear("late"))
    assert heard.names == ["late"]


def test_the_wait_is_capped_so_that_a_jump_forward_is_seen(
    qtbot: QtBot, clock: type[Shifted], ticker: Scheduler, heard: Heard
) -> None:
    ticker.at("offer", later(3600), lambda: heard.hear("offer"))
    QCoreApplication.processEvents()
    with qtbot.waitSignal(heard.called):
        clock.by = timedelta(hours=2)
    assert heard.names == ["offer"]


def test_a_job_that_is_far_is_looked_at_after_the_longest_wait(qtbot: QtBot) -> None:
    ticker = Scheduler(now, monotonic)
    ticker.every("heartbeat", 240, lambda: None)
    with qtbot.waitSignal(timer_of(ticker).timeout):
        pass
    assert timer_of(ticker).interval() == LONGEST_WAIT * 1000
    ticker.stop()


def test_ten_years_forward_cost_one_run(
    qtbot: QtBot, clock: type[Shifted], ticker: Scheduler, heard: Heard
) -> None:
    ticker.every("beat", 30, lambda: heard.hear("beat"))
    QCoreApplication.processEvents()
    with qtbot.waitSignal(heard.called):
        clock.by = timedelta(days=3650)
    assert heard.names == ["beat"]


def test_a_clock_set_back_does_not_silence_what_repeats(
    qtbot: QtBot, clock: type[Shifted], ticker: Scheduler, heard: Heard
) -> None:
    ticker.every("beat", 60, lambda: heard.hear("beat"))
    QCoreApplication.processEvents()
    clock.by = timedelta(hours=-2)
    with qtbot.waitSignals([timer_of(ticker).timeout] * 2):
        pass
    with qtbot.waitSignal(heard.called):
        clock.by += timedelta(seconds=61)
    assert heard.names == ["beat"]


@pytest.mark.parametrize("hours", [-2, 2, -87_600, 87_600])
def test_a_clock_that_is_set_neither_delays_nor_hastens_a_span(
    qtbot: QtBot, clock: type[Shifted], ticker: Scheduler, heard: Heard, hours: int
) -> None:
    began = monotonic()
    ticker.after("retry", 0.3, lambda: heard.hear("retry"))
    with qtbot.waitSignals([ticker.jumped, heard.called]):
        clock.by = timedelta(hours=hours)
    assert monotonic() - began >= 0.3
    assert heard.names == ["retry"]


def test_a_clock_that_is_set_is_told_once(qtbot: QtBot, clock: type[Shifted], ticker: Scheduler) -> None:
    told: list[None] = []
    ticker.jumped.connect(lambda: told.append(None))
    ticker.every("beat", 3600, lambda: None)
    with qtbot.waitSignal(ticker.jumped):
        clock.by = timedelta(minutes=-5)
    with qtbot.waitSignals([timer_of(ticker).timeout] * 3):
        pass
    assert told == [None]


def test_a_daily_job_survives_a_clock_that_was_years_ahead(
    qtbot: QtBot, clock: type[Shifted], ticker: Scheduler, heard: Heard
) -> None:
    clock.by = timedelta(days=3650)
    ticker.daily("backup", time(3, 0), UTC, lambda: heard.hear("backup"))
    clock.by = timedelta()
    with qtbot.waitSignal(timer_of(ticker).timeout):
        pass
    assert heard.names == []
    with qtbot.waitSignal(heard.called):
        clock.by = timedelta(hours=25)
    assert heard.names == ["backup"]


def test_a_clock_set_back_by_two_hours_does_not_repeat_the_day(
    qtbot: QtBot, clock: type[Shifted], ticker: Scheduler, heard: Heard
) -> None:
    at = later(60)
    ticker.daily("backup", at.time(), UTC, lambda: heard.hear("backup"))
    with qtbot.waitSignal(heard.called):
        clock.by = timedelta(seconds=61)
    for seconds in (-2 * 3600, 61, 86_400):
        clock.by = timedelta(seconds=seconds)
        with qtbot.waitSignals([timer_of(ticker).timeout] * 2):
            pass
        assert heard.names == ["backup"]
    with qtbot.waitSignal(heard.called):
        clock.by = timedelta(seconds=86_400 + 61)
    assert heard.names == ["backup"] * 2


def test_a_callback_may_put_itself_in_its_own_place(qtbot: QtBot, ticker: Scheduler, heard: Heard) -> None:
    def turn() -> None:
        heard.hear("turn")
        if len(heard.names) < 3:
            ticker.at("turn", later(0.01), turn)

    with qtbot.waitSignals([heard.called] * 3):
        ticker.at("turn", later(0), turn)
    assert heard.names == ["turn"] * 3


def test_a_callback_can_cancel_and_replace_what_is_due_in_the_same_round(
    qtbot: QtBot, ticker: Scheduler, heard: Heard
) -> None:
    moment = later(0.05)

    def first() -> None:
        heard.hear("first")
        ticker.cancel("second")
        ticker.at("third", later(0.1), lambda: heard.hear("new third"))

    ticker.at("first", moment, first)
    ticker.at("second", moment + timedelta(microseconds=1), lambda: heard.hear("second"))
    ticker.at("third", moment + timedelta(microseconds=2), lambda: heard.hear("old third"))
    with qtbot.waitSignals([heard.called] * 2):
        pass
    assert heard.names == ["first", "new third"]


def test_a_job_that_raises_is_told_and_the_next_one_runs(
    qtbot: QtBot, ticker: Scheduler, heard: Heard, caplog: pytest.LogCaptureFixture
) -> None:
    def broken() -> None:
        raise ValueError("no such slot")

    lines: list[tuple[str, str]] = []
    ticker.failed.connect(lambda name, line: lines.append((name, line)))
    with qtbot.waitSignal(heard.called):
        ticker.at("broken", later(0), broken)
        ticker.at("sound", later(0.05), lambda: heard.hear("sound"))
    assert lines == [("broken", "ValueError: no such slot")]
    assert [record.levelno for record in caplog.records if record.exc_info] == [logging.ERROR]


def test_a_job_that_raises_every_time_stays_scheduled(qtbot: QtBot, ticker: Scheduler) -> None:
    def broken() -> None:
        raise ValueError

    with qtbot.waitSignals([ticker.failed] * 3):
        ticker.every("broken", 0.02, broken)


def test_after_stop_nothing_is_called_and_no_timer_runs(qtbot: QtBot, heard: Heard) -> None:
    ticker = Scheduler(now, monotonic)
    moment = later(0.05)

    def last() -> None:
        heard.hear("last")
        ticker.stop()

    ticker.at("last", moment, last)
    ticker.at("never", moment + timedelta(microseconds=1), lambda: heard.hear("never"))
    ticker.every("nor this", 0.01, lambda: None)
    with qtbot.waitSignal(heard.called):
        pass
    QCoreApplication.processEvents()
    ticker.stop()
    assert heard.names == ["last"]
    assert not any(timer.isActive() for timer in ticker.findChildren(QTimer))


def test_a_blocked_loop_delays_a_job_and_does_not_lose_it(
    qtbot: QtBot, ticker: Scheduler, heard: Heard, clock: type[Shifted]
) -> None:
    ticker.every("beat", 60, lambda: heard.hear("beat"))
    ticker.at("offer", later(30), lambda: heard.hear("offer"))
    clock.by = timedelta(minutes=5)
    with qtbot.waitSignals([heard.called] * 2):
        pass
    assert sorted(heard.names) == ["beat", "offer"]


def test_a_callback_with_its_own_event_loop_does_not_stop_the_others(
    qtbot: QtBot, ticker: Scheduler, heard: Heard
) -> None:
    loop = QEventLoop()
    ticker.at("dialog", later(0), loop.exec)
    heard.called.connect(loop.quit)
    ticker.at("other", later(0.05), lambda: heard.hear("other"))
    with qtbot.waitSignal(heard.called):
        pass
    assert heard.names == ["other"]


def test_local_zones_are_fine(qtbot: QtBot, ticker: Scheduler, heard: Heard) -> None:
    with qtbot.waitSignal(heard.called):
        ticker.at("zoned", later(0).astimezone(ZoneInfo("Australia/Lord_Howe")), lambda: heard.hear("zoned"))
    assert heard.names == ["zoned"]
