"""What a person does to a composer: press a control of a row, drag, look at the order."""

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from intermezzo.adapters import library
from intermezzo.adapters.system import resources
from intermezzo.core.practice import editing
from intermezzo.core.practice.editing import Draft, UndoHistory
from intermezzo.ui.library.composer.pane import ComposerPane
from intermezzo.ui.library.composer.step_row import step_row_geometry
from tests.ui.hands import click

LIBRARY = library.load([resources.sessions()])
BETWEEN = ("standing_arrive", "sit_to_stand", "thor_rot_seated", "breath_lateral_seated")


def draft_of(*names: str, title: str = "") -> Draft:
    draft = Draft(title)
    for name in names:
        draft = editing.added(draft, LIBRARY.movements[name])
    return draft


def left(window: ComposerPane) -> tuple[UndoHistory, Draft] | None:
    """What closing it now would hand over."""
    return window.leaving


def steps(window: ComposerPane) -> list[str]:
    return [step.movement.id for step in window.draft.steps]


def control(window: ComposerPane, row: int, name: str) -> QPoint:
    index = window.steps.rows.index(row)
    area = step_row_geometry(window.steps.visualRect(index), window.steps.rows.row(index)).controls[name]
    return area.center().toPoint()


def press_control(window: ComposerPane, row: int, name: str) -> None:
    click(window.steps.viewport(), control(window, row, name))


def drag(window: ComposerPane, form: str, what: str, at: QPointF) -> bool:
    """Enter, move and drop, as the desktop tells it to the list."""
    data = QMimeData()
    data.setData(form, what.encode())
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    target = window.steps.viewport()
    enter = QDragEnterEvent(at.toPoint(), copy, data, left, none)
    QApplication.sendEvent(target, enter)
    move = QDragMoveEvent(at.toPoint(), copy, data, left, none)
    QApplication.sendEvent(target, move)
    drop = QDropEvent(at, copy, data, left, none)
    QApplication.sendEvent(target, drop)
    return drop.isAccepted()
