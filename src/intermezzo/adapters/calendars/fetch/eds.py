"""Calendars of Evolution Data Server, with those of GNOME Online Accounts, over D-Bus.

Its interfaces are org.gnome.evolution.dataserver.Source, .CalendarFactory and .Calendar.
"""

import configparser
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta

from intermezzo.adapters.calendars.fetch import documents
from intermezzo.adapters.calendars.fetch.protocol import Answer, Request
from intermezzo.adapters.system.dbus import Bus
from intermezzo.adapters.system.time_zones import zone_known
from intermezzo.core.faults import Fault, Message, message
from intermezzo.core.settings import Calendar

SOURCES_SECONDS = 3.0
"""To list the calendars; the program may have to be started. With the other limits less than SECONDS."""
OPEN_SECONDS = 4.0
"""For each of the two steps that open a calendar."""
EVENTS_SECONDS = 5.0
ZONES = 16
"""Most time zones of its own that a calendar has."""

_NAME = "org.gnome.evolution.dataserver."
_CALENDAR = f"{_NAME}Calendar"
_FACTORY = f"{_NAME}CalendarFactory"
_PROPERTIES = "org.freedesktop.DBus.Properties"
_KEYRING = "org.freedesktop.secrets"
_NO_MEETINGS = {"contacts", "weather"}
"""Backends whose calendars are not offered: birthdays and the weather."""
_PACKAGES = {"ews": "evolution-ews", "microsoft365": "evolution-ews"}
"""The Debian package of a backend that is not part of the server."""
_PROVIDERS = {"exchange": "ews", "ms_graph": "microsoft365"}
"""The backend of a kind of account of GNOME Online Accounts; without it the server has no calendars of it."""
_SIGN_IN = ("client_2derror_2dquark.Code4", "client_2derror_2dquark.Code5")
"""E_CLIENT_ERROR_AUTHENTICATION_FAILED and …_REQUIRED, as GDBus names them."""
_OFFLINE = ("client_2derror_2dquark.Code6", "client_2derror_2dquark.Code7")
"""E_CLIENT_ERROR_REPOSITORY_OFFLINE and …_OFFLINE_UNAVAILABLE."""
_ZONE = re.compile(
    r'^(?:DTSTART|DTEND|RECURRENCE-ID|EXDATE|RDATE)\b[^:\r\n]*?;TZID=("[^"\r\n]*"|[^;:\r\n]*)', re.MULTILINE
)
_FOLD = re.compile(r"\r?\n[ \t]")

_Data = Mapping[str, Mapping[str, str]]
"""A source: its groups of keys."""


@dataclass(frozen=True, slots=True)
class _Source:
    """A calendar, and what stands above it: its account, and what that belongs to."""

    uid: str
    chain: tuple[_Data, ...]

    def get(self, group: str, key: str) -> str:
        """Return a value of the source itself."""
        return self.chain[0].get(group, {}).get(key, "")

    @property
    def enabled(self) -> bool:
        """Whether neither it nor its account is turned off."""
        off = (one.get("Data Source", {}).get("Enabled") == "false" for one in self.chain)
        accounts = (one.get("Collection", {}).get("CalendarEnabled") == "false" for one in self.chain)
        return not any(off) and not any(accounts)

    @property
    def signs_in(self) -> bool:
        """Whether opening it may need a secret of the keyring."""
        return any(
            "GNOME Online Accounts" in one
            or one.get("Authentication", {}).get("Method", "none") not in {"", "none"}
            for one in self.chain
        )

    def calendar(self) -> Calendar:
        """Return it as a calendar of the settings."""
        return Calendar(
            self.uid,
            _addresses(self.chain),
            "eds",
            id=documents.calendar_id("eds", self.uid),
            name=_name(self.chain[0]),
            colour=self.get("Calendar", "Color"),
            on=self.get("Calendar", "Selected") != "false",
        )


def find(request: Request) -> Answer:  # noqa: ARG001 - the contract of all kinds
    """Return the calendars of all accounts; starts the program if need be, never a prompt. Raise Fault."""
    with closing(Bus("session")) as bus:
        return running(bus, start=True)


