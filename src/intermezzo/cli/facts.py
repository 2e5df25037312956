"""What several commands begin with: the settings, the zone, the library, the calendars, the store, a date."""

import argparse
import uuid
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING

from intermezzo.adapters import library, settings_file
from intermezzo.adapters.system import policy_file, resources
from intermezzo.adapters.system.paths import Paths
from intermezzo.adapters.system.time_zones import local_zone, zone_named
from intermezzo.cli.output import complain
from intermezzo.core.faults import Fault, Malformed, message
from intermezzo.core.history.events import Event
from intermezzo.core.practice.prescription import Prescription
from intermezzo.core.practice.progression.resting import resting, rests
from intermezzo.core.scheduling import hours
from intermezzo.core.scheduling.day_state import effective
from intermezzo.core.scheduling.intervals import Interval
from intermezzo.core.settings import PRESETS, Calendar, Settings
from intermezzo.engine.engine import Engine
from intermezzo.engine.recorder import Recorder
from intermezzo.engine.state import HISTORY_DAYS, EngineState
from intermezzo.presenters import _, languages
from intermezzo.presenters.library.prescription import own_movement, set_name
from intermezzo.presenters.messages import tell

if TYPE_CHECKING:
    from intermezzo.adapters.store import Store
    from intermezzo.engine.bootstrap import Components


def arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of every command that plans."""
    parser.add_argument("--calendar", action="append", nargs="+", default=[], metavar="FILE", type=Path,
        help=_("an .ics file or a folder of them; replaces the configured ones"))  # fmt: skip
    parser.add_argument("--timezone", metavar="Z", help=_("an IANA zone such as Europe/Berlin"))
    parser.add_argument("--interludes", type=_count, metavar="N", help=_("interludes a day"))
    parser.add_argument("--micro", type=_count, metavar="N", help=_("micro-sessions a day"))
    parser.add_argument("--json", action="store_true", help=_("print JSON only"))


def _settings(args: argparse.Namespace, paths: Paths) -> Settings:
    """The user's settings with what the arguments replace."""
    found = own_settings(paths)
    if args.interludes is not None or args.micro is not None:
        known = {**PRESETS, "own": (found.interludes, found.micros, found.spacing)}
        # What is not said stays as it is; *frequent* has no number of its own for a day.
        interludes, micros, spacing = known.get(found.rhythm, PRESETS["quiet"])
        found = replace(
            found, rhythm="own", spacing=spacing,
            interludes=interludes if args.interludes is None else args.interludes,
            micros=micros if args.micro is None else args.micro,
        )  # fmt: skip
    if args.calendar:
        files = [file for several in args.calendar for file in several]
        for file in files:
            if not file.exists():
                raise Fault(_("{file}: no such file; check the path").format(file=file))
        found = replace(found, calendars=tuple(Calendar(str(file)) for file in files))
    return found


def own_settings(paths: Paths) -> Settings:
    """The settings of the user's file; what is wrong in it is said as a warning."""
    policy, _unused = policy_file.read(paths.policy)
    found, wrong = settings_file.read(paths.settings, policy)
    warn(map(tell, wrong.values()))
    return found


def own_library(paths: Paths) -> library.Library:
    """The shipped and the user's own movements and sessions; faulty files are said as warnings."""
    shelf = library.load([resources.sessions(), paths.sessions], languages())
    warn(map(tell, shelf.messages()))
    return shelf


def prescriptions(paths: Paths, shelf: library.Library) -> tuple[Prescription, ...]:
    """The user's prescriptions; faulty files are said as warnings."""
    read = library.prescriptions(paths.plans, shelf.movements, own_movement)
    warn(tell(fault.message) for fault in read.faults)
    return read.prescriptions


def zone_of(name: str | None, found: Settings) -> tzinfo:
    """The zone named by the argument, else by the settings, else this computer's."""
    wanted = name or found.timezone
    if not wanted:
        local = local_zone()
        if local.fault is not None:
            warn([tell(local.fault)])
        return local.zone
    zone = zone_named(wanted)
    if zone is None:
        raise Malformed(_("“{name}” is not a time zone; use one such as Europe/Berlin").format(name=wanted))
    return zone


