"""Which hosts may be connected to, and that the address that was checked is the one that is used."""

import socket
from collections.abc import Sequence
from ipaddress import ip_address
from threading import Event

import pytest

from intermezzo.adapters.calendars.fetch import guard, http
from intermezzo.adapters.calendars.fetch.child import answers
from intermezzo.adapters.calendars.fetch.process import ask
from intermezzo.adapters.calendars.fetch.protocol import FetchStage
from intermezzo.adapters.calendars.fetch.url import Url, parse
from intermezzo.core.faults import Fault
from tests.adapters.calendars.fetch.asking import address, fault_of
from tests.adapters.calendars.fetch.hostile import INSIDE
from tests.adapters.calendars.fetch.servers import CALENDAR, Server, Servers

PRIVATE = (
    "127.0.0.1",
    "127.255.255.254",
    "10.0.0.1",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.0.1",
    "100.64.0.1",
    "::1",
    "fd12:3456::1",
    "::ffff:192.168.0.1",
    "64:ff9b::10.0.0.1",
    "2002:0a00:0001::1",
)
NEVER = (
    "0.0.0.0",
    "0.1.2.3",
    "169.254.169.254",
    "192.0.0.1",
    "192.0.2.1",
    "192.88.99.1",
    "198.18.0.1",
    "203.0.113.1",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::127.0.0.1",
    "::ffff:169.254.169.254",
    "64:ff9b::a9fe:a9fe",
    "64:ff9b:1::7f00:1",
    "100::1",
    "2001::1",
    "2001:db8::1",
    "2002:a9fe:a9fe::1",
    "fe80::1",
    "fe80::1%1",
    "fec0::1",
    "ff02::1",
)
PUBLIC = (
    "8.8.8.8",
    "172.32.0.1",
    "100.128.0.1",
    "2606:4700::1111",
    "64:ff9b::8.8.8.8",
    "::ffff:8.8.8.8",
    "2002:0808:0808::1",
)
HTTPS, HTTP = Url("https", "calendar.test", 443), Url("http", "calendar.test", 80)


@pytest.mark.parametrize("number", PRIVATE)
def test_a_private_address_is_for_the_allowed_host_only(number: str) -> None:
    for url in (HTTPS, HTTP):
        assert guard.refusal(ip_address(number), url, "") == "fetch.private_host"
        assert guard.refusal(ip_address(number), url, "other.test") == "fetch.private_host"
        assert guard.refusal(ip_address(number), url, "calendar.test") == ""


@pytest.mark.parametrize("number", NEVER)
def test_some_addresses_are_for_nobody(number: str) -> None:
    for allowed in ("", "calendar.test"):
        assert guard.refusal(ip_address(number), HTTPS, allowed) == "fetch.forbidden_host"


@pytest.mark.parametrize("number", PUBLIC)
def test_a_public_address_is_for_https_only(number: str) -> None:
    for allowed in ("", "calendar.test"):
        assert guard.refusal(ip_address(number), HTTPS, allowed) == ""
        assert guard.refusal(ip_address(number), HTTP, allowed) == "fetch.not_encrypted"


def test_every_form_of_an_inside_address_is_refused_before_a_connection() -> None:
    requests = [
        address(f"https://{host}/c.ics", local_network=False)
        for host in (*INSIDE, "localhost", "１２７.0.0.1")
    ]
    refused = {fault_of(answer) for answer in ask(requests)}
    assert refused == {"fetch.private_host", "fetch.forbidden_host"}


@pytest.mark.slow
def test_http_is_for_a_private_host_that_is_allowed(servers: Servers) -> None:
    server = servers.http(lambda exchange: exchange.answer(body=CALENDAR), tls=False)
    allowed, refused = ask([address(server.url()), address(server.url(), local_network=False)])
    assert allowed.documents == (CALENDAR,)
    assert fault_of(refused) == "fetch.private_host"
    assert len(server.seen) == 1
    assert fault_of(ask([address("http://8.8.8.8/c.ics")])[0]) == "fetch.not_encrypted"