def running(bus: Bus, *, start: bool) -> Answer:
    """Return the calendars of all accounts; without ``start``, none if the program does not run.

    ``warnings`` name accounts whose calendars need a package that is missing. Raise Fault.
    """
    if not start and not any(one.startswith(f"{_NAME}Sources") for one in _names(bus, "ListNames")):
        return Answer()
    data = _data(bus)
    sources = [one for one in _sources(data) if one.enabled]
    wanted = [one for one in sources if one.get("Calendar", "BackendName") not in _NO_MEETINGS]
    return Answer(
        found=tuple(one.calendar() for one in wanted),
        warnings=tuple(_missing_parts(bus, sources)),
    )


def fetch(request: Request) -> Answer:
    """Return the events of one calendar, with the time zones that only it knows. Raise Fault."""
    with closing(Bus("session")) as bus:
        source = next((one for one in _sources(_data(bus)) if one.uid == request.calendar.path), None)
        if source is None:
            raise Fault("eds.gone")
        if source.signs_in and not request.unlock and _may_prompt(bus):
            raise Fault("eds.keyring_locked")
        name, path = _open(bus, source)
        query = _query(request)
        (objects,) = bus.ask(name, path, _CALENDAR, "GetObjectList", "s", (query,), limit=EVENTS_SECONDS)
        events = sorted(one.rstrip("\r\n") for one in objects if one.lstrip().startswith("BEGIN:VEVENT"))
        return documents.answer(documents.calendar([*_zones(bus, name, path, events), *events]), request)


# -- sources -------------------------------------------------------------------------------------------


def _names(bus: Bus, member: str) -> list[str]:
    (names,) = bus.ask("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", member)
    return list(names)


def _service(bus: Bus, which: str) -> str:
    """Return the full name of a service, whose number changes between versions. Raise Fault for none."""
    known = _names(bus, "ListNames") + _names(bus, "ListActivatableNames")
    names = [one for one in known if one.startswith(f"{_NAME}{which}")]
    if not names:
        raise Fault("eds.not_installed")
    return max(names, key=lambda one: int(one.removeprefix(f"{_NAME}{which}") or 0))


def _data(bus: Bus) -> Mapping[str, _Data]:
    """Return every source by its UID."""
    (objects,) = bus.ask(
        _service(bus, "Sources"), f"/{_NAME.replace('.', '/')}SourceManager",
        "org.freedesktop.DBus.ObjectManager", "GetManagedObjects", limit=SOURCES_SECONDS, start=True,
    )  # fmt: skip
    found = (one[f"{_NAME}Source"] for one in objects.values() if f"{_NAME}Source" in one)
    return {one["UID"][1]: _parsed(one["Data"][1]) for one in found}


def _parsed(text: str) -> _Data:
    """Return the groups of a GKeyFile, none of a faulty one."""
    parser = configparser.RawConfigParser(delimiters=("=",), comment_prefixes=("#",), strict=False)
    parser.optionxform = str  # type: ignore[assignment,method-assign] # its documented way to keep the case
    try:
        parser.read_string(text)
    except configparser.Error:
        return {}
    return {name: dict(parser[name]) for name in parser.sections()}


def _sources(data: Mapping[str, _Data]) -> Iterator[_Source]:
    """Yield the calendars, by the name of the account and their own."""
    found = [_Source(uid, tuple(_chain(data, uid))) for uid, one in data.items() if "Calendar" in one]
    yield from sorted(found, key=lambda one: [_name(above) for above in one.chain[::-1]])


def _name(source: _Data) -> str:
    return source.get("Data Source", {}).get("DisplayName", "")


def _chain(data: Mapping[str, _Data], uid: str) -> Iterator[_Data]:
    seen: set[str] = set()
    while uid in data and uid not in seen:
        seen.add(uid)
        yield data[uid]
        uid = data[uid].get("Data Source", {}).get("Parent", "")


def _addresses(chain: Sequence[_Data]) -> tuple[str, ...]:
    """Return the e-mail address of the account, as the user's own."""
    keys = (("GNOME Online Accounts", "Address"), ("Collection", "Identity"), ("Authentication", "User"))
    found = (one.get(group, {}).get(key, "") for group, key in keys for one in chain)
    return next(((one,) for one in found if "@" in one), ())


