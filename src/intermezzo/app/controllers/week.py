"""The Week window, and the export of the week that it shows."""

import json
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from intermezzo.app.context import Context, Respond
from intermezzo.app.controllers.base import WindowController
from intermezzo.core.faults import Fault, message
from intermezzo.core.history.statistics import monday_of
from intermezzo.core.override import override
from intermezzo.engine.week import Week, known_meetings, load
from intermezzo.presenters.messages import tell

if TYPE_CHECKING:
    from intermezzo.ui.week.window import WeekWindow

LIMIT = 10.0
"""Seconds to read a week."""
EXPORT_LIMIT = 120.0
"""Seconds to write every event."""


class WeekController(WindowController["WeekWindow"]):
    """Loads weeks in the worker; the window shows the last one that was loaded."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._week: Week | None = None

    @override
    def make(self) -> "WeekWindow":
        from intermezzo.ui.week.window import WeekWindow

        window = WeekWindow()
        window.command.connect(self._context.dispatch)
        window.export_requested.connect(self._export)
        return window

    @override
    def update(self, window: "WeekWindow") -> None:
        if self._week is not None:
            window.set_view(self._week.view)

    def show(self, rest: tuple[str, ...], respond: Respond) -> None:
        """Show the ISO week of the first word, or this one."""
        key = rest[0] if rest else ""
        if key:
            monday_of(key)

        def on_loaded(week: Week) -> None:
            self._week = week
            self._context.tell_unreadable()
            self.open()
            respond(True, week.view.title, None)

        context = self._context
        today = context.today()
        meetings = known_meetings(context.engine.state, today)
        read = partial(load, context.store, key, today, context.settings.current.rhythm, meetings)
        context.worker.submit(
            "store.week", read, on_loaded, lambda fault: respond(False, tell(fault), None), LIMIT
        )

    def _export(self, form: str) -> None:
        """Save the week as a picture (png), its numbers (json), or every event of the store (csv)."""
        from intermezzo.ui.kit.pictures import png
        from intermezzo.ui.week.picture import render

        week, context = self._week, self._context
        if week is None:
            return
        name = f"intermezzo-{week.view.key}.{form}"
        title = tell(message("dialog.export"))
        chosen, _filter = QFileDialog.getSaveFileName(None, title, str(Path.home() / name))
        if not chosen:
            return
        out = context.named_file(Path(chosen))
        if form == "csv":
            context.worker.submit(
                "store.privacy", partial(context.store.export, "csv", out), lambda _none: None,
                self._on_fault, EXPORT_LIMIT,
            )  # fmt: skip
            return
        try:
            if form == "json":
                numbers = json.dumps(week.numbers, ensure_ascii=False, indent=2) + "\n"
                out.write(numbers.encode(), "json")
            else:
                out.write(png(render(week.view, 2.0)), "png")
        except Fault as fault:
            self._on_fault(fault)

    def _on_fault(self, fault: Fault) -> None:
        self._context.notices.show("command", fault)
