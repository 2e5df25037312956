"""CalDAV servers that differ from the usual, and hostile ones."""

import hashlib
import socket
from collections.abc import Callable
from urllib.request import parse_http_list, parse_keqv_list

import pytest

from intermezzo.adapters.calendars.fetch.authentication import Authentication
from intermezzo.adapters.calendars.fetch.child import answers
from intermezzo.adapters.calendars.fetch.process import ask
from intermezzo.adapters.calendars.fetch.url import Login, parse
from intermezzo.presenters.messages import tell
from tests.adapters.calendars.fetch.asking import account, fault_of
from tests.adapters.calendars.fetch.servers import CALENDAR, Exchange, Servers

pytestmark = pytest.mark.slow

USER, PASSWORD = "ann", "pass:word é"
DAY = {"start": "2026-11-28T00:00:00Z", "end": "2026-11-29T00:00:00Z"}


def multistatus(*responses: str) -> bytes:
    """Return the XML of an answer."""
    return (
        '<?xml version="1.0"?><D:multistatus xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav" '
        f'xmlns:S="http://calendarserver.org/ns/">{"".join(responses)}</D:multistatus>'
    ).encode()


def response(href: str, properties: str, status: str = "200 OK") -> str:
    return (
        f"<D:response><D:href>{href}</D:href><D:propstat><D:prop>{properties}</D:prop>"
        f"<D:status>HTTP/1.1 {status}</D:status></D:propstat></D:response>"
    )


def data(text: bytes = CALENDAR) -> str:
    return f"<C:calendar-data>{text.decode()}</C:calendar-data>"


def calendar(name: str) -> str:
    kind = "<D:resourcetype><D:collection/><C:calendar/></D:resourcetype>"
    return response(f"/calendars/{name}/", f"{kind}<D:displayname>{name}</D:displayname>")


def dav(found: dict[str, bytes]) -> Callable[[Exchange], None]:
    """Return a server that has these answers by method and path."""

    def reply(exchange: Exchange) -> None:
        body = found.get(f"{exchange.command} {exchange.path}")
        if body is None:
            exchange.answer(404)
        else:
            exchange.answer(207, body, Content_Type="application/xml")

    return reply


ACCOUNT = {
    "PROPFIND /.well-known/caldav": multistatus(
        response("/", "<D:current-user-principal><D:href>/me/</D:href></D:current-user-principal>")
    ),
    "PROPFIND /me/": multistatus(
        response(
            "/me/",
            "<C:calendar-home-set><D:href>/calendars/</D:href></C:calendar-home-set><C:calendar-user-address-set>"
            "<D:href>mailto:ann@work.example</D:href><D:href>MAILTO:a%2Bb@home.example</D:href>"
            "<D:href>urn:uuid:1</D:href></C:calendar-user-address-set>",
        )
    ),
    "PROPFIND /calendars/": multistatus(
        response("/calendars/", "<D:resourcetype><D:collection/></D:resourcetype>"),
        calendar("a"),
        calendar("b"),
    ),
}


def test_the_users_addresses_come_with_the_calendars(servers: Servers) -> None:
    server = servers.http(dav(ACCOUNT))
    answer = ask([account(server.url("/"), USER, PASSWORD)])[0]
    assert [one.name for one in answer.found] == ["a", "b"]
    assert answer.found[0].me == ("ann@work.example", "a+b@home.example")
    assert answer.found[0].path == server.url("/calendars/a/")


def test_an_account_without_calendars_is_told(servers: Servers) -> None:
    server = servers.http(dav({**ACCOUNT, "PROPFIND /calendars/": multistatus()}))
    assert fault_of(ask([account(server.url("/"), USER, PASSWORD)])[0]) == "fetch.no_calendars"


def test_a_server_without_caldav_is_told(servers: Servers) -> None:
    empty, pages = servers.http(dav({})), servers.http(lambda exchange: exchange.answer(body=b"<html>"))
    answers = ask([account(one.url("/"), USER, PASSWORD) for one in (empty, pages)])
    assert [fault_of(answer) for answer in answers] == ["fetch.not_caldav", "fetch.not_caldav"]


# -- passwords -----------------------------------------------------------------------------------------


def test_an_account_at_another_server_is_told_and_the_password_stays(servers: Servers) -> None:
    other = servers.http(lambda exchange: exchange.answer(401, WWW_Authenticate='Basic realm="x"'))
    first = servers.http(lambda exchange: exchange.answer(301, Location=other.url("/dav/")))
    answer = ask([account(first.url("/"), USER, PASSWORD)])[0]
    assert fault_of(answer) == "fetch.other_server"
    assert answer.fault is not None
    assert f"localhost:{other.port}" in tell(answer.fault)
    assert other.seen
    assert not [one for one in other.seen if "Authorization" in one.headers]


