"""The user's data: exported, copied, moved to or from another computer, forgotten."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from intermezzo.adapters.store import Mended, Taken
from intermezzo.adapters.system.output_file import OutputFile
from intermezzo.app.context import Context, Respond
from intermezzo.app.day import DayController
from intermezzo.core.faults import Malformed, Message, message
from intermezzo.engine.forgetting import forget
from intermezzo.presenters.messages import tell

LIMIT = 120.0
"""Seconds for what goes through the whole history."""


class PrivacyController(QObject):
    """Does what the Privacy page asks for."""

    done = Signal(str)
    """What became of it."""
    screening_changed = Signal(object)
    """The screening in the store may be another now: its text, or None."""

    def __init__(self, context: Context, day: DayController, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._day = day

    def do(self, wish: tuple[str, ...], window: QWidget) -> None:
        """Carry out a wish; dialogs belong to ``window``."""
        store, save = self._context.store, partial(self._save, window)
        match wish:
            case ("open-folder",):
                folder = self._context.paths.database.parent
                QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
            case ("export", ("json" | "csv") as form):
                save("dialog.export", f"intermezzo.{form}", partial(store.export, form), "privacy.export")
            case ("move-out",):
                write = partial(store.export, "json")
                save("dialog.move_out", "intermezzo-move.json", write, "privacy.move_out")
            case ("backup",):
                save("dialog.copy", "intermezzo-copy.sqlite", self._copy, "privacy.copy")
            case ("mend",):
                self.mend(self._on_answer)
            case ("move-in",):
                self._merge(window)
            case ("forget", "all"):
                self.forget("all", self._on_answer)
            case ("forget", "before", day):
                self.forget(day, self._on_answer)

    def _copy(self, out: OutputFile) -> None:
        self._context.store.copy_to(out.check("database"))

    def mend(self, respond: Respond) -> None:
        """Check the history and mend it."""

        def on_mended(mended: Mended) -> None:
            self._day.reload(self.screening_changed.emit)
            respond(True, tell(mended.message()), None)

        self._context.worker.submit(
            "store.mend", self._context.store.mend, on_mended,
            lambda fault: respond(False, tell(fault), None), LIMIT,
        )  # fmt: skip

    def _save(
        self, window: QWidget, title: str, name: str, write: Callable[[OutputFile], object], done: str
    ) -> None:
        """Write to a file that the user chooses; ``title`` and ``done`` are codes of messages."""
        out = self._context.ask_for_file(window, title, name)
        if out is not None:
            self._submit(partial(write, out), lambda _result: message(done, path=out.path))

    def _merge(self, window: QWidget) -> None:
        title, forms = tell(message("dialog.move_in")), "JSON, CSV (*.json *.csv)"
        chosen, _filter = QFileDialog.getOpenFileName(window, title, str(Path.home()), forms)
        if chosen:
            self._submit(partial(self._context.store.merge, Path(chosen)), self._on_merged)

    def _on_merged(self, taken: Taken) -> Message:
        self._day.reload(self.screening_changed.emit)
        return taken.message

    def forget(self, what: str, respond: Respond) -> None:
        """Delete the rows of the days before ``what``, an ISO date, or *all*. Raise Malformed for else."""
        before = None if what == "all" else _day(what)
        events = self._context.engine.state.events
        gone = [one for one in events if before is None or one.day < before]

        def on_forgotten(count: int) -> None:
            self._day.forget(gone)
            if before is None:
                self.screening_changed.emit(None)
            respond(True, tell(message("privacy.forget", n=count)), {"deleted": count})

        self._context.worker.submit(
            "store.privacy", partial(forget, self._context.paths, self._context.store, before), on_forgotten,
            lambda fault: respond(False, tell(fault), None), LIMIT,
        )  # fmt: skip

    def _on_answer(self, _ok: bool, line: str, _data: object) -> None:  # noqa: FBT001 - of every response
        self.done.emit(line)

    def _submit(self, work: Callable[[], object], told: Callable[[Any], Message]) -> None:
        self._context.worker.submit(
            "store.privacy", work, lambda result: self.done.emit(tell(told(result))),
            lambda fault: self.done.emit(tell(fault)), LIMIT,
        )  # fmt: skip


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Malformed("forget.usage") from error
