"""Every window by name, from the made-up history and the sample views."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from PySide6.QtWidgets import QWidget

from intermezzo import __version__
from intermezzo.app import library_views, views
from intermezzo.core.faults import message
from intermezzo.core.history.events import Reason
from intermezzo.core.practice.editing import Draft, UndoHistory, added, dosed, eased, titled
from intermezzo.core.practice.model import Session
from intermezzo.core.practice.playback import Playing, advance
from intermezzo.core.practice.screening import HealthAnswer, Screening
from intermezzo.core.practice.timeline import lead_in
from intermezzo.core.settings import GROUPS, Calendar, Settings
from intermezzo.engine.engine import Engine
from intermezzo.engine.week import Week
from intermezzo.presenters import ways_out
from intermezzo.presenters.coming import next_at
from intermezzo.presenters.messages import tell
from intermezzo.presenters.program import report
from intermezzo.presenters.recovery import recovery_view
from intermezzo.presenters.safety import after_a_stop
from intermezzo.presenters.views import ComingView
from intermezzo.presenters.welcome import health_line
from intermezzo.ui.kit.keys_sheet import KeysSheet, usual_keys
from intermezzo.ui.kit.notice import ChoiceNotice
from intermezzo.ui.kit.text_field import TextField
from intermezzo.ui.library.window import LibraryWindow
from intermezzo.ui.offer.card import OfferCard
from intermezzo.ui.player.window import PlayerWindow
from intermezzo.ui.settings.window import SettingsWindow
from intermezzo.ui.today.report import ReportSheet
from intermezzo.ui.today.rules import RulesSheet
from intermezzo.ui.today.window import TodayWindow
from intermezzo.ui.week.window import WeekWindow
from intermezzo.ui.welcome.window import WelcomeWindow
from tools.gallery import samples
from tools.gallery.adding import adding_windows, states
from tools.gallery.prescription import plan_windows

SHOWN = "unwind_the_hips"
COMPOSED = "After the stand-up"
COMPOSED_OF = (
    ("standing_arrive", 2),
    ("wall_slide", 4),
    ("thor_rot_seated", 1),
    ("breath_lateral_standing", 2),
)
ON_THE_FLOOR = "open_on_the_mat"
"""The session whose waiting and turning over are shown."""
WELCOME = (
    "welcome", "welcome-no-tray", "welcome-health", "welcome-health-whole", "welcome-help",
    "welcome-help-whole", "welcome-hours", "welcome-calendar", "welcome-place",
)  # fmt: skip
"""The pages of the first start; the first as it is with a tray and without one."""
INTO_STEP = 7.0
"""Seconds of the second step that have passed in the picture of the player: it moves."""


def paths() -> tuple[tuple[str, str], ...]:
    """The places of the Privacy page."""
    config, data = "/home/ana/.config/intermezzo", "/home/ana/.local/share/intermezzo"
    places = {
        "place.database": f"{data}/intermezzo.sqlite3",
        "place.backups": f"{data}/backups",
        "place.settings": f"{config}/settings.toml",
        "place.sessions": f"{config}/sessions",
        "place.prescriptions": f"{config}/plans",
        "place.log": f"{data}/intermezzo.log",
    }
    return tuple((tell(message(code)), place) for code, place in places.items())


VOICE_COMMAND = "uv sync --locked --extra voice --project /home/ana/intermezzo"


def settings_window(group: str) -> SettingsWindow:
    """The settings at one page."""
    window = SettingsWindow(
        lambda _settings: samples.strip(), version="0.1.0", paths=paths(), voice=VOICE_COMMAND
    )
    calendars = (
        Calendar("/home/ana/calendars/work.ics", ("ana@example.org",)),
        Calendar("/home/ana/calendars/home"),
    )
    window.set_settings(
        Settings(
            rhythm="steady",
            calendars=calendars,
            days_off=("2026-12-24", "2026-12-25", "2026-12-26"),
            leave_out=("kneeling", "overhead"),
        )
    )
    window.set_health(health_line(Screening(HealthAnswer.NONE, samples.FRIDAY), samples.FRIDAY))
    window.show_page(group)
    return window


def welcome(name: str) -> WelcomeWindow:
    """The first start at one page."""
    window = WelcomeWindow(lambda: 0.0)
    window.set_settings(Settings())
    if name == "welcome-no-tray":
        window.show_desktop(tray=False, card=True)
    elif name != "welcome":
        window.start.click()
    if name in ("welcome-help", "welcome-help-whole"):
        window.answers["something"].click()
    if name in ("welcome-health-whole", "welcome-help-whole"):
        for page in (window.health, window.help):
            page.show_list(whole=True)
    if name in ("welcome-hours", "welcome-calendar", "welcome-place"):
        window.answers["none"].click()
    if name == "welcome-calendar":
        window.set_settings(Settings(calendars=(Calendar("/home/ana/calendars/work.ics"),)))
        window.set_read_back(samples.read_back())
    if name == "welcome-place":
        window.go_on.click()
    return window


def windows(
    engine: Engine, now: datetime, week: Week, pages: Sequence[str] = GROUPS
) -> Iterator[tuple[str, QWidget]]:
    """Every window with its name; a settings window for each of ``pages``."""
    view = views.card(engine, now)
    if view is not None:
        card = OfferCard()
        card.set_view(view)
        yield "offer", card
        session = engine.state.session(SHOWN) or view.session
        coming = next(
            (next_at(slot.start, engine.state.zone) for slot in engine.plan.slots if slot.start > now), ""
        )
        yield from _players(session, ComingView(coming))
        yield from _on_the_floor(engine.state.session(ON_THE_FLOOR) or session)
    today = TodayWindow()
    today.set_view(views.today(engine, now))
    yield "today", today
    weekly = WeekWindow()
    weekly.set_view(week.view)
    yield "week", weekly
    own = LibraryWindow(lambda: 0.0)
    own.movements.set_view(library_views.repertoire(engine))
    yield "library", own
    listed = LibraryWindow(lambda: 0.0)
    listed.sessions.set_rows(library_views.sessions(engine, {SHOWN, ON_THE_FLOOR}, {}))
    listed.show_page("sessions")
    yield "library-sessions", listed
    yield "composer", _composer(engine)
    yield from plan_windows(engine, now)
    yield from _settings(engine, now, pages)
    for name in WELCOME:
        made = welcome(name)
        if made.page() == "hello":
            made.greeting.show_movement(engine.state.movement(views.GREETING))
        yield name, made
    yield from _special_states()
    yield from adding_windows()


_TRACE = (
    "ZeroDivisionError",
    "  intermezzo/app/runtime/worker.py, line 163, in _deliver",
    "  intermezzo/app/day.py, line 160, in _decide",
    "  intermezzo/engine/engine.py, line 118, in turn",
    "  intermezzo/core/scheduling/planner.py, line 97, in plan",
)


def _special_states() -> Iterator[tuple[str, QWidget]]:
    """Windows in states that the made-up history does not reach."""
    full = TodayWindow()
    full.set_view(samples.full_today())
    yield "today-full", full
    asking = TodayWindow()
    since = datetime(2026, 11, 20, 10, 31, tzinfo=UTC)
    asked = (ways_out.call_over(), ways_out.held(Reason.DO_NOT_DISTURB, since, UTC))
    asking.set_view(replace(samples.today(), notices=asked))
    yield "today-asking", asking
    broken = TodayWindow()
    told = (tell(message("log.unexpected", kind="ZeroDivisionError")),)
    broken.set_view(replace(samples.full_today(), status=told, report=True))
    yield "today-error", broken
    yield from _sheets()
    table = WeekWindow()
    table.set_view(samples.week())
    table.toggle_table()
    yield "week-table", table
    first = WeekWindow()
    first.set_movement(samples.movement())
    first.set_view(samples.first_week())
    yield "week-first", first
    one = WeekWindow()
    one.set_view(samples.week())
    one.show_day(samples.week_day())
    yield "week-day", one
    over = TodayWindow()
    over.set_view(samples.day_off())
    yield "today-off", over
    told_on_card = OfferCard()
    told_on_card.set_view(samples.card())
    told_on_card.show_answer(tell(message("offer.skipped")))
    told_on_card.answer.timer.stop()  # it would leave after a while
    yield "offer-answered", told_on_card
    yield "keys", KeysSheet(None, (*full.keys(), *usual_keys()))
    wrong = settings_window("rhythm")
    monday = wrong.controls["monday"]
    assert isinstance(monday, TextField)
    monday.line.setText("9-25")
    monday.line.textEdited.emit("9-25")
    file = "/home/ana/.config/intermezzo/settings.toml"
    unfit = message(
        "settings.unfit", path=file, key="tuesday", value='"9-25"', default='["09:00-17:00"]',
        how=message("settings.need_intervals"),
    )  # fmt: skip
    misspelt = message("settings.unknown_key", path=file, key="spaceing", near="spacing")
    wrong.set_faults({"tuesday": tell(unfit), "spaceing": tell(misspelt)})
    yield "settings-wrong", wrong
    damaged = message("store.unopenable", path="/home/ana/.local/share/intermezzo/intermezzo.sqlite3")
    copies = [(date(2026, 11, 27), 1204), (date(2026, 11, 26), 1187), (date(2026, 11, 22), 1102)]
    yield "recovery", ChoiceNotice(recovery_view(damaged, copies))


def _sheets() -> Iterator[tuple[str, QWidget]]:
    """What opens over Today."""
    system = "Linux-6.8.0-45-generic-x86_64-with-glibc2.39"
    yield "report", ReportSheet(report("0.1.0", "3.12.4", "6.11.0", system, _TRACE), None)
    rules = RulesSheet(None)
    rules.set_view(samples.own_rules())
    yield "rules", rules


def _composer(engine: Engine) -> LibraryWindow:
    """A session that is put together, beside the movements."""
    movements = {one.id: one for one in engine.state.movements}
    draft = titled(Draft(), COMPOSED)
    for index, (name, reps) in enumerate(COMPOSED_OF):
        draft = dosed(added(draft, movements[name]), index, reps)
    draft = eased(draft, 1, easier=True)
    window = LibraryWindow(lambda: 0.0)
    window.sessions.composer.set_movements(movements)
    window.sessions.composer.begin(UndoHistory(draft))
    window.sessions.show_composer()
    window.show_page("sessions")
    return window


def _on_the_floor(session: Session) -> Iterator[tuple[str, QWidget]]:
    """The player as it waits on the floor, and as the other side comes."""
    sided = next(n for n, step in enumerate(session.steps) if step.movement.turn)
    turn = session.starts[sided] + session.steps[sided].stretch + 8.0
    for name, elapsed in (("player-ready", session.starts[0] + 4.0), ("player-turn", turn)):
        player = PlayerWindow(lambda: 0.0)
        player.start(session, advance(Playing(session), elapsed, waits=name == "player-ready"))
        yield name, player


def _players(session: Session, coming: ComingView) -> Iterator[tuple[str, QWidget]]:
    """The player in the middle of a session, at a change-over, and at its quiet end."""
    third = lead_in(session, 2) + 1.0
    for name, elapsed in (("player", session.starts[1] + INTO_STEP), ("player-change-over", third)):
        player = PlayerWindow(lambda: 0.0)
        player.start(session, advance(Playing(session), elapsed))
        yield name, player
    for name, view in (("player-close", coming), ("player-close-join", samples.coming())):
        player = PlayerWindow(lambda: 0.0)
        player.start(session, advance(Playing(session), session.seconds - 1.0))
        player.finish()
        player.closing.set_coming(view)
        yield name, player
    player = PlayerWindow(lambda: 0.0)
    player.start(session, advance(Playing(session), session.seconds / 3))
    player.finish()
    player.closing.set_coming(coming)
    player.closing.show_felt("stopped", "worrying", line=f"{samples.RESTS} {after_a_stop()}")
    yield "player-close-stopped", player
    player = PlayerWindow(lambda: 0.0)
    player.start(session, advance(Playing(session), session.seconds - 1.0))
    player.finish()
    player.closing.set_coming(coming)
    player.closing.show_felt("stopped", "uncomfortable", line=samples.RESTS)
    yield "player-close-which", player
    player = PlayerWindow(lambda: 0.0)
    player.start(session, advance(Playing(session), session.seconds - 1.0))
    player.finish()
    player.closing.set_coming(coming)
    player.closing.show_felt("smooth")
    player.closing.ask(samples.STEP_QUESTION)
    yield "player-close-question", player


def _settings(engine: Engine, now: datetime, pages: Sequence[str]) -> Iterator[tuple[str, QWidget]]:
    for group in pages:
        window = SettingsWindow(
            lambda settings: views.strip(engine, settings, now),
            version=__version__,
            paths=paths(),
            voice=VOICE_COMMAND,
        )
        settings = engine.state.settings
        if group == "calendars":
            settings = replace(settings, calendars=tuple(one.calendar for one in states()))
        window.set_settings(settings)
        window.calendars.set_states(states())
        window.set_health(health_line(Screening(HealthAnswer.NONE, samples.FRIDAY), samples.FRIDAY))
        window.show_page(group)
        yield f"settings-{group}", window