def test_a_home_at_another_server_gets_no_password(servers: Servers) -> None:
    other = servers.http(lambda exchange: exchange.answer(401, WWW_Authenticate='Basic realm="x"'))
    home = f"<C:calendar-home-set><D:href>{other.url('/home/')}</D:href></C:calendar-home-set>"
    first = servers.http(dav({**ACCOUNT, "PROPFIND /me/": multistatus(response("/me/", home))}))
    assert fault_of(ask([account(first.url("/"), USER, PASSWORD)])[0]) == "fetch.other_server"
    assert not [one for one in other.seen if "Authorization" in one.headers]


def digest_server(exchange: Exchange, *, algorithm: str) -> None:
    """Answer to whoever knows the password, by the rules of RFC 7616."""
    challenge = f'Digest realm="dav, home", nonce="n0", qop="auth", algorithm={algorithm}, opaque="o"'
    scheme, _, rest = exchange.headers.get("Authorization", "").partition(" ")
    if scheme == "Digest":
        given = parse_keqv_list(parse_http_list(rest))
        name = algorithm.replace("-", "").lower()

        def digest(*parts: str) -> str:
            return hashlib.new(name, ":".join(parts).encode()).hexdigest()

        account_hash = digest(USER, "dav, home", PASSWORD)
        request_hash = digest(exchange.command, exchange.path)
        middle = ("n0", given["nc"], given["cnonce"], "auth")
        if given["response"] == digest(account_hash, *middle, request_hash):
            dav(ACCOUNT)(exchange)
            return
    exchange.answer(401, WWW_Authenticate=challenge)


@pytest.mark.parametrize(("tls", "algorithm"), [(True, "MD5"), (False, "MD5"), (False, "SHA-256")])
def test_digest_is_answered(servers: Servers, tls: bool, algorithm: str) -> None:
    server = servers.http(lambda exchange: digest_server(exchange, algorithm=algorithm), tls=tls)
    answer = ask([account(server.url("/"), USER, PASSWORD)])[0]
    assert [one.name for one in answer.found] == ["a", "b"]
    sent = [one.headers.get("Authorization", "") for one in server.seen]
    counts = [parse_keqv_list(parse_http_list(one[7:]))["nc"] for one in sent if one.startswith("Digest")]
    assert counts == [f"{number:08d}" for number in range(1, len(counts) + 1)]


def test_no_password_goes_unasked_over_an_open_connection(servers: Servers) -> None:
    server = servers.http(lambda exchange: digest_server(exchange, algorithm="MD5"), tls=False)
    ask([account(server.url("/"), USER, PASSWORD)])
    assert not [one for one in server.seen if one.headers.get("Authorization", "").startswith("Basic")]


@pytest.mark.parametrize("algorithm", ["X-1", "MD5, qop=auth-int", "X-1, a, b=, =c"])
def test_an_unknown_kind_of_digest_counts_as_a_refusal(servers: Servers, algorithm: str) -> None:
    server = servers.http(lambda exchange: digest_server(exchange, algorithm=algorithm), tls=False)
    assert fault_of(ask([account(server.url("/"), USER, PASSWORD)])[0]) == "fetch.password"


@pytest.mark.parametrize(
    "place", ["ann@gmail.com", "www.google.com", "https://outlook.office365.com/x", "me@live.com"]
)
def test_a_provider_without_app_passwords_is_told_and_not_asked(place: str) -> None:
    assert fault_of(ask([account(place, USER, PASSWORD)])[0]) == "fetch.no_app_passwords"


@pytest.mark.parametrize(
    ("url", "trusted"),
    [
        ("https://p42-caldav.icloud.com/1/calendars/", True),
        ("https://p42-caldav.icloud.com:8443/", True),
        ("http://p42-caldav.icloud.com/", False),
        ("https://icloud.com.example/", False),
        ("https://evil-icloud.com/", False),
    ],
)
def test_the_servers_of_one_provider_share_a_password(url: str, trusted: bool) -> None:
    apple = Authentication(parse("https://caldav.icloud.com/")[0].origin, Login(USER, PASSWORD))
    other = Authentication(parse("https://dav.example/")[0].origin, Login(USER, PASSWORD))
    assert apple.covers(parse(url)[0]) is trusted
    assert not other.covers(parse(url)[0])


