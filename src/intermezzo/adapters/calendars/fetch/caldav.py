"""Calendars of a CalDAV account: find them (RFC 6764) and fetch their events (RFC 4791)."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from urllib.parse import unquote

from intermezzo.adapters.calendars.fetch import dav
from intermezzo.adapters.calendars.fetch.dav import Resource
from intermezzo.adapters.calendars.fetch.http import Client, Received
from intermezzo.adapters.calendars.fetch.protocol import Answer, FetchStage, Request
from intermezzo.adapters.calendars.fetch.url import Login, Url, parse
from intermezzo.core.faults import Fault, message
from intermezzo.core.settings import Calendar

_SERVERS = {
    "icloud.com": "caldav.icloud.com",
    "me.com": "caldav.icloud.com",
    "mac.com": "caldav.icloud.com",
    "fastmail.com": "caldav.fastmail.com",
    "fastmail.fm": "caldav.fastmail.com",
}
"""By domain of an address, where the domain itself does not say."""
_NO_PASSWORDS = re.compile(
    r"(.*\.)?(gmail\.com|googlemail\.com|google\.com|googleusercontent\.com|outlook\.com|hotmail\.com"
    r"|live\.com|office365\.com|office\.com)"
)
"""Hosts of Google and Microsoft, which have no app passwords for calendars."""
_PLACES = ("/.well-known/caldav", "/", "/remote.php/dav/")
"""Where the account is looked for, after the path that was given; the last is Nextcloud's."""
_NOT_HERE = frozenset(
    {
        "fetch.not_caldav",
        "fetch.not_found",
        "fetch.gone",
        "fetch.forbidden",
        "fetch.unexpected",
        "fetch.bad_xml",
    }
)
"""Faults after which another place on the server may still be the right one."""
_CALENDAR = ("d:resourcetype", "d:displayname", "apple:calendar-color", "c:supported-calendar-component-set")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_LONGEST = 500
"""Characters of what a server calls a version."""


def find(request: Request, password: str, stage: FetchStage) -> Answer:
    """Find the calendars of an account, from the name of a server, a URL or an e-mail address.

    Raise Fault if that is not possible.
    """
    start = _start(request.calendar.path)
    asked = replace(request.calendar, user=request.calendar.user or request.calendar.path.strip())
    login = Login(asked.user, password)
    client = Client(start, login, stage, local_network=asked.local_network)
    place, account = _account(client, start)
    if _is_calendar(account):
        found = [_calendar(asked, place, account)]
    else:
        found = list(_calendars(client, place, account, asked))
    return Answer(found=tuple(found)) if found else Answer(fault=message("fetch.no_calendars"))


def fetch(request: Request, password: str, stage: FetchStage) -> Answer:
    """Fetch the events of a calendar in the window asked for, or tell that nothing has changed."""
    calendar = request.calendar
    url, _ = parse(calendar.path)
    client = Client(url, Login(calendar.user, password), stage, local_network=calendar.local_network)
    # Asked for first: what changes after it is then fetched the next time.
    version = _version(client, url)
    if version and version == request.validators.get("version") and _covers(request):
        return Answer(unchanged=True, validators=request.validators)
    documents = []
    without = 0
    for resource in _resources(client, dav.calendar_query(client, url, request.start, request.end)):
        if resource.status == 507:
            raise Fault("fetch.too_many_events")
        text = resource.text("c:calendar-data")
        if text:
            documents.append(text.encode())
        else:
            without += 1
    return Answer(
        tuple(documents),
        validators={"version": version, "start": request.start, "end": request.end},
        warnings=(message("fetch.without_data", count=without),) if without else (),
    )


def _start(path: str) -> Url:
    """Return where to look for an account. Raise Fault if it is no address, or one without app passwords."""
    path = path.strip()
    name, at, domain = path.rpartition("@")
    if at and name and "/" not in path:
        path = domain
    url, _ = parse(_SERVERS.get(path.lower(), path))
    if _NO_PASSWORDS.fullmatch(url.host):
        raise Fault("fetch.no_app_passwords")
    return url


def _account(client: Client, start: Url) -> tuple[Url, Resource]:
    """Return the first place that names the user's principal, or is a calendar, and its properties."""
    names = ("d:current-user-principal", *_CALENDAR)
    for path in _PLACES if start.path == "/" else (start.path, *_PLACES):
        received = dav.propfind(client, replace(start, path=path), 0, names)
        try:
            found = _resources(client, received)
        except Fault as fault:
            if fault.message.code in _NOT_HERE:
                continue
            raise
        if found and (found[0].hrefs("d:current-user-principal") or _is_calendar(found[0])):
            return received.url, found[0]
    raise Fault("fetch.not_caldav")


def _calendars(client: Client, place: Url, account: Resource, asked: Calendar) -> Iterator[Calendar]:
    """Yield the calendars with events in the homes of the user's principal."""
    principal = place.join(account.hrefs("d:current-user-principal")[0])
    received = dav.propfind(client, principal, 0, ("c:calendar-home-set", "c:calendar-user-address-set"))
    for person in _resources(client, received):
        addresses = person.hrefs("c:calendar-user-address-set")
        me = tuple(unquote(one[7:]) for one in addresses if one.lower().startswith("mailto:"))
        if not me and "@" in asked.user:
            me = (asked.user,)
        for home in dict.fromkeys(person.hrefs("c:calendar-home-set")):
            listing = dav.propfind(client, received.url.join(home), 1, _CALENDAR)
            for resource in _resources(client, listing):
                if _is_calendar(resource):
                    yield _calendar(replace(asked, me=asked.me or me), listing.url, resource)


def _resources(client: Client, received: Received) -> list[Resource]:
    """Return the parts of an answer. Raise Fault for a server that the password was not given for."""
    if received.status == 401 and not client.trusts(received.url):
        raise Fault("fetch.other_server", server=received.url.netloc)
    return dav.resources(received)


def _is_calendar(resource: Resource) -> bool:
    if not resource.has("d:resourcetype", "c:calendar"):
        return False
    kinds = resource.properties.get("c:supported-calendar-component-set")
    return kinds is None or any(one.get("name") == "VEVENT" for one in kinds)


def _calendar(asked: Calendar, place: Url, resource: Resource) -> Calendar:
    url = place.join(resource.href)
    colour = _COLOUR.match(resource.text("apple:calendar-color"))
    return replace(
        asked,
        path=url.whole,
        kind="caldav",
        name=resource.text("d:displayname") or unquote(url.path.rstrip("/").rpartition("/")[2]),
        colour=colour[0].lower() if colour else "",
    )


def _version(client: Client, url: Url) -> str:
    """Return what a calendar's server tells its versions by; empty if it does not."""
    found = _resources(client, dav.propfind(client, url, 0, ("cs:getctag", "d:sync-token")))
    for name in ("cs:getctag", "d:sync-token"):
        value = found[0].text(name) if found else ""
        if value:
            return f"{name} {value}"[:_LONGEST]
    members = _resources(client, dav.propfind(client, url, 1, ("d:getetag",)))
    tags = sorted(f"{one.href} {one.text('d:getetag')}" for one in members if one.text("d:getetag"))
    return f"etags {hashlib.sha256(chr(10).join(tags).encode()).hexdigest()}" if tags else ""


def _covers(request: Request) -> bool:
    """Return whether the last answer was about all of the window that is asked for now."""
    start, end = request.validators.get("start"), request.validators.get("end")
    if not start or not end:
        return (start, end) == ("", "")
    if not request.start or not request.end:
        return False
    moment = datetime.fromisoformat
    return moment(start) <= moment(request.start) and moment(request.end) <= moment(end)
