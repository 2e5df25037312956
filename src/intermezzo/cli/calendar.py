"""``calendar``: add, list, remove and test calendars. A secret is asked for, or a line of stdin."""

import argparse
import getpass
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from intermezzo.adapters import instance, settings_file
from intermezzo.adapters.system import policy_file
from intermezzo.adapters.system.paths import Paths
from intermezzo.cli import facts
from intermezzo.cli.asking import can_ask, line_of_input
from intermezzo.cli.output import print_json
from intermezzo.cli.talk import say, tell_written
from intermezzo.core.calendar_entry import CalendarEntry, calendar_of
from intermezzo.core.faults import Fault, Malformed
from intermezzo.core.scheduling.calendar_rules import date_span
from intermezzo.core.scheduling.intervals import Interval
from intermezzo.core.settings import Calendar, Settings
from intermezzo.presenters import _
from intermezzo.presenters.calendars.adding import AHEAD, today_line, where
from intermezzo.presenters.calendars.status import (
    CalendarState,
    age_words,
    calendar_name,
    code_words,
    states_json,
)
from intermezzo.presenters.messages import tell
from intermezzo.presenters.program import typed

KINDS = ("file", "address", "caldav", "here")
_KEYRING_KINDS = frozenset({"address", "caldav"})


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the commands of this family."""
    top = commands.add_parser("calendar", help=_("add, list, remove and test calendars"))
    verbs = top.add_subparsers(metavar="VERB", required=True)
    add = verbs.add_parser(
        "add", help=_("add a calendar; an address or password is asked for, or read from stdin")
    )
    add.add_argument("kind", metavar="KIND", choices=KINDS, help=_("file, address, caldav or here"))
    add.add_argument(
        "place", metavar="PLACE", nargs="?", default="",
        help=_("the file or folder, the CalDAV server, or the name of a calendar found on this computer"),
    )  # fmt: skip
    add.add_argument("--name", metavar="N", default="", help=_("what the calendar is called"))
    add.add_argument("--user", metavar="U", default="", help=_("the user name at the CalDAV server"))
    add.add_argument(
        "--only", metavar="NAME", default="", help=_("of an account, only the calendar of this name")
    )
    add.add_argument(
        "--me", metavar="ADDRESS", action="append", default=[], help=_("your email address in it")
    )
    add.add_argument(
        "--local-network", action="store_true", help=_("allow a server in your own private network")
    )
    add.set_defaults(run=_add)
    listed = verbs.add_parser("list", help=_("list every calendar with its state and age"))
    listed.add_argument("--json", action="store_true", help=_("print JSON only"))
    listed.set_defaults(run=_list)
    for name, text, run in (
        ("remove", _("remove a calendar, and delete its secret"), _remove),
        ("test", _("read a calendar now, and tell what is in it"), _test),
    ):
        one = verbs.add_parser(name, help=text)
        one.add_argument("name", metavar="NAME", help=_("what the list calls it; or its path"))
        one.set_defaults(run=run)


# -- add -----------------------------------------------------------------------------------------------


def _add(args: argparse.Namespace, paths: Paths) -> int:
    settings = facts.own_settings(paths)
    calendars, secret = _wanted(args)
    if args.name and len(calendars) > 1:
        raise Malformed(_("--name needs one calendar; choose one with --only NAME"))
    new = [_named(one, args) for one in calendars]
    known = {(one.kind, one.path) for one in settings.calendars if one.kind != "address"}
    if twice := [calendar_name(one) for one in new if (one.kind, one.path) in known]:
        raise Fault(_("already there: {names}").format(names=", ".join(twice)))
    told = [_read(one, secret, settings) for one in new]
    for one in new:
        if one.kind in _KEYRING_KINDS:
            _keep(one, secret, paths)
    _write(paths, settings, (*settings.calendars, *new))
    for one, line in zip(new, told, strict=True):
        print(_("Added: {name}. {today}").format(name=calendar_name(one), today=line))
    return 0


def _wanted(args: argparse.Namespace) -> tuple[Sequence[Calendar], str]:
    """Return the calendars that the arguments mean, and their secret."""
    from intermezzo.adapters.calendars import adding

    if args.kind == "here":
        return _chosen(adding.found_here().found, args.place), ""
    if args.kind == "file":
        if not args.place:
            raise Malformed(_("calendar add file needs a file or folder"))
        return [calendar_of(CalendarEntry("files", args.place))], ""
    if args.kind == "address":
        if args.place:
            raise Malformed(
                _("an address is a secret: leave it out here, it is asked for or read from stdin")
            )
        entry = CalendarEntry("address", _secret(_("Address: ")), local_network=args.local_network)
        return [calendar_of(entry)], entry.secret
    if not (args.place and args.user) and "@" not in args.place:
        raise Malformed(_("calendar add caldav needs a server and --user, or an email address"))
    entry = CalendarEntry(
        "account", args.place, args.user or args.place, _secret(_("Password: ")), args.local_network
    )
    answer = adding.find(calendar_of(entry), entry.secret)
    if answer.fault is not None:
        raise Fault.of(answer.fault)
    return (_chosen(answer.found, args.only) if args.only else answer.found), entry.secret


def _chosen(found: Sequence[Calendar], name: str) -> list[Calendar]:
    """Return the calendar of a name, of those that were found."""
    chosen = [one for one in found if name and calendar_name(one) == name]
    if len(chosen) == 1:
        return chosen
    names = "; ".join(f"{calendar_name(one)} ({where(one)})" for one in found)
    if not names:
        raise Fault(_("no other program has a calendar on this computer"))
    raise Fault(_("name one of these: {names}").format(names=names))


def _named(calendar: Calendar, args: argparse.Namespace) -> Calendar:
    found = replace(calendar, name=args.name or calendar.name, me=tuple(args.me) or calendar.me)
    return found if found.kind == "files" else replace(found, id=uuid4().hex)


def _secret(prompt: str) -> str:
    """Ask for a secret at the terminal, or read a line of stdin."""
    text = getpass.getpass(prompt) if can_ask() else line_of_input()
    if not text.strip():
        raise Malformed(_("the address or password is missing; type it, or give it as a line of stdin"))
    return text.strip()


def _read(calendar: Calendar, secret: str, settings: Settings) -> str:
    """Return what a calendar holds today, in a line. Raise Fault if it cannot be read."""
    from intermezzo.adapters.calendars import adding

    zone, today = facts.zone_of(None, settings), facts.today(settings)
    start = date_span(today, zone).start
    reading = adding.try_out(calendar, secret, Interval(start, start + AHEAD), str(zone))
    if reading.faults:
        raise Fault.of(reading.faults[0])
    facts.warn(map(tell, reading.left_out))
    known = [one for file in reading.files for one in file.occurrences]
    return today_line(known, settings, today, datetime.now(UTC), zone)


def _keep(calendar: Calendar, secret: str, paths: Paths) -> None:
    """Store the secret in the keyring; without one the running app remembers it."""
    from intermezzo.adapters.calendars import adding

    answer = adding.keep(calendar, secret)
    if answer.fault is not None:
        raise Fault.of(answer.fault)
    if answer.for_this_run:
        try:
            say(paths, ("calendar", "remember", calendar.id, secret))
        except instance.NoAppError as error:
            raise Fault(
                _("this computer has no keyring, and Intermezzo isn’t running to remember it; start it first")
            ) from error
        facts.warn(map(tell, answer.warnings))


def _write(paths: Paths, settings: Settings, calendars: tuple[Calendar, ...]) -> None:
    """Write the settings; a running app reads them again."""
    policy, _unused = policy_file.read(paths.policy)
    settings_file.write(paths.settings, replace(settings, calendars=calendars), policy)
    tell_written(paths)


# -- list, remove, test --------------------------------------------------------------------------------


def _list(args: argparse.Namespace, paths: Paths) -> int:
    found = _states(paths)
    if args.json:
        print_json(found)
        return 0
    if not found:
        print(_("No calendar yet. Add one with: {intermezzo} calendar add KIND").format(intermezzo=typed()))
    for one in found:
        age = one["age_seconds"]
        told = [code_words(one["state"])]
        told += [] if age is None else [age_words(timedelta(seconds=age))]
        print(f"{one['name']:28} {one['kind']:12} {', '.join(told)}")
    return 0


def _states(paths: Paths) -> list[dict[str, Any]]:
    """Return the calendars as the running app knows them; without it, as they can be read or are kept."""
    try:
        data = say(paths, ("status",)).data
        found: list[dict[str, Any]] = data["calendars"]
    except instance.NoAppError:
        found = states_json(_states_here(paths, facts.own_settings(paths)))
    return found


def _states_here(paths: Paths, settings: Settings) -> list[CalendarState]:
    from intermezzo.adapters.calendars import kept, reading

    now, zone = datetime.now(UTC), facts.zone_of(None, settings)
    span = date_span(facts.today(settings), zone)
    files = reading.read_again(settings.calendars, span, str(zone), None, now).sources
    remote = [one for one in settings.calendars if one.kind != "files"]
    known = kept.load(paths.calendars, remote, kept.words_of(settings))
    read = {one.calendar: one for one in (*files, *(one.source for one in known.values()))}
    return [
        CalendarState(one, source.age(now), source.faults, source.left_out)
        if (source := read.get(one))
        else CalendarState(one)
        for one in settings.calendars
    ]


def _remove(args: argparse.Namespace, paths: Paths) -> int:
    from intermezzo.adapters.calendars import adding

    settings = facts.own_settings(paths)
    gone = _one(settings, args.name)
    _write(paths, settings, tuple(one for one in settings.calendars if one is not gone))
    if gone.kind in _KEYRING_KINDS:
        answer = adding.drop(gone)
        if answer.fault is not None:
            raise Fault.of(answer.fault)
    print(_("Removed: {name}").format(name=calendar_name(gone)))
    return 0


def _test(args: argparse.Namespace, paths: Paths) -> int:
    settings = facts.own_settings(paths)
    print(_read(_one(settings, args.name), "", settings))
    return 0


def _one(settings: Settings, name: str) -> Calendar:
    """Return the calendar of a name, or of a path where several share the name. Raise Fault."""
    named = [one for one in settings.calendars if calendar_name(one) == name]
    named = named if len(named) == 1 else [one for one in settings.calendars if one.path == name]
    if len(named) == 1:
        return named[0]
    names = ", ".join(calendar_name(one) for one in settings.calendars)
    if not names:
        words = _("there is no calendar; add one with: {intermezzo} calendar add KIND")
        raise Fault(words.format(intermezzo=typed()))
    raise Fault(_("no one calendar “{name}”; available: {names}").format(name=name, names=names))
