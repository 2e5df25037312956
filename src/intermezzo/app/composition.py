"""Builds everything that runs once the store is open, and connects it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QGuiApplication

from intermezzo.adapters.system.program import why_not_asked
from intermezzo.adapters.system.traces import LastTrace
from intermezzo.app import views
from intermezzo.app.autostart import Autostart
from intermezzo.app.commands import Commands, Controllers
from intermezzo.app.context import Context, Dispatch
from intermezzo.app.controllers.adding import AddingController
from intermezzo.app.controllers.library.window import LibraryController
from intermezzo.app.controllers.privacy import PrivacyController
from intermezzo.app.controllers.session import SessionController
from intermezzo.app.controllers.settings import SettingsController
from intermezzo.app.controllers.sheets import RulesController
from intermezzo.app.controllers.sound import SoundController
from intermezzo.app.controllers.today import TodayController
from intermezzo.app.controllers.week import WeekController
from intermezzo.app.controllers.welcome import WelcomeController
from intermezzo.app.day import DayController
from intermezzo.app.following import Following
from intermezzo.app.jobs import Jobs
from intermezzo.app.no_tray import NoTray
from intermezzo.app.notices import Notices
from intermezzo.app.notifications import Notifications
from intermezzo.app.options import Options
from intermezzo.app.runtime.bus_name import own_name
from intermezzo.app.runtime.clocks import Clocks
from intermezzo.app.runtime.power import Power
from intermezzo.app.runtime.scheduler import Scheduler
from intermezzo.app.runtime.worker import Worker
from intermezzo.app.settings_store import SettingsStore
from intermezzo.app.updates import Updates
from intermezzo.app.window_places import WindowPlaces, read
from intermezzo.engine.bootstrap import Components
from intermezzo.ui.tray.tray import Tray


@dataclass(frozen=True, slots=True)
class Runtime:
    """The running app."""

    context: Context
    day: DayController
    controllers: Controllers
    commands: Commands
    notifications: Notifications
    jobs: Jobs
    power: Power
    following: Following

    def stop(self, limit_seconds: float) -> None:
        """End a session, release sound, files and children, close settings and store, stop the jobs."""
        self.power.stop()
        self.notifications.end()
        self.context.places.finish()
        self.controllers.session.stop()
        self.day.calendars.stop()
        self.context.settings.finish()
        self.controllers.sound.sounds.close()
        self.context.worker.submit(
            "store.close", self.context.store.close, lambda _none: None, lambda _fault: None, limit_seconds
        )
        self.context.scheduler.stop()


def compose(
    components: Components, *, options: Options, clocks: Clocks, worker: Worker, tray: Tray,
    settings: SettingsStore, last_trace: LastTrace, dispatch: Dispatch, stop: Callable[[], None],
    parent: QObject,
) -> Runtime:  # fmt: skip
    """Return the running app, whose QObjects ``parent`` owns."""
    scheduler = Scheduler(clocks.wall, clocks.steady, parent)
    notices = Notices(scheduler, parent)
    context = Context(
        engine=components.engine, store=components.store, paths=components.paths, worker=worker,
        scheduler=scheduler, clocks=clocks, settings=settings, notices=notices, last_trace=last_trace,
        places=WindowPlaces(components.store, worker, read(components.places), parent),
        dispatch=dispatch, speed=options.speed,
        floats=not QGuiApplication.platformName().startswith("wayland"),
    )  # fmt: skip
    for key, line in components.status.items():
        notices.set(key, line)
    tell_settings = partial(_tell_settings, settings, notices)
    tell_settings()
    settings.synced.connect(tell_settings)
    if options.welcome:  # the user has just logged in; demonstrations and tests begin in the midst of a day
        components.engine.arrived(context.now())
        components.engine.first_offer.expected = True
        components.engine.active.may_be_new = True
    components.engine.at_once = options.demonstration
    day = DayController(context, components.probes, parent)
    controllers = _controllers(
        context, day, tray, parent, welcomed=components.welcomed, skip_welcome=not options.welcome
    )
    notifications = Notifications(components.notifier, worker, dispatch, parent)
    notifications.failed.connect(controllers.today.float_card)
    day.changed.connect(partial(_follow_offer, context, notifications))
    own_name(worker)
    power = Power(worker, parent)
    power.woke.connect(day.turn)
    power.shutting_down.connect(stop)
    following = Following(context, day, parent)
    NoTray(context, tray, parent)
    return Runtime(
        context, day, controllers, Commands(context, day, controllers, following, stop), notifications,
        Jobs(context, day, notifications), power, following,
    )  # fmt: skip


def _tell_settings(settings: SettingsStore, notices: Notices) -> None:
    """Show the first thing in the settings file that could not be used."""
    notices.set("settings", next(iter(settings.faults.values()), None))


def _controllers(
    context: Context, day: DayController, tray: Tray, parent: QObject, *, welcomed: bool, skip_welcome: bool
) -> Controllers:
    today = TodayController(context, day, tray)
    sound = SoundController(context, day, parent)
    privacy = PrivacyController(context, day, parent)
    adding = AddingController(context, day.calendars)
    autostart = Autostart(context, parent)
    updates = Updates(context, parent, why_not_asked())
    welcome = WelcomeController(context, day, adding, tray, welcomed=welcomed, skip=skip_welcome)
    privacy.screening_changed.connect(welcome.screening_changed)
    return Controllers(
        today=today,
        rules=RulesController(context, day, today),
        session=SessionController(context, day, sound.accompany),
        week=WeekController(context, day.calendars.fetcher),
        library=LibraryController(context, day),
        settings=SettingsController(context, day, privacy, sound, adding, autostart, updates),
        welcome=welcome,
        sound=sound,
    )


def _follow_offer(context: Context, notifications: Notifications) -> None:
    """Notify of a new offer that is no card; with a screen reader an offer waits without limit."""
    engine = context.engine
    engine.no_timeout = QAccessible.isActive()
    view = views.notification(engine, context.now()) if context.notifies else None
    notifications.follow(engine.offer, view)
