"""Settings, welcome and export: where the user has something kept, taken along or forgotten."""

import json
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from intermezzo import __version__
from intermezzo.app import views, weeks
from intermezzo.app.controllers.base import delete_on_close, raise_window
from intermezzo.app.controllers.composer import Composing
from intermezzo.app.controllers.prescription import Plans
from intermezzo.app.controllers.repertoire import RepertoirePage
from intermezzo.app.day import DayController
from intermezzo.core.faults import Fault
from intermezzo.core.settings import Settings
from intermezzo.engine.bootstrap import SCREENING, is_screening_passed
from intermezzo.presenters import _
from intermezzo.presenters.messages import tell
from intermezzo.ui.kit import style

if TYPE_CHECKING:
    from intermezzo.app.application import Application
    from intermezzo.presenters.settings import StripView
    from intermezzo.ui.settings.window import SettingsWindow
    from intermezzo.ui.welcome.window import WelcomeWindow

SLOW = 120.0
"""Seconds for what goes through the whole history."""


class Pages(QObject):
    """Makes the windows when they are first needed, and does what they ask for."""

    listen = Signal()
    """The user wants to hear a tone."""

    def __init__(self, app: "Application", desk: DayController, *, welcomed: bool) -> None:
        super().__init__(app)
        self.app = app
        self.desk = desk
        self.plans = Plans(app, desk)
        self.welcomed = welcomed
        # Which of the two it was is kept nowhere: after a start the help page speaks to the milder one.
        self._answered = "unsure" if welcomed and not desk.engine.screening_passed else ""
        self.settings: SettingsWindow | None = None
        self._unfit: Mapping[str, str] = {}
        self.welcome: WelcomeWindow | None = None
        self.composing = Composing(app, desk)
        self.repertoire = RepertoirePage(app, desk)

    # -- settings ------------------------------------------------------------------------------------

    def show_settings(self) -> None:
        """Open Settings, or raise it."""
        if self.settings is None:
            from intermezzo.ui.settings.window import SettingsWindow

            paths = self.desk.paths
            self.settings = SettingsWindow(
                self._preview,
                version=__version__,
                paths=(
                    (_("Your entries"), str(paths.database)),
                    (_("Copies of it"), str(paths.backups)),
                    (_("Settings"), str(paths.settings)),
                    (_("Your own sessions"), str(paths.sessions)),
                    (_("Your physiotherapist’s plans"), str(paths.plans)),
                    (_("Log"), str(paths.log)),
                ),
            )
            self.settings.changed.connect(self.app.set_settings)
            self.settings.privacy.connect(self.privacy)
            self.settings.listen.connect(self.listen)
            delete_on_close(self.settings, self._settings_closed)
            self.settings.command.connect(self.app.say)
            self.settings.set_faults(self._unfit)
        self.settings.set_settings(self.app.settings)
        raise_window(self.settings)

    def set_unfit(self, lines: Mapping[str, str]) -> None:
        """What in the settings file could not be used, a line by key; nothing once the file was written."""
        self._unfit = lines
        if self.settings is not None:
            self.settings.set_faults(lines)

    def _settings_closed(self) -> None:
        self.settings = None

    def _welcome_closed(self) -> None:
        self.welcome = None

    def _preview(self, settings: Settings) -> "StripView":
        return views.strip(self.desk.engine, settings, self.desk.now())

    def privacy(self, wish: tuple[str, ...]) -> None:
        """What the Privacy page asks for."""
        store, paths = self.desk.store, self.desk.paths
        match wish:
            case ("open-folder",):
                QDesktopServices.openUrl(QUrl.fromLocalFile(str(paths.database.parent)))
            case ("export", ("json" | "csv") as form):
                write = partial(store.export, form)
                self._save(_("Export"), f"intermezzo.{form}", write, _("Exported to {path}."))
            case ("move-out",):
                said = _("Written to {path}. Open it on the other computer, on this same page.")
                write = partial(store.export, "json")
                self._save(_("Move to another computer"), "intermezzo-move.json", write, said)
            case ("move-in",):
                self._take_in()
            case ("backup",):
                self._save(_("Copy"), "intermezzo-copy.sqlite", store.copy_to, _("Copied to {path}."))
            case ("forget", "all"):
                self._forget(None)
            case ("forget", "before", day):
                self._forget(date.fromisoformat(day))

    def _save(self, title: str, name: str, write: Callable[[Path], object], said: str) -> None:
        chosen, _filter = QFileDialog.getSaveFileName(self.settings, title, str(Path.home() / name))
        if chosen:
            path = Path(chosen)
            self._do(partial(write, path), lambda _result: said.format(path=path))

    def _take_in(self) -> None:
        chosen, _filter = QFileDialog.getOpenFileName(
            self.settings, _("Take in from another computer"), str(Path.home()), "JSON (*.json)"
        )
        if chosen:
            self._do(partial(self.desk.store.merge, Path(chosen)), self._taken_in)

    def _taken_in(self, count: object) -> str:
        self.desk.reload(self.screening_is)
        return _("{n} rows taken in.").format(n=count)

    def _forget(self, before: date | None) -> None:
        def forgotten(count: object) -> str:
            self.desk.forgotten(before)
            if before is None:
                self.screening_is(None)
            return _("{n} rows forgotten, copies included.").format(n=count)

        self._do(partial(self.desk.store.forget, before), forgotten)

    def _do(self, work: Callable[[], object], said: Callable[[object], str]) -> None:
        self.app.worker.submit(
            "store.privacy", work, lambda result: self._outcome(said(result)),
            lambda fault: self._outcome(tell(fault)), SLOW,
        )  # fmt: skip

    def set_sound_line(self, line: str) -> None:
        """Show why nothing can be heard, where the user has just asked for it."""
        if self.settings is not None:
            self.settings.set_sound_line(line)

    def _outcome(self, line: str) -> None:
        if self.settings is not None:
            self.settings.set_outcome(line)

    # -- the first start -----------------------------------------------------------------------------

    def show_welcome(self) -> None:
        """Open the first start, or open it again: the help page while sessions are held back."""
        if self.welcome is None:
            from intermezzo.ui.welcome.window import WelcomeWindow

            self.welcome = WelcomeWindow(self.desk.clocks.monotonic)
            self.welcome.greeting.show_movement(self.desk.engine.movement(views.GREETING))
            self.welcome.screened.connect(self.screened)
            delete_on_close(self.welcome, self._welcome_closed)
            self.welcome.changed.connect(self.app.set_settings)
            self.welcome.done.connect(self._welcomed)
        self.welcome.set_settings(self.app.settings)
        self.welcome.begin(first=not self.welcomed, answer=self._answered)
        raise_window(self.welcome)

    def screened(self, answer: str) -> None:
        """Keep that the questions were shown, whether nothing was ticked, and the date; nothing else."""
        screening_passed = answer == "none"
        self._answered = "" if screening_passed else answer
        desk = self.desk
        if not screening_passed:
            desk.engine.screening_passed = False  # at once; the other way only after its commit
            desk.turn()
        kept = json.dumps(
            {
                "shown": True,
                "cleared": screening_passed,
                "date": desk.engine.recorder.day(desk.now()).isoformat(),
            }
        )

        def done(_none: object) -> None:
            desk.engine.screening_passed = screening_passed
            desk.turn()

        def wrong(fault: Fault) -> None:
            desk.status["store"] = _("Not written down yet: {why}").format(why=tell(fault))
            done(None)

        self.app.worker.submit(
            "store.screening", partial(desk.store.set_fact, SCREENING, kept), done, wrong, 10.0
        )

    def screening_is(self, screening: str | None) -> None:
        """Follow what is in the store, after another process or the user's wish to forget changed it."""
        if not self.app.options.welcome:
            return
        engine = self.desk.engine
        before, engine.screening_passed = engine.screening_passed, is_screening_passed(screening)
        self.welcomed = screening is not None
        if engine.screening_passed:
            self._answered = ""
        elif before:
            self._answered = "unsure" if self.welcomed else ""
            self.show_welcome()

    def _welcomed(self) -> None:
        self.welcomed = True
        self.app.say(("show", "today"))

    # -- the week ------------------------------------------------------------------------------------

    def export_week(self, week: weeks.Week, form: str) -> None:
        """Save the week that is shown: as a picture, as its numbers, or every entry."""
        name = f"intermezzo-{week.view.key}.{form}"
        chosen, _filter = QFileDialog.getSaveFileName(None, _("Export"), str(Path.home() / name))
        if not chosen:
            return
        path = Path(chosen)
        if form == "png":
            from intermezzo.ui.week.picture import render

            if not render(week.view, style.current(), 2.0).save(str(path)):
                self.desk.tell("said", _("{path} could not be written.").format(path=path))
        elif form == "json":
            text = json.dumps(week.numbers, ensure_ascii=False, indent=2) + "\n"
            try:
                path.write_text(text, encoding="utf-8")
            except OSError as error:
                self.desk.tell("said", f"{path}: {error.strerror}.")
        else:
            self.app.worker.submit(
                "store.privacy", partial(self.desk.store.export, "csv", path), lambda _none: None,
                lambda fault: self.desk.tell("said", tell(fault)), SLOW,
            )  # fmt: skip