@pytest.mark.parametrize(
    ("pasted", "code"),
    [
        ("", "fetch.bad_address"),
        ("https://", "fetch.bad_address"),
        ("my calendar", "fetch.bad_address"),
        ("https://a b.example/", "fetch.bad_address"),
        ("https://example.org:port/", "fetch.bad_address"),
        ("https://example.org:70000/", "fetch.bad_address"),
        ("https://[::1/", "fetch.bad_address"),
        ("https://ex\0ample.org/", "fetch.bad_address"),
        ("https://" + "a" * 70 + ".org/", "fetch.bad_address"),
        ("https://example.org/" + "a" * 9000, "fetch.bad_address"),
        ("file:///etc/passwd", "fetch.bad_scheme"),
        ("ftp://example.org/c.ics", "fetch.bad_scheme"),
        ("data:text/calendar,BEGIN:VCALENDAR", "fetch.bad_scheme"),
        ("mailto:ann@example.org", "fetch.bad_scheme"),
    ],
)
def test_what_is_no_web_address_is_told(pasted: str, code: str) -> None:
    with pytest.raises(Fault) as caught:
        parse(pasted)
    assert caught.value.message.code == code
    assert not caught.value.message.facts


@pytest.mark.parametrize(
    ("pasted", "whole"),
    [
        ("example.org", "https://example.org/"),
        ("EXAMPLE.org.:8443/C.ics", "https://example.org:8443/C.ics"),
        ("<webcal://example.org/c.ics?a=1&b=%20 x#part>", "https://example.org/c.ics?a=1&b=%20%20x"),
        ("https://bücher.example/ü", "https://xn--bcher-kva.example/%C3%BC"),
        ("https://[2606:4700::1]:443/", "https://[2606:4700::1]/"),
        ("http://user@nas.lan/c", "http://nas.lan/c"),
    ],
)
def test_an_address_is_brought_into_one_form(pasted: str, whole: str) -> None:
    assert parse(pasted)[0].whole == whole


# -- names that resolve to several addresses, or to another one the next time --------------------------


def resolver(monkeypatch: pytest.MonkeyPatch, *answers: Sequence[str]) -> list[str]:
    """Let names resolve to each of these in turn; return the list of what is asked for."""
    asked: list[str] = []

    def resolve(host: str, port: int, **_: object) -> "list[tuple[object, ...]]":
        asked.append(host)
        numbers = answers[min(len(asked), len(answers)) - 1]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, port)) for number in numbers]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    return asked


def at(server: Server) -> Url:
    return Url("https", "calendar.test", server.port)


def connected_to(url: Url, allowed: str) -> str:
    with guard.connect(url, allowed, FetchStage(), 20.0) as connection:
        return str(connection.getpeername()[0])


def test_a_name_is_resolved_once_for_check_and_connection(
    servers: Servers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second look-up would lead to 127.0.0.3, where nobody listens."""
    server = servers.http(lambda exchange: exchange.answer(), host="127.0.0.2")
    asked = resolver(monkeypatch, ["127.0.0.2"], ["127.0.0.3"])
    assert connected_to(at(server), "calendar.test") == "127.0.0.2"
    assert asked == ["calendar.test"]


def test_a_public_name_that_leads_inside_is_refused(
    servers: Servers, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = servers.http(lambda exchange: exchange.answer())
    resolver(monkeypatch, ["127.0.0.1", "169.254.169.254"])
    with pytest.raises(Fault, match=r"fetch\.private_host"):
        connected_to(at(server), "")
    assert server.seen == []


def test_of_several_addresses_those_that_are_allowed_are_tried_in_turn(
    servers: Servers, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = servers.http(lambda exchange: exchange.answer(), host="127.0.0.2")
    resolver(monkeypatch, ["169.254.169.254", "127.0.0.3", "127.0.0.2"])
    assert connected_to(at(server), "calendar.test") == "127.0.0.2"


@pytest.mark.slow
def test_a_name_that_takes_too_long_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    over = Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: over.wait())
    ((_, answer),) = answers([address("https://calendar.test/")], 0.5)
    over.set()
    assert fault_of(answer) == "fetch.slow_name"


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (socket.gaierror(socket.EAI_NONAME, "no"), "fetch.no_host"),
        (socket.gaierror(socket.EAI_AGAIN, "later"), "fetch.no_network"),
        (OSError(101, "Network is unreachable"), "fetch.no_network"),
        (OSError(113, "No route to host"), "fetch.unreachable"),
        (TimeoutError(), "fetch.slow_connection"),
    ],
)
def test_what_keeps_from_a_server_is_told(error: OSError, code: str) -> None:
    assert http.fault_of(error, FetchStage("fetch.slow_connection")).message.code == code
