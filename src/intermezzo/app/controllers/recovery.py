"""The choice at a start where the history cannot be opened, and what is chosen."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject

from intermezzo.adapters.store import recovery
from intermezzo.adapters.store.recovery import GoodCopy
from intermezzo.adapters.system.paths import Paths
from intermezzo.app.runtime.worker import Worker
from intermezzo.core.faults import Fault, Message, message
from intermezzo.presenters.messages import tell
from intermezzo.presenters.recovery import RESTORE, recovery_view
from intermezzo.ui.kit.notice import ChoiceNotice

LIMIT = 60.0
"""Seconds to check every backup, and to put one in place."""


class RecoveryController(QObject):
    """Asks once. ``again`` gets what was done, once a database is there; ``leave`` is for a closed window."""

    def __init__(
        self, paths: Paths, worker: Worker, fault: Fault, again: Callable[[Message | None], object],
        leave: Callable[[], object], parent: QObject,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._database, self._worker, self._fault = paths.database, worker, fault
        self._again, self._leave = again, leave
        self._copy: Path | None = None
        self.window: ChoiceNotice | None = None
        """None until the backups are checked."""
        look = partial(recovery.good_copies, paths.backups)
        worker.submit("store.copies", look, self._ask, lambda _fault: self._ask(()), LIMIT)

    def _ask(self, copies: tuple[GoodCopy, ...]) -> None:
        self._copy = copies[0].path if copies else None
        view = recovery_view(self._fault.message, [(one.day, one.rows) for one in copies])
        self.window = window = ChoiceNotice(view)
        window.chosen.connect(self._choose)
        window.refused.connect(self._leave)
        window.show()
        window.speak()

    def _choose(self, name: str) -> None:
        path, copy = self._database, self._copy
        work: Callable[[], object] = partial(recovery.start_fresh, path)
        if name == RESTORE and copy is not None:
            work = partial(recovery.restore, path, copy)
        self._worker.submit("store.recover", work, self._on_done, self._on_fault, LIMIT)

    def _on_done(self, kept: Path | None) -> None:
        if self.window is not None:
            self.window.close()
            self.window.deleteLater()
            self.window = None
        self._again(None if kept is None else message("store.recovered", name=kept.name))

    def _on_fault(self, fault: Fault) -> None:
        if self.window is not None:
            self.window.show_trouble(tell(fault))