def read_calendars(engine: Engine, paths: Paths, first: date, days: int, *, strict: bool) -> None:
    """Tell the engine what its calendars hold on the days; ``strict`` makes an unreadable one an error."""
    state = engine.state
    if not state.settings.calendars:
        return
    from intermezzo.adapters.calendars import kept, reading

    start = datetime.combine(first, time(), state.zone).astimezone(UTC) - timedelta(days=1)
    span = Interval(start, start + timedelta(days=days + 2))
    calendars, zone = state.settings.calendars, str(state.zone)
    fetched = [one for one in calendars if one.on and one.kind != "files"]
    known = kept.current(paths.calendars, fetched, span, zone, state.settings, datetime.now(UTC))
    read = reading.read(calendars, span, zone)
    read = read.with_sources((*read.sources, *(one.source for one in known.values())))
    warn(map(tell, read.warnings))
    if strict and read.faults:
        raise Fault.of(read.faults[0])
    warn(map(tell, read.faults))
    state.occurrences = read.occurrences


def engine(args: argparse.Namespace, paths: Paths) -> Engine:
    """An engine with library, without history, and with the settings as the arguments have them."""
    found = _settings(args, paths)
    zone = zone_of(args.timezone, found)
    shelf = own_library(paths)
    state = EngineState(
        found,
        tuple(shelf.sessions.values()),
        Recorder(zone, found, "cli", lambda: str(uuid.uuid4())),
        movements=tuple(shelf.movements.values()),
        prescriptions=prescriptions(paths, shelf),
        set_name=set_name,
    )
    return Engine(state)


def open_all(paths: Paths, now: datetime, *, ask_health: bool) -> "Components":
    """What the app runs on, with the user's own settings. Raises Fault."""
    from intermezzo.engine import bootstrap

    return bootstrap.open_all(
        paths, own_settings(paths), now, languages=languages(), own_movement=own_movement,
        set_name=set_name, ask_health=ask_health,
    )  # fmt: skip


@contextmanager
def open_store(paths: Paths) -> Iterator["Store"]:
    """The open store; what happened on opening is said as a warning. Raises Fault."""
    from intermezzo.engine.forgetting import open_store as opened_store

    opened = opened_store(paths)
    store, notes = opened.store, opened.notes
    # Why nothing can be written, the last note, is what a command that must write fails with, too.
    why = notes[-1:] if store.read_only else ()
    warn(map(tell, notes[: len(notes) - len(why)]))
    try:
        yield store
        warn(map(tell, why))
        if store.unreadable:
            warn([tell(message("store.rows_left_out", n=store.unreadable))])
    finally:
        store.close()


def history(found: Settings, paths: Paths) -> tuple[Event, ...]:
    """The effective rows of the last weeks."""
    with open_store(paths) as store:
        return effective(store.recent(today(found), HISTORY_DAYS))


def resting_until(known: Sequence[Event], shelf: library.Library) -> dict[str, datetime]:
    """The movements that rest now, because they were stopped, and until when."""
    now = datetime.now(UTC)
    until = rests(known, shelf.sessions.values(), now)
    return {name: until[name] for name in resting(until, now)}


def today(found: Settings) -> date:
    """The user's local day."""
    return hours.local_day(found, datetime.now(UTC), zone_of(None, found))


def warn(lines: Iterable[str]) -> None:
    """Say the lines where they are not mistaken for output."""
    for line in lines:
        complain(line)


def day(text: str) -> date:
    """A date argument, from 1970 to 2999."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        found = date.min
    if not 1970 <= found.year < 3000:
        raise argparse.ArgumentTypeError(_("“{text}” is not a date; use YYYY-MM-DD").format(text=text))
    return found


def moment(text: str, on: date, found: Settings, zone: tzinfo) -> datetime:
    """A moment argument in UTC: ISO 8601, with or without offset, or a time of the local day ``on``."""
    whole = "-" in text[:5]  # a date leads
    try:
        at = datetime.fromisoformat(text) if whole else datetime.combine(on, time.fromisoformat(text))
    except ValueError:
        at = datetime.combine(date.min, time())
    if not 1970 <= at.year < 3000:
        raise Malformed(_("“{text}” is not a time; use 14:30 or 2026-11-20T14:30+01:00").format(text=text))
    if at.tzinfo is not None or whole:
        return (at if at.tzinfo is not None else at.replace(tzinfo=zone)).astimezone(UTC)
    return hours.moment_of(found, on, at.time(), zone)


def _count(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) > 24:
        raise argparse.ArgumentTypeError(_("“{text}” is not a number from 0 to 24").format(text=text))
    return int(text)
