"""Windows open where they were last: the places are kept by name, also between two runs."""

import json
import logging
from collections.abc import Mapping
from functools import partial
from weakref import ReferenceType, ref

from PySide6.QtCore import QObject, QPoint, QRect, QSize
from PySide6.QtGui import QCursor, QGuiApplication
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from intermezzo.adapters.store import Store
from intermezzo.app.runtime.worker import Worker
from intermezzo.engine.bootstrap import PLACES
from intermezzo.ui.kit.screen import placed, room_of, within
from intermezzo.ui.kit.window import FRAME, Window

LIMIT = 5.0
"""Seconds to write them."""

_log = logging.getLogger(__name__)

Places = dict[str, tuple[int, int, int, int]]
"""Name → left, top, width, height; the fact has them as JSON. A size of 0 × 0 is not kept."""


def read(fact: str | None) -> Places:
    """Return the places of a fact; what is not a place is left out."""
    try:
        found = json.loads(fact or "{}")
    except ValueError:
        return {}
    if not isinstance(found, Mapping):
        return {}
    places: Places = {}
    for name, area in found.items():
        if isinstance(area, list) and len(area) == 4 and all(isinstance(one, int) for one in area):
            left, top, width, height = area
            places[name] = (left, top, width, height)
    return places


class WindowPlaces(QObject):
    """Places a window before it is shown for the first time, and notes where it was when it goes.

    Where windows cannot be placed, as on Wayland, only their sizes are kept.
    """

    def __init__(self, store: Store, worker: Worker, places: Places, parent: QObject) -> None:
        super().__init__(parent)
        self._store = store
        self._worker = worker
        self._places = places
        self._latest: ReferenceType[Window] | None = None
        """The window that was placed last."""

    def put(self, window: Window) -> None:
        """Give a window the place that it had last, else one beside its opener or in the middle."""
        window.went.connect(self._note)
        rooms = [one.availableGeometry() for one in QGuiApplication.screens()]
        known = self._places.get(window.place_name())
        opener = self._opener()
        self._latest = ref(window)
        if known is not None:
            left, top, width, height = known
            own = window.keeps_size and width > 0 and height > 0
            corner, size = QPoint(left, top), QSize(width, height) if own else window.size()
            room = room_of(QRect(corner, size), rooms)
            if room is not None:
                window.resize_within_screen(size.width(), size.height())
                # One that has another size than it had there may be too high for the place.
                window.move(corner if own else within(QRect(corner, size + QSize(*FRAME)), room))
                return
        if not rooms:
            return
        at_pointer = QGuiApplication.screenAt(QCursor.pos()) or QGuiApplication.primaryScreen()
        screen = opener.screen() if opener is not None else at_pointer
        size = window.size() + QSize(*FRAME)
        beside = opener.frameGeometry() if opener is not None else None
        window.move(placed(size, screen.availableGeometry(), beside))

    def _opener(self) -> Window | None:
        """Return the window that another is opened from: the active one, else the one placed last."""
        latest = self._latest() if self._latest is not None else None
        for one in (QApplication.activeWindow(), latest):
            if isinstance(one, Window) and isValid(one) and one.isVisible() and not one.is_leaving:
                return one
        return None

    def finish(self) -> None:
        """Note the places of the windows that are open as the app ends."""
        for one in QApplication.topLevelWidgets():
            if isinstance(one, Window) and one.isVisible() and one.isWindow() and one.parent() is None:
                self._places[one.place_name()] = _numbers(one.area())
        self._keep()

    def _note(self, name: str, area: QRect) -> None:
        self._places[name] = _numbers(area)
        self._keep()

    def _keep(self) -> None:
        self._worker.submit(
            "store.windows", partial(self._store.set_fact, PLACES, json.dumps(self._places)),
            lambda _none: None, lambda fault: _log.warning("the places of windows are not kept: %s", fault),
            LIMIT,
        )  # fmt: skip


def _numbers(area: QRect) -> tuple[int, int, int, int]:
    return area.left(), area.top(), area.width(), area.height()
