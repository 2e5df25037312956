"""A physiotherapist's plans in the running app: read, taken in, written, shown and printed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from intermezzo.adapters import library
from intermezzo.adapters.system import resources
from intermezzo.adapters.system.paths import Paths
from intermezzo.app.controllers.base import delete_on_close, raise_window
from intermezzo.app.day import DayController
from intermezzo.core.faults import Fault, Malformed
from intermezzo.core.history.events import Event
from intermezzo.core.practice.model import Movement
from intermezzo.core.practice.prescription import Prescription
from intermezzo.core.scheduling.day_state import effective
from intermezzo.engine.engine import Engine
from intermezzo.engine.state import FULL_LEVEL
from intermezzo.presenters import _
from intermezzo.presenters.durations import initials
from intermezzo.presenters.prescription import PrescriptionsView, plan_view, report_view

if TYPE_CHECKING:
    from intermezzo.app.application import Application
    from intermezzo.app.commands import Respond
    from intermezzo.ui.library.prescription.window import PrescriptionWindow

AGAIN = 300.0
"""Seconds between two looks into the folder."""
LIMIT = 20.0

_Change = Callable[[Mapping[str, Movement]], object]
_FileStamps = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class _Read:
    """The folder as it was read, the library that it was read against, and what lay in it then."""

    movements: Mapping[str, Movement]
    found: library.Prescriptions
    look: _FileStamps


def _look_at(folder: Path) -> _FileStamps:
    """Name, time and size of every plan: what tells that nothing was changed."""
    files = [(path.name, path.stat()) for path in sorted(folder.glob("*.toml"))]
    return tuple((name, about.st_mtime_ns, about.st_size) for name, about in files)


def _read_again(paths: Paths, before: _FileStamps | None) -> _Read | None:
    """Read what lies in the folder where that is not what lay there before, in the worker."""
    return None if _look_at(paths.plans) == before else _read(paths)


def _read(paths: Paths, change: _Change | None = None) -> _Read:
    """Read library and folder, in the worker; first ``change`` the folder."""
    movements = library.load([resources.sessions(), paths.sessions]).movements
    if change is not None:
        change(movements)
    look = _look_at(paths.plans)
    return _Read(movements, library.prescriptions(paths.plans, movements), look)


def plans_view(engine: Engine, today: date, faults: tuple[str, ...] = ()) -> PrescriptionsView:
    """What the window shows."""
    events = effective(engine.events)
    plans = tuple(plan_view(one, events, today, FULL_LEVEL) for one in engine.prescriptions)
    return PrescriptionsView(plans, faults, blocked=not engine.screening_passed, initials=initials())


class Plans(QObject):
    """Knows the folder of plans. What cannot be read costs one line, never the others."""

    def __init__(self, app: "Application", desk: DayController) -> None:
        super().__init__(app)
        self.app = app
        self.desk = desk
        self.window: PrescriptionWindow | None = None
        self._movements: Mapping[str, Movement] = {}
        self._look: _FileStamps | None = None
        self._faults: tuple[str, ...] = ()
        desk.ticker.every("plans", AGAIN, self.read)
        desk.changed.connect(self._refresh)

    def obey(self, rest: tuple[str, ...], reply: "Respond") -> None:
        """Do what follows the word *plan*: add FILE…, read; begin is the day's own."""
        if rest[:1] == ("add",) and len(rest) > 1:
            files = [Path(one).absolute() for one in rest[1:]]
            folder = self.desk.paths.plans
            self._change(
                lambda movements: [library.add_prescription(one, folder, movements) for one in files],
                reply, _("Taken in. It comes in the gaps from now on."),
            )  # fmt: skip
        elif rest == ("read",):
            self._change(None, reply, _("Read again."))
        else:
            raise Malformed(_("say: plan begin, or: plan add FILE"))

    def read(self) -> None:
        """Look into the folder: a file may have been put there."""
        self.app.worker.submit(
            "files.plans", partial(_read_again, self.desk.paths, self._look), self._found,
            lambda fault: self.desk.tell("plans", str(fault)), LIMIT,
        )  # fmt: skip

    def show(self) -> None:
        """Open the window, or raise it."""
        if self.window is None:
            from intermezzo.ui.library.prescription.window import PrescriptionWindow

            self.window = PrescriptionWindow()
            self.window.command.connect(self._say)
            self.window.wanted.connect(self._wanted)
            self.window.saved.connect(self._save)
            delete_on_close(self.window, self._closed)
        self._refresh()
        raise_window(self.window)
        self.read()

    # -- inside --------------------------------------------------------------------------------------

    def _change(self, change: _Change | None, reply: "Respond", line: str) -> None:
        """Change and read the folder in the worker; what was read holds at once."""

        def done(read: _Read) -> None:
            self._found(read)
            reply(True, line, None)

        self.app.worker.submit(
            "files.plans", partial(_read, self.desk.paths, change), done,
            lambda fault: reply(False, str(fault), None), LIMIT,
        )  # fmt: skip

    def _found(self, read: _Read | None) -> None:
        """Use what was read at once."""
        if read is None:
            return
        self._movements, self._look = read.movements, read.look
        desk, faults = self.desk, tuple(map(str, read.found.faults))
        if read.found.plans != desk.engine.prescriptions or faults != self._faults:
            self._faults, desk.engine.prescriptions = faults, read.found.plans
            desk.status.pop("plans", None)
            if faults:
                desk.status["plans"] = faults[0]
            desk.turn()

    def _refresh(self) -> None:
        if self.window is not None:
            self.window.set_view(plans_view(self.desk.engine, self._today(), self._faults))

    def _today(self) -> date:
        return self.desk.engine.recorder.day(self.desk.now())

    def _closed(self) -> None:
        self.window = None

    def _say(self, words: tuple[str, ...]) -> None:
        """Do what the window says, and tell there what came of it."""
        self.app.obey(words, self._told)

    def _told(self, ok: bool, line: str, _data: Any) -> None:  # noqa: FBT001 - the form of every answer
        if self.window is not None:
            self.window.tell(line, ok=ok)

    def _plan(self, plan_id: str) -> Prescription | None:
        return next((one for one in self.desk.engine.prescriptions if one.id == plan_id), None)

    def _save(self, plan: Prescription) -> None:
        folder = self.desk.paths.plans

        def told(ok: bool, line: str, data: Any) -> None:  # noqa: FBT001 - the form of every answer
            if self.window is not None and ok:
                self.window.show_prescription()
            self._told(ok, line, data)

        self._change(lambda _movements: library.write_prescription(plan, folder), told, _("Saved."))

    def _wanted(self, what: str, plan_id: str) -> None:
        plan = self._plan(plan_id)
        if what == "edit":
            # From the file as it is now: it may have been changed outside.
            self._change(None, partial(self._edit, plan_id), "")
        elif plan is not None and what == "sheet":
            view = plan_view(plan, effective(self.desk.engine.events), self._today(), FULL_LEVEL)
            from intermezzo.ui.library.prescription.sheet import write_sheet

            self._print(f"{plan.id}.pdf", partial(write_sheet, view))
        elif plan is not None and what == "report":
            self.app.worker.submit(
                "store.plan", partial(self.desk.store.events, plan.first, self._today()),
                partial(self._report, plan), lambda fault: self._told(False, str(fault), None), LIMIT,
            )  # fmt: skip

    def _edit(self, plan_id: str, ok: bool, line: str, data: Any) -> None:  # noqa: FBT001 - as every answer
        if ok and self.window is not None:
            self.window.edit_prescription(self._plan(plan_id), self._movements, self._today().isoformat())
        else:
            self._told(ok, line, data)

    def _report(self, plan: Prescription, events: tuple[Event, ...]) -> None:
        from intermezzo.ui.library.prescription.report import write_report

        view = report_view(plan, events, self._today())
        self._print(f"{plan.id}-report.pdf", partial(write_report, view))

    def _print(self, name: str, write: Callable[[Path], object]) -> None:
        chosen, _filter = QFileDialog.getSaveFileName(
            self.window, _("Save as PDF"), str(Path.home() / name), "PDF (*.pdf)"
        )
        if not chosen:
            return
        try:
            write(Path(chosen))
        except Fault as fault:
            self._told(False, str(fault), None)
        else:
            self._told(True, _("Written to {path}.").format(path=chosen), None)
