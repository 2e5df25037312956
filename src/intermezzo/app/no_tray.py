"""A desktop without a tray: said once, and Today does all that the icon would."""

from PySide6.QtCore import QObject

from intermezzo.app.context import Context
from intermezzo.core.faults import Fault, message
from intermezzo.ui.tray.tray import Tray

LATE = 10.0
"""Seconds after the start in which a tray may still come, as at login."""
LIMIT = 5.0
_TOLD = "no_tray_told"
"""The key of the fact that it was said."""


class NoTray(QObject):
    """Says it in Today until the user has read it, or a tray has come."""

    def __init__(self, context: Context, tray: Tray, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._tray = tray
        tray.appeared.connect(self._on_appeared)
        context.scheduler.after("tray", LATE, self.look)

    def look(self) -> None:
        """Say it if there is no tray and it was never said."""
        if not self._tray.present:
            self._context.worker.submit("store.fact", self._first_time, self._on_known, self._on_fault, LIMIT)

    def _first_time(self) -> bool:
        """Return whether it is to be said, and note that it was. Called in the worker."""
        store = self._context.store
        if store.fact(_TOLD) is not None:
            return False
        store.set_fact(_TOLD, self._context.today().isoformat())
        return True

    def _on_known(self, first: bool) -> None:  # noqa: FBT001 - the worker's answer
        if first and not self._tray.present:
            self._context.notices.set("tray", message("tray.none"))

    def _on_fault(self, _fault: Fault) -> None:
        self._on_known(first=True)

    def _on_appeared(self) -> None:
        self._context.notices.clear("tray")
        self._context.notices.changed.emit()
