"""The Settings window."""

from functools import partial
from typing import TYPE_CHECKING

from intermezzo import __version__
from intermezzo.adapters import chime
from intermezzo.adapters.system.identity import HOMEPAGE
from intermezzo.adapters.system.program import voice_command
from intermezzo.app import views
from intermezzo.app.autostart import Autostart
from intermezzo.app.context import Context
from intermezzo.app.controllers.adding import AddingController
from intermezzo.app.controllers.base import WindowController
from intermezzo.app.controllers.privacy import PrivacyController
from intermezzo.app.controllers.sound import SoundController
from intermezzo.app.day import DayController
from intermezzo.app.updates import Updates
from intermezzo.core.faults import message
from intermezzo.core.override import override
from intermezzo.core.plain_text import escaped
from intermezzo.core.scheduling.ahead import is_over
from intermezzo.core.settings import Calendar, Settings
from intermezzo.presenters.messages import tell
from intermezzo.presenters.policy import locked_line
from intermezzo.presenters.program import newest_line
from intermezzo.presenters.settings import StripView
from intermezzo.presenters.welcome import health_line

if TYPE_CHECKING:
    from intermezzo.ui.settings.window import SettingsWindow


class SettingsController(WindowController["SettingsWindow"]):
    """Every change in the window is used at once."""

    def __init__(
        self,
        context: Context,
        day: DayController,
        privacy: PrivacyController,
        sound: SoundController,
        adding: AddingController,
        autostart: Autostart,
        updates: Updates,
    ) -> None:
        super().__init__(context)
        self.autostart = autostart
        self._updates = updates
        self._calendars = day.calendars
        self._adding = adding
        self._day: object = None
        """What the strip depends on beside the settings, as it was planned for last."""
        self.privacy = privacy
        self._sound = sound
        context.settings.changed.connect(self._follow)
        context.settings.synced.connect(self._show_faults)
        day.changed.connect(self._follow_day)
        autostart.changed.connect(self._show_login)
        updates.changed.connect(self._show_newest)

    @override
    def make(self) -> "SettingsWindow":
        from intermezzo.ui.settings.window import SettingsWindow

        paths = self._context.paths
        places = {
            "place.database": paths.database, "place.backups": paths.backups,
            "place.settings": paths.settings, "place.sessions": paths.sessions,
            "place.prescriptions": paths.plans, "place.log": paths.log,
        }  # fmt: skip
        window = SettingsWindow(
            self._preview, version=__version__,
            paths=tuple((tell(message(code)), escaped(str(path))) for code, path in places.items()),
            voice=voice_command(), player=None if chime.available() else chime.install_command(),
        )  # fmt: skip
        window.changed.connect(self._context.settings.replace)
        window.privacy_page.privacy.connect(lambda wish: self.privacy.do(wish, window))
        window.sound_row.listen.clicked.connect(self._sound.listen)
        self.privacy.done.connect(window.privacy_page.set_outcome)
        self._sound.told.connect(window.sound_row.set_line)
        window.command.connect(self._context.dispatch)
        field = window.calendars
        field.adding.connect(lambda: self._adding.open(window))
        field.removed.connect(self._adding.drop)
        field.entered_again.connect(lambda calendar: self._adding.open(window, calendar))
        field.tested.connect(lambda calendar: self._adding.test(calendar, partial(self._tell_test, calendar)))
        window.set_faults(self._context.settings.faults)
        policy = self._context.settings.policy
        window.lock(policy.locked, locked_line(policy))
        if self._updates.why_not is not None:
            window.lock({"updates"}, tell(self._updates.why_not))
        return window

    @override
    def update(self, window: "SettingsWindow") -> None:
        window.set_settings(self._context.settings.current)
        window.calendars.set_states(self._calendars.states())
        self._show_health(window)
        self._show_login()
        self._show_newest()
        self.autostart.look()

    def open_page(self, group: str) -> None:
        """Show the window at a page."""
        self.open().show_page(group)

    def _show_health(self, window: "SettingsWindow") -> None:
        window.set_health(health_line(self._context.engine.screening, self._context.today()))

    def _show_login(self) -> None:
        if self.window is not None:
            self.window.set_login(self.autostart.on)

    def _show_newest(self) -> None:
        if self.window is not None:
            asked = self._updates.asked
            line = newest_line(asked.newest, __version__, HOMEPAGE) if asked is not None else ""
            self.window.set_newest(line)

    def _preview(self, settings: Settings) -> StripView:
        return views.strip(self._context.engine, settings, self._context.now())

    def _follow(self, settings: Settings) -> None:
        """Show what was changed elsewhere."""
        if self.window is not None and self.window.settings != settings:
            self.update(self.window)

    def _follow_day(self) -> None:
        """Show how old the calendars are, and plan today again if it has become another day."""
        if self.window is None:
            return
        self.window.calendars.set_states(self._calendars.states())
        self._show_health(self.window)
        engine, now = self._context.engine, self._context.now()
        day = (engine.day, is_over(engine.day, now), engine.day_state.gentle_until)
        if day != self._day:
            self._day = day
            self.window.show_strip()

    def _tell_test(self, calendar: Calendar, fault: str) -> None:
        if self.window is not None:
            self.window.calendars.tell_test(calendar, fault)

    def _show_faults(self) -> None:
        if self.window is not None:
            self.window.set_faults(self._context.settings.faults)
