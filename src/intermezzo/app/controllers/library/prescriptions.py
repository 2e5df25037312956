"""What a physiotherapist wrote: the folder of prescriptions, and the window that shows and prints them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from intermezzo.adapters import library
from intermezzo.adapters.system import resources
from intermezzo.adapters.system.paths import Paths
from intermezzo.app.context import Context, Respond
from intermezzo.app.controllers.library.page import PageController
from intermezzo.app.day import DayController
from intermezzo.core.faults import Malformed, message
from intermezzo.core.history.events import Event
from intermezzo.core.override import override
from intermezzo.core.practice.model import Movement
from intermezzo.core.practice.prescription import Prescription
from intermezzo.core.practice.prescription_tally import KINDS
from intermezzo.core.practice.selection import DEFAULT_LEVEL
from intermezzo.core.scheduling.day_state import effective
from intermezzo.presenters import languages
from intermezzo.presenters.library.prescription import own_movement, prescription_view, report_view
from intermezzo.presenters.messages import tell

if TYPE_CHECKING:
    from intermezzo.ui.library.prescription.page import PrescriptionPage

EVERY = 300.0
"""Seconds between two looks into the folder."""
LIMIT = 20.0
FolderChange = Callable[[Mapping[str, Movement]], object]
"""Changes the folder; it gets the movements that a prescription may name."""
FileStamps = tuple[tuple[str, tuple[int, ...]], ...]
"""Name, modification time (ns) and size of every file: equal ones mean that nothing has changed."""


@dataclass(frozen=True, slots=True)
class FolderReading:
    """The prescriptions, the movements they were checked against, and the files at that moment."""

    movements: Mapping[str, Movement]
    found: library.Prescriptions
    stamps: FileStamps


class PrescriptionsController(PageController["PrescriptionPage"]):
    """A file that cannot be read is told in a notice; the others are used."""

    def __init__(self, context: Context, day: DayController) -> None:
        super().__init__(context, day)
        self._movements: Mapping[str, Movement] = {}
        self._stamps: FileStamps | None = None
        self._faults: tuple[str, ...] = ()
        self._drafts: dict[str, Prescription] = {}
        """What the form held and was not saved, by the id of the prescription; empty for a new one."""
        context.scheduler.every("plans", EVERY, self.look)

    def dispatch(self, rest: tuple[str, ...], respond: Respond) -> None:
        """Carry out ``add FILE…`` or ``read``."""
        if rest[:1] == ("add",) and len(rest) > 1:
            files, folder = [Path(one).absolute() for one in rest[1:]], self._context.paths.plans

            def add(movements: Mapping[str, Movement]) -> None:
                for one in files:
                    library.add_prescription(one, folder, movements, own_movement)

            self._change(add, respond, tell(message("prescription.added")))
        elif rest == ("read",):
            self._change(None, respond, tell(message("history.reloaded")))
        else:
            raise Malformed("prescription.usage")

    def look(self) -> None:
        """Read the folder if a file has changed; while it is empty, not the library either."""
        self._read_unless(self._stamps or ())

    def read(self) -> None:
        """Read the folder, unless that was done since a file has changed."""
        self._read_unless(self._stamps)

    def _read_unless(self, before: FileStamps | None) -> None:
        self._context.worker.submit(
            "files.prescriptions", partial(_read_if_changed, self._context.paths, before), self._on_read,
            lambda fault: self._context.notices.show("plans", fault), LIMIT,
        )  # fmt: skip

    @override
    def attach(self, page: "PrescriptionPage") -> None:
        super().attach(page)
        page.command.connect(self._dispatch)
        page.wanted.connect(self._on_wanted)
        page.saved.connect(self._save)
        page.kept.connect(self._keep)

    @override
    def update(self) -> None:
        from intermezzo.app import library_views

        if self.page is not None:
            engine, hidden = self._context.engine, self._day.writer.hidden()
            self.page.set_view(library_views.prescriptions(engine, self._context.now(), self._faults, hidden))

    # -- the folder ----------------------------------------------------------------------------------

    def _change(self, change: FolderChange | None, respond: Respond, line: str) -> None:
        """Change and read the folder; what was read is used before the response."""

        def on_read(reading: FolderReading) -> None:
            self._on_read(reading)
            respond(True, line, None)

        self._context.worker.submit(
            "files.prescriptions", partial(_read, self._context.paths, change), on_read,
            lambda fault: respond(False, tell(fault), None), LIMIT,
        )  # fmt: skip

    def _on_read(self, reading: FolderReading | None) -> None:
        if reading is None:
            return
        self._movements, self._stamps = reading.movements, reading.stamps
        engine, notices = self._context.engine, self._context.notices
        found, faults = reading.found.prescriptions, tuple(tell(one.message) for one in reading.found.faults)
        if found == engine.state.prescriptions and faults == self._faults:
            return
        self._faults, engine.state.prescriptions = faults, found
        notices.set("plans", next(iter(faults), None))
        self._day.turn()

    # -- the page ------------------------------------------------------------------------------------

    @override
    def _tell(self, line: str, *, ok: bool) -> None:
        if self.page is not None:
            self.page.tell(line, ok=ok)

    def _named(self, prescription_id: str) -> Prescription | None:
        return next(
            (one for one in self._context.engine.state.prescriptions if one.id == prescription_id), None
        )

    def _keep(self, prescription_id: str, draft: Prescription | None) -> None:
        if draft is not None:
            self._drafts[prescription_id] = draft

    def _save(self, prescription: Prescription) -> None:
        folder = self._context.paths.plans

        def respond(ok: bool, line: str, _data: Any) -> None:  # noqa: FBT001 - the form of every response
            if self.page is not None and ok:
                self.page.show_prescription()
            self._tell(line, ok=ok)

        saved = tell(message("library.saved"))
        self._change(lambda _movements: library.write_prescription(prescription, folder), respond, saved)

    def _on_wanted(self, what: str, prescription_id: str) -> None:
        prescription = self._named(prescription_id)
        if what == "edit":
            # From the file as it is now: another program may have changed it.
            self._change(None, partial(self._edit, prescription_id), "")
        elif prescription is not None and what == "sheet":
            self._print_sheet(prescription)
        elif prescription is not None and what == "report":
            context, first = self._context, prescription.first
            context.worker.submit(
                "store.prescription", partial(context.store.events, first, context.today(), KINDS),
                partial(self._print_report, prescription),
                lambda fault: self._tell(tell(fault), ok=False), LIMIT,
            )  # fmt: skip

    def _edit(self, prescription_id: str, ok: bool, line: str, _data: Any) -> None:  # noqa: FBT001 - of every response
        if ok and self.page is not None:
            today, draft = self._context.today(), self._drafts.pop(prescription_id, None)
            self.page.edit_prescription(self._named(prescription_id), self._movements, today, draft)
        else:
            self._tell(line, ok=ok)

    def _print_sheet(self, prescription: Prescription) -> None:
        from intermezzo.ui.library.prescription.paper import sheet_pdf

        view = prescription_view(
            prescription, effective(self._context.engine.state.events), self._context.today(), DEFAULT_LEVEL
        )
        self._save_pdf(f"{prescription.id}.pdf", sheet_pdf(view))

    def _print_report(self, prescription: Prescription, events: tuple[Event, ...]) -> None:
        from intermezzo.ui.library.prescription.paper import report_pdf

        view = report_view(prescription, events, self._context.today())
        self._save_pdf(f"{prescription.id}-report.pdf", report_pdf(view))


def _read(paths: Paths, change: FolderChange | None = None) -> FolderReading:
    """Change the folder, where that is asked for, and read it. Raise Fault when it cannot be changed."""
    movements = library.load([resources.sessions(), paths.sessions], languages()).movements
    if change is not None:
        change(movements)
    stamps = library.stamps(paths.plans)
    return FolderReading(movements, library.prescriptions(paths.plans, movements, own_movement), stamps)


def _read_if_changed(paths: Paths, before: FileStamps | None) -> FolderReading | None:
    """Read the folder, unless its files are those of ``before``."""
    return None if library.stamps(paths.plans) == before else _read(paths)
