"""The animator: frames at their time, prepared in batches, and nothing after its widget is gone."""

import gc
import weakref
from collections.abc import Iterator, Sequence

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from intermezzo.adapters import library
from intermezzo.adapters.system import resources
from intermezzo.ui.figure.animator import FigureAnimator
from intermezzo.ui.figure.movement_loop import MovementLoop
from tests.ui.clock import Clock

MOVEMENTS = library.load([resources.sessions()]).movements


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def owner(qapp: QApplication) -> Iterator[QObject]:
    made = QObject()
    yield made
    made.deleteLater()


def wake(animator: FigureAnimator, clock: Clock, elapsed: float) -> None:
    clock.now = elapsed
    animator.timer.timeout.emit()


def test_each_frame_is_rendered_when_due_and_late_ones_are_skipped(owner: QObject, clock: Clock) -> None:
    log: list[object] = []
    animator = FigureAnimator(clock, owner, log.append)
    animator.ended.connect(lambda: log.append("end"))
    clock.now = 0.0
    animator.set_elapsed(0.0, 0.0)
    animator.start([(0.1, "a"), (0.2, "b"), (0.3, "c")], 1.0)
    assert animator.timer.interval() == 100
    wake(animator, clock, 0.05)
    assert log == []
    wake(animator, clock, 0.099)
    assert log == ["a"]
    wake(animator, clock, 0.31)
    assert log == ["a", "c"]
    assert animator.timer.interval() == 690
    wake(animator, clock, 1.0)
    assert log == ["a", "c", "end"]


def test_elapsed_time_follows_the_speed(owner: QObject, clock: Clock) -> None:
    animator = FigureAnimator(clock, owner, speed=10.0)
    animator.set_elapsed(5.0, clock.now)
    clock.now += 1.0
    assert animator.elapsed() == pytest.approx(15.0)


def test_frames_are_announced_in_batches_before_they_are_due(owner: QObject, clock: Clock) -> None:
    batches: list[Sequence[int]] = []
    animator = FigureAnimator(clock, owner, prepare=batches.append)
    clock.now = 0.0
    animator.set_elapsed(0.0, 0.0)
    animator.start([(number / 10, number) for number in range(1, 10)], 1.0)
    for number in range(1, 10):
        wake(animator, clock, number / 10)
    assert [number for batch in batches for number in batch] == list(range(2, 10))
    assert max(len(batch) for batch in batches) > 1


def test_a_stopped_animator_has_no_timer_running(owner: QObject, clock: Clock) -> None:
    animator = FigureAnimator(clock, owner)
    animator.start([], 2000.0)
    assert animator.timer.isActive()
    animator.stop()
    assert not animator.timer.isActive()


@pytest.mark.slow
def test_a_loop_goes_with_its_widget(qtbot: QtBot, clock: Clock) -> None:
    """Nothing but the parent holds it, so that neither keeps the other from being collected."""
    widget = QWidget()
    loop = MovementLoop(clock, widget)
    loop.play(MOVEMENTS["glute_bridge"])
    loop.set_visible(visible=True)
    gone = weakref.ref(loop)
    assert loop.timer.isActive()
    del loop, widget
    gc.collect()
    QApplication.processEvents()
    assert gone() is None