@pytest.mark.parametrize(
    ("place", "server"), [("ann@Me.com", "caldav.icloud.com"), ("ann@dav.example", "dav.example")]
)
def test_an_address_leads_to_the_server_of_its_domain(
    place: str, server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = []

    def resolve(name: str, *_: object, **__: object) -> None:
        names.append(name)
        raise socket.gaierror(socket.EAI_NONAME, "no such name")

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    ((_, answer),) = answers([account(place, "", PASSWORD)], 20.0)
    assert fault_of(answer) == "fetch.no_host"
    assert set(names) == {server}


# -- versions ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "properties",
    ["<S:getctag>v{n}</S:getctag>", "<D:sync-token>v{n}</D:sync-token>", "<D:getetag>v{n}</D:getetag>"],
)
@pytest.mark.slow
def test_a_change_is_seen_by_what_the_server_has(servers: Servers, properties: str) -> None:
    version = 0

    def reply(exchange: Exchange) -> None:
        if exchange.command == "REPORT":
            exchange.answer(207, multistatus(response("/c/1.ics", data())))
        else:
            exchange.answer(207, multistatus(response("/c/", properties.format(n=version))))

    server = servers.http(reply)
    asked = account(server.url("/c/"), USER, PASSWORD, "fetch", **DAY)
    first = ask([asked])[0]
    known = account(server.url("/c/"), USER, PASSWORD, "fetch", validators=first.validators, **DAY)
    second = ask([known])[0]
    version += 1
    third = ask([known])[0]
    assert [answer.unchanged for answer in (first, second, third)] == [False, True, False]
    assert [one.method for one in server.seen].count("REPORT") == 2


@pytest.mark.slow
def test_without_any_version_everything_is_fetched(servers: Servers) -> None:
    server = servers.http(
        dav(
            {
                "PROPFIND /c/": multistatus(response("/c/", "")),
                "REPORT /c/": multistatus(response("/c/1", data())),
            }
        )
    )
    first = ask([account(server.url("/c/"), USER, PASSWORD, "fetch", **DAY)])[0]
    known = account(server.url("/c/"), USER, PASSWORD, "fetch", validators=first.validators, **DAY)
    assert not ask([known])[0].unchanged


# -- answers -------------------------------------------------------------------------------------------


def fetched(servers: Servers, body: bytes) -> "tuple[str, tuple[bytes, ...], list[str]]":
    """Return the fault, the documents and the warnings of a REPORT that is answered by ``body``."""
    server = servers.http(dav({"PROPFIND /c/": multistatus(response("/c/", "")), "REPORT /c/": body}))
    answer = ask([account(server.url("/c/"), USER, PASSWORD, "fetch", **DAY)])[0]
    return fault_of(answer), answer.documents, [tell(one) for one in answer.warnings]


def test_a_control_character_costs_nothing(servers: Servers) -> None:
    broken = CALENDAR.replace(b"UID:1", b"UID:1\r\nSUMMARY:a\x0bb\x00")
    fault, documents, warnings = fetched(servers, multistatus(response("/c/1", data(broken))))
    assert (fault, len(documents), warnings) == ("", 1, [])
    assert b"SUMMARY:ab" in documents[0]


def test_an_event_that_the_server_leaves_out_is_told(servers: Servers) -> None:
    gone = response("/c/2", "<C:calendar-data/>", "404 Not Found")
    fault, documents, warnings = fetched(servers, multistatus(response("/c/1", data()), gone))
    assert (fault, len(documents)) == ("", 1)
    assert warnings == ["The server left out 1 event. Open it in the calendar and save it again."]


def test_a_part_of_the_calendar_is_no_calendar(servers: Servers) -> None:
    cut = (
        "<D:response><D:href>/c/</D:href><D:status>HTTP/1.1 507 Insufficient Storage</D:status></D:response>"
    )
    assert fetched(servers, multistatus(response("/c/1", data()), cut))[0] == "fetch.too_many_events"


BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "' + b"a" * 1000 + b'">'
    + b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10 if n else b"&a;" * 10) for n in range(9))
    + b']><D:multistatus xmlns:D="DAV:">&a8;</D:multistatus>'
)  # fmt: skip
EXTERNAL = (
    b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><D:multistatus xmlns:D="DAV:">&a;</D:multistatus>'
)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>",
        b"\xff\xfe",
        b'<?xml version="1.0" encoding="nonsense"?><x/>',
        b"<x>" * 1_000_000,
        b'<D:multistatus xmlns:D="DAV:">' + b"<x/>" * 1_000_000 + b"</D:multistatus>",
        BOMB,
        EXTERNAL,
    ],
    ids=["empty", "page", "bytes", "encoding", "deep", "wide", "entities", "external"],
)
@pytest.mark.slow
def test_hostile_xml_is_refused(servers: Servers, body: bytes) -> None:
    assert fetched(servers, body)[0] == "fetch.bad_xml"


def test_an_answer_that_leads_elsewhere_is_refused(servers: Servers) -> None:
    homes = ["file:///etc/", "https://127.0.0.1/", "http://localhost/"]
    found = []
    for home in homes:
        person = response("/me/", f"<C:calendar-home-set><D:href>{home}</D:href></C:calendar-home-set>")
        found.append(servers.http(dav({**ACCOUNT, "PROPFIND /me/": multistatus(person)})))
    answers = ask([account(server.url("/"), USER, PASSWORD) for server in found])
    assert [fault_of(answer) for answer in answers] == [
        "fetch.bad_scheme",
        "fetch.private_host",
        "fetch.refused",
    ]
