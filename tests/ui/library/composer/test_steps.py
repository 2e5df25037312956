"""The steps: by drag, by their controls, by keys alone, and by their menu."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from intermezzo.core.practice.editing import Draft, UndoHistory
from intermezzo.ui.library.composer.pane import ComposerPane
from intermezzo.ui.library.composer.shelf import MOVEMENT_FORM
from intermezzo.ui.library.composer.step_row import STEP_FORM, step_row_geometry
from tests.ui.hands import click, press
from tests.ui.library.composer.hands import BETWEEN, LIBRARY, draft_of, drag, press_control, steps

pytestmark = pytest.mark.slow

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


def test_a_movement_is_dropped_where_it_shall_stand(window: ComposerPane) -> None:
    assert drag(window, MOVEMENT_FORM, "jaw_rest", QPointF(100, 60))
    assert drag(window, MOVEMENT_FORM, "toe_yoga", QPointF(100, 3))
    assert drag(window, MOVEMENT_FORM, "eyes_far", QPointF(100, 400))
    assert drag(window, MOVEMENT_FORM, "chin_nod_seated", QPointF(100, 60))
    assert steps(window) == ["toe_yoga", "chin_nod_seated", "jaw_rest", "eyes_far"]
    assert window.steps.current() == 1


def test_what_the_shelf_lets_be_dragged_is_what_the_steps_take(window: ComposerPane) -> None:
    index = window.pane.shelf.rows.index(3)
    data = window.pane.shelf.rows.mimeData([index])
    wanted = window.pane.shelf.rows.row(index).movement.id
    assert drag(window, MOVEMENT_FORM, bytes(data.data(MOVEMENT_FORM).data()).decode(), QPointF(50, 50))
    assert steps(window) == [wanted]
    own = window.steps.rows.mimeData([window.steps.rows.index(0)])
    assert bytes(own.data(STEP_FORM).data()) == b"0"


def test_a_foreign_thing_is_not_taken(window: ComposerPane) -> None:
    assert not drag(window, "text/plain", "jaw_rest", QPointF(50, 50))
    # A step of another window is not one of ours.
    window.begin(UndoHistory(draft_of(*BETWEEN)))
    assert not drag(window, STEP_FORM, "0", QPointF(50, 200))
    assert steps(window) == list(BETWEEN)


@pytest.mark.parametrize(("index", "gap", "order"), [
    (0, 2, [1, 0, 2, 3]), (0, 0, [0, 1, 2, 3]), (0, 1, [0, 1, 2, 3]), (3, 0, [3, 0, 1, 2]),
    (1, 4, [0, 2, 3, 1]),
])  # fmt: skip
def test_a_step_is_dragged_to_another_place(
    window: ComposerPane, index: int, gap: int, order: list[int]
) -> None:
    window.begin(UndoHistory(draft_of(*BETWEEN)))
    window.steps.dragged.emit(index, gap - (gap > index))
    assert steps(window) == [BETWEEN[n] for n in order]


def test_every_control_of_a_row_can_be_pressed(window: ComposerPane) -> None:
    window.begin(UndoHistory(draft_of("thor_rot_seated", "jaw_rest")))
    before = window.draft.steps[0]
    press_control(window, 0, "more")
    assert window.draft.steps[0].reps == before.reps + 1
    press_control(window, 0, "less")
    press_control(window, 0, "less")
    assert window.draft.steps[0].reps == before.reps - 1
    press_control(window, 0, "side")
    assert window.draft.steps[0].sides == 1
    press_control(window, 0, "ease")
    assert window.draft.steps[0].easier
    press_control(window, 0, "remove")
    assert steps(window) == ["jaw_rest"]
    controls = step_row_geometry(window.steps.visualRect(window.steps.rows.index(0)), window.steps.rows.row(
        window.steps.rows.index(0))).controls  # fmt: skip
    assert "side" not in controls  # a jaw has none


def test_keys_alone_order_dose_and_take_out(window: ComposerPane) -> None:
    window.begin(UndoHistory(draft_of(*BETWEEN)))
    one = window.steps
    one.setFocus()
    QTest.keyClick(one, Qt.Key.Key_Down, ALT)
    QTest.keyClick(one, Qt.Key.Key_Down, ALT)
    assert steps(window) == [BETWEEN[1], BETWEEN[2], BETWEEN[0], BETWEEN[3]]
    assert one.current() == 2
    QTest.keyClick(one, Qt.Key.Key_Up, ALT)
    assert one.current() == 1
    before = window.draft.steps[1].reps
    for key, reps in (
        (Qt.Key.Key_Plus, 1),
        (Qt.Key.Key_Right, 2),
        (Qt.Key.Key_Minus, 1),
        (Qt.Key.Key_Left, 0),
    ):
        press(one, key)
        assert window.draft.steps[1].reps == before + reps
    press(one, Qt.Key.Key_Down)
    press(one, Qt.Key.Key_S)
    press(one, Qt.Key.Key_E)
    step = window.draft.steps[2]
    assert (step.movement.id, step.sides, step.easier) == ("thor_rot_seated", 1, True)
    press(one, Qt.Key.Key_Delete)
    assert steps(window) == [BETWEEN[1], BETWEEN[0], BETWEEN[3]]
    for _n in range(5):
        press(one, Qt.Key.Key_Delete)
    assert steps(window) == []


def test_the_ends_hold(window: ComposerPane) -> None:
    window.begin(UndoHistory(draft_of("thor_rot_seated")))
    for wish in ("up", "down"):
        window.steps.edited.emit(wish, 0)
    assert not window.undo_button.isEnabled()
    for _n in range(9):
        window.steps.edited.emit("less", 0)
    assert window.draft.steps[0].reps == 1


def test_the_menu_of_a_row_does_all_of_it(window: ComposerPane, qtbot: QtBot) -> None:
    window.begin(UndoHistory(draft_of(*BETWEEN)))
    for row, words in (
        (2, "Down"), (2, "More repetitions"), (3, "One side"), (3, "Easier form"), (0, "Remove"),
    ):  # fmt: skip
        window.steps.setCurrentIndex(window.steps.rows.index(row))
        event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint())
        QApplication.sendEvent(window.steps.viewport(), event)
        menu = window.steps.findChild(QMenu)
        assert menu is not None
        action = next(one for one in menu.actions() if one.text() == words)
        assert action.isEnabled()
        action.trigger()
        menu.hide()
    assert steps(window) == ["sit_to_stand", "breath_lateral_seated", "thor_rot_seated"]
    assert (window.draft.steps[2].sides, window.draft.steps[2].easier) == (1, True)
    assert window.draft.steps[1].reps == LIBRARY.movements["breath_lateral_seated"].reps + 1
    assert isinstance(action, QAction)


def test_undo_and_redo_by_keys_wherever_the_focus_is(window: ComposerPane) -> None:
    window.name.setFocus()
    QTest.keyClicks(window.name, "Evening")
    window.add("jaw_rest")
    window.steps.setFocus()
    press(window.steps, Qt.Key.Key_Plus)
    full = window.draft
    QTest.keyClick(window.steps, Qt.Key.Key_Z, CTRL)
    assert window.draft.steps[0].reps == full.steps[0].reps - 1
    window.name.setFocus()
    QTest.keyClick(window.name, Qt.Key.Key_Z, CTRL)
    assert window.draft == Draft("Evening")
    QTest.keyClick(window.name, Qt.Key.Key_Z, CTRL)
    assert window.draft == Draft()
    assert window.name.text() == ""
    assert not window.undo_button.isEnabled()
    QTest.keyClick(window.name, Qt.Key.Key_Y, CTRL)
    assert window.name.text() == "Evening"
    click(window.redo_button)
    QTest.keyClick(window, Qt.Key.Key_Z, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert window.draft == full
