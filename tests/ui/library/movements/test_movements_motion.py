"""One figure moves, at its own tempo, while somebody looks."""

from typing import Any

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from intermezzo.core.practice.model import Movement
from intermezzo.ui.figure.poses import POSE_STEPS, FigurePose, key_pose
from intermezzo.ui.kit import style
from intermezzo.ui.library.movements.grid import card_rect, paint_card
from intermezzo.ui.library.movements.page import MovementsPage
from intermezzo.ui.library.window import LibraryWindow
from tests.ui.clock import Clock
from tests.ui.library.movements.cards import MOVEMENTS, chosen, point_at

pytestmark = pytest.mark.slow


def test_one_movement_moves_the_chosen_one_or_the_one_under_the_pointer(
    window: MovementsPage, qtbot: QtBot, clock: Clock
) -> None:
    moved: list[tuple[str, object]] = []
    window.loop.posed.connect(lambda movement, pose: moved.append((movement.id, pose)))
    clock.now += 6.2  # past the hold
    qtbot.waitUntil(lambda: bool(moved))
    assert {name for name, _pose in moved} == {"fig4_hinge"}
    assert window.detail.figure.pose == moved[-1][1]
    point_at(window, "sit_to_stand")
    qtbot.waitUntil(lambda: moved[-1][0] == "sit_to_stand")
    count = len(moved)
    for _n in range(2):
        clock.now += 0.7
        with qtbot.waitSignal(window.loop.posed):
            pass
    assert {name for name, _pose in moved[count:]} == {"sit_to_stand"}
    assert window.detail.figure.pose != moved[-1][1]
    assert window.grid.mover.pose == moved[-1][1]
    assert chosen(window) == "fig4_hinge"
    window.grid.verticalScrollBar().setValue(40)
    place = card_rect(window.grid.visualRect(window.grid.rows.place("sit_to_stand")))
    qtbot.waitUntil(lambda: place.contains(window.grid.mover.geometry()))
    QApplication.sendEvent(window.grid.viewport(), QEvent(QEvent.Type.Leave))
    qtbot.waitUntil(lambda: moved[-1][0] == "fig4_hinge")


@pytest.mark.parametrize("name", ["fig4_hinge", "hip_circle_supported", "walk_easy", "sit_to_stand"])
def test_it_begins_where_the_still_stands(window: MovementsPage, qtbot: QtBot, name: str) -> None:
    movement = MOVEMENTS[name]
    still = key_pose(movement)
    posed: list[tuple[Movement, FigurePose]] = []
    window.loop.play(None)
    window.loop.posed.connect(lambda movement, pose: posed.append((movement, pose)))
    window.loop.play(movement)
    qtbot.waitUntil(lambda: bool(posed))
    assert still is not None
    moved, pose = posed[0]
    assert moved is movement
    assert pose.at == pytest.approx(still.at, abs=1 / POSE_STEPS)


def test_nothing_moves_that_nobody_sees(window: MovementsPage, qtbot: QtBot) -> None:
    assert window.loop.timer.isActive()
    other = QWidget()
    qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    qtbot.waitUntil(lambda: not window.loop.timer.isActive())
    point_at(window, "sit_to_stand")
    assert window.loop.timer.isActive(), "under the pointer it moves all the same"
    QApplication.sendEvent(window.grid.viewport(), QEvent(QEvent.Type.Leave))
    assert not window.loop.timer.isActive()
    library = window.window()
    library.activateWindow()
    qtbot.waitUntil(window.loop.timer.isActive)
    library.showMinimized()
    qtbot.waitUntil(lambda: not window.loop.timer.isActive())
    library.showNormal()
    library.activateWindow()
    qtbot.waitUntil(window.loop.timer.isActive)
    window.filters.search.setText("xylophone")
    assert not window.loop.timer.isActive()
    window.filters.clear()
    assert window.loop.timer.isActive()
    assert isinstance(library, LibraryWindow)
    library.show_page("sessions")
    assert not window.loop.timer.isActive(), "another page is shown"
    library.show_page("movements")
    assert window.loop.timer.isActive()
    library.hide()
    assert not window.loop.timer.isActive()


def test_reduced_motion_shows_the_two_ends(
    window: MovementsPage, dressed: QApplication, clock: Clock
) -> None:
    style.apply(dressed, dark=False, reduced_motion=True)
    seen = set()
    window.loop.posed.connect(lambda _movement, pose: seen.add(pose))
    for _n in range(60):
        clock.now += 0.37
        window.loop.timer.timeout.emit()
    assert {pose.at for pose in seen if pose.side == 1} == {0.0, 1.0}
    assert len(seen) == 4, "the two ends of either side"


def test_a_frame_paints_the_moving_figures_and_no_card(
    window: MovementsPage, qtbot: QtBot, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    painted: list[str] = []

    def noted(painter: Any, card: Any, shown: Any, *rest: Any, **more: Any) -> None:
        painted.append(shown.movement.id)
        paint_card(painter, card, shown, *rest, **more)

    before = window.detail.figure.pose
    clock.now += 6.2  # past the hold, in which nothing is painted at all
    with qtbot.waitSignal(window.loop.posed):
        pass
    QApplication.processEvents()
    # Only watched: the real one paints.
    monkeypatch.setattr("intermezzo.ui.library.movements.grid.paint_card", noted)
    for _n in range(5):
        clock.now += 0.1
        with qtbot.waitSignal(window.loop.posed):
            pass
        QApplication.processEvents()
    assert painted == []
    assert window.grid.mover.pose == window.detail.figure.pose != before
    still = card_rect(window.grid.visualRect(window.grid.rows.place("fig4_hinge")))
    assert still.contains(window.grid.mover.geometry())
