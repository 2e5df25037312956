"""Every movement that ships as a card, and a hand that points at one."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from intermezzo.adapters import library
from intermezzo.adapters.system import resources
from intermezzo.core.settings import Settings
from intermezzo.presenters.library.repertoire import RepertoireView, repertoire_view
from intermezzo.ui.library.movements.grid import card_rect
from intermezzo.ui.library.movements.page import MovementsPage

MOVEMENTS = library.load([resources.sessions()]).movements
OWN = ("fig4_hinge", "sit_to_stand", "bird_dog")
LEFT_OUT: dict[str, Any] = {"leave_out": ("kneeling",)}


def view(*active: str, here: Mapping[str, str] | None = None, **settings: Any) -> RepertoireView:
    return repertoire_view(
        MOVEMENTS.values(), active or OWN, Settings(**{"equipment": ("mat",), **settings}), {}, here or {}
    )


def chosen(window: MovementsPage) -> str:
    card = window.grid.current()
    return card.movement.id if card is not None else ""


def middle_of(window: MovementsPage, movement_id: str) -> QPoint:
    return card_rect(window.grid.visualRect(window.grid.rows.place(movement_id))).center()


def point_at(window: MovementsPage, movement_id: str) -> None:
    """Move the pointer over a card, whatever lies above the window here."""
    place = QPointF(middle_of(window, movement_id))
    viewport = window.grid.viewport()
    no_button, no_key = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    where = QPointF(viewport.mapToGlobal(place.toPoint()))
    event = QMouseEvent(QEvent.Type.MouseMove, place, where, no_button, no_button, no_key)
    QApplication.sendEvent(viewport, event)