def _missing_parts(bus: Bus, sources: Sequence[_Source]) -> Iterator[Message]:
    """Yield a message about each account that has no calendars because a package is missing."""
    name = "org.gnome.OnlineAccounts"
    try:
        (objects,) = bus.ask(
            name, "/org/gnome/OnlineAccounts", "org.freedesktop.DBus.ObjectManager", "GetManagedObjects"
        )
    except Fault as fault:
        if fault.message.code == "bus.not_running":
            return
        raise
    there = {
        one.get("GNOME Online Accounts", {}).get("AccountId") for source in sources for one in source.chain
    }
    for interfaces in objects.values():
        account = {key: value for key, (_, value) in interfaces.get(f"{name}.Account", {}).items()}
        backend = _PROVIDERS.get(account.get("ProviderType", ""))
        if backend is not None and not account.get("CalendarDisabled") and account.get("Id") not in there:
            yield _missing_part(account.get("PresentationIdentity", ""), backend)


def _missing_part(account: str, backend: str) -> Message:
    return message("eds.missing_part", account=account, package=_PACKAGES[backend])


# -- one calendar --------------------------------------------------------------------------------------


def _may_prompt(bus: Bus) -> bool:
    """Return whether reading a secret may ask for the keyring's password."""
    if _KEYRING not in _names(bus, "ListNames"):
        return _KEYRING in _names(bus, "ListActivatableNames")
    try:
        ((_, locked),) = bus.ask(
            _KEYRING, "/org/freedesktop/secrets/aliases/default", _PROPERTIES, "Get", "ss",
            ("org.freedesktop.Secret.Collection", "Locked"),
        )  # fmt: skip
    except Fault as fault:
        if fault.message.code == "bus.error":
            return False  # There is no default keyring, and nothing in it that could be read.
        raise
    return bool(locked)


def _open(bus: Bus, source: _Source) -> tuple[str, str]:
    """Open a calendar and return its place on the bus. Raise Fault with what the user can do."""
    factory = _service(bus, "Calendar")
    try:
        path, name = bus.ask(
            factory, f"/{_NAME.replace('.', '/')}CalendarFactory", _FACTORY, "OpenCalendar", "s",
            (source.uid,), limit=OPEN_SECONDS, start=True,
        )  # fmt: skip
        bus.ask(name, path, _CALENDAR, "Open", limit=OPEN_SECONDS)
    except Fault as fault:
        raise Fault.of(_told(fault.message, source)) from fault
    return name, path


def _told(what: Message, source: _Source) -> Message:
    error = str(what.facts.get("name", "")) if what.code == "bus.error" else ""
    if error.endswith(_SIGN_IN):
        return message("eds.sign_in")
    if error.endswith(_OFFLINE):
        return message("eds.offline")
    backend = source.get("Calendar", "BackendName")
    return _missing_part(_name(source.chain[0]), backend) if error and backend in _PACKAGES else what


def _query(request: Request) -> str:
    """Return the query for a window. Series are left to be expanded here: one may have moved into it."""
    if not request.start or not request.end:
        return "#t"
    day = timedelta(days=1)  # Times without a zone, and whole days, are read as if in UTC there.
    start = datetime.fromisoformat(request.start) - day
    end = datetime.fromisoformat(request.end) + day
    times = " ".join(f'(make-time "{one:%Y%m%dT%H%M%SZ}")' for one in (start, end))
    return f"(or (occur-in-time-range? {times}) (has-recurrences?))"


def _zones(bus: Bus, name: str, path: str, events: Sequence[str]) -> Iterator[str]:
    """Yield the VTIMEZONE of every zone that is not one of the IANA."""
    named = {zone.strip('"') for event in events for zone in _ZONE.findall(_FOLD.sub("", event))}
    for zone in sorted(one for one in named if not zone_known(one))[:ZONES]:
        try:
            (text,) = bus.ask(name, path, _CALENDAR, "GetTimezone", "s", (zone,))
        except Fault as fault:
            if fault.message.code == "bus.error":
                continue  # Unknown there too; who reads the event says so.
            raise
        yield text.rstrip("\r\n")
