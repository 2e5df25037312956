"""Start at login, as Settings and the first start show and change it."""

import sys
from functools import partial

from PySide6.QtCore import QObject, Signal

from intermezzo.adapters.autostart import login_item
from intermezzo.adapters.autostart.freedesktop import put_into_menu
from intermezzo.adapters.system import resources
from intermezzo.adapters.system.program import program
from intermezzo.app.context import Context
from intermezzo.core.faults import Fault

LIMIT = 5.0
"""Seconds to read it."""
CHANGE_LIMIT = 120.0
"""Seconds to change it; the desktop may ask its user first."""


class Autostart(QObject):
    """``on`` is what the system said last, None before it has; ``changed`` follows each answer."""

    changed = Signal()

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self.on: bool | None = None
        self._context = context
        self._item = login_item()

    def look(self) -> None:
        """Ask the system whether it is on."""
        self._context.worker.submit("autostart.look", self._item.is_on, self._set, self._tell, LIMIT)

    def turn(self, *, on: bool) -> None:
        """Turn it on or off."""
        change = partial(self._item.turn_on, program(self._context.paths)) if on else self._item.turn_off
        self._context.worker.submit("autostart.turn", change, self._on_turned, self._on_fault, CHANGE_LIMIT)

    def enter_menu(self) -> None:
        """From a checkout, which no package has installed, write the entry of the applications menu.

        With a home of its own the app is tried, not installed.
        """
        if resources.checkout() is None or self._context.paths.home is not None or sys.platform != "linux":
            return
        write = partial(put_into_menu, program(self._context.paths))
        self._context.worker.submit("autostart.menu", write, lambda _none: None, self._tell, LIMIT)

    def _on_turned(self, _none: None) -> None:
        self._context.notices.clear("autostart")
        self.look()

    def _on_fault(self, fault: Fault) -> None:
        self._tell(fault)
        self.look()

    def _tell(self, fault: Fault) -> None:
        self._context.notices.set("autostart", fault.message)

    def _set(self, on: bool) -> None:  # noqa: FBT001 - the worker's answer
        self.on = on
        self.changed.emit()
