"""Servers that do what a server should not, and the code of the fault that each leads to."""

import gzip
import socket
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

import trustme

from tests.adapters.calendars.fetch.servers import CALENDAR, Exchange, Reply, Server, Servers

_OK = b"HTTP/1.1 200 OK\r\n"
_CHUNKED = _OK + b"Transfer-Encoding: chunked\r\n\r\n"
PATH = "/calendar/{secret}/basic.ics?token={secret}"


@dataclass(frozen=True)
class Case:
    """``start`` starts the server."""

    name: str
    code: str
    start: Callable[[Servers], Server]
    host: str = ""


def cases() -> list[Case]:
    """Return the servers that answer soon."""
    return [*_statuses(), *_redirects(), *_contents(), *_connections()]


def slow_cases() -> list[Case]:
    """Return the servers that would never come to an end."""
    return [
        _raw("accepts and says nothing", "fetch.slow_answer", _say_nothing),
        Case("says nothing after the handshake", "fetch.slow_answer", lambda all_: all_.raw(_wait, tls=True)),
        _raw("sends a status line byte by byte", "fetch.slow_answer", _drip(b"H" * 10_000)),
        _raw(
            "sends headers byte by byte", "fetch.slow_answer", _drip(b"HTTP/1.1 200 OK\r\nX: " + b"x" * 9999)
        ),
        _raw(
            "sends 100 Continue without end", "fetch.slow_answer", _repeat(b"HTTP/1.1 100 Continue\r\n\r\n")
        ),
        _raw(
            "sends the body byte by byte",
            "fetch.slow_body",
            _drip(b"\r\n" * 9999, at_once=_OK + b"\r\n"),
        ),
        _raw(
            "sends trailers without end",
            "fetch.slow_body",
            _repeat(b"X: y\r\n", _CHUNKED + b"0\r\n"),
        ),
        _http("stops in the middle of the body", "fetch.slow_body", _stop_halfway),
    ]


def _statuses() -> Iterator[Case]:
    codes = {
        204: "fetch.unexpected",
        206: "fetch.unexpected",
        400: "fetch.unexpected",
        401: "fetch.sign_in",
        403: "fetch.forbidden",
        404: "fetch.not_found",
        407: "fetch.proxy_refused",
        410: "fetch.gone",
        429: "fetch.too_often",
        500: "fetch.server_error",
        503: "fetch.server_error",
        511: "fetch.captive",
    }
    for status, code in codes.items():
        yield _http(f"answers {status}", code, partial(_echo, status=status))


def _redirects() -> Iterator[Case]:
    targets = {
        "file:///etc/passwd": "fetch.bad_redirect",
        "ftp://localhost/c.ics": "fetch.bad_redirect",
        "data:text/calendar,BEGIN:VCALENDAR": "fetch.bad_redirect",
        "javascript:alert(1)": "fetch.bad_redirect",
        "https://": "fetch.too_many_redirects",  # that is, to where it came from
        "https://a b/": "fetch.bad_redirect",
        "https://localhost:99999/": "fetch.bad_redirect",
        "https://[::1": "fetch.bad_redirect",
        "": "fetch.bad_redirect",
        "http://localhost/c.ics": "fetch.unencrypted_redirect",
        "//x..example{path}": "fetch.bad_redirect",
        **dict.fromkeys((f"https://{host}/c.ics" for host in INSIDE), "fetch.forbidden_redirect"),
    }
    for target, code in targets.items():
        yield _http(f"redirects to {target!r}", code, partial(_redirect, target=target))
    yield _http("redirects to itself", "fetch.too_many_redirects", partial(_redirect, target="/"))


INSIDE = (
    "127.0.0.1",
    "127.1",
    "2130706433",
    "0x7f000001",
    "0x7f.1",
    "0177.0.0.1",
    "017700000001",
    "[::1]",
    "[::ffff:127.0.0.1]",
    "[::127.0.0.1]",
    "[64:ff9b::7f00:1]",
    "[2002:7f00:1::]",
    "[2001:0:7f00:1::]",
    "0.0.0.0",
    "[::]",
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "224.0.0.1",
    "255.255.255.255",
    "192.88.99.1",
    "[fd00::1]",
    "[fe80::1]",
    "[fec0::1]",
    "[ff02::1]",
)
"""Forms of hosts that no address on the internet may lead to."""


def _contents() -> Iterator[Case]:
    page = b"<!DOCTYPE html><html><head><title>Sign in {path}</title></head><body>...</body></html>"
    yield _body("sends a page to sign in", "fetch.web_page", page)
    yield _body("sends a page in capitals", "fetch.web_page", b"\xef\xbb\xbf\r\n <HTML><BODY>")
    yield _body("sends nothing", "fetch.empty", b"")
    yield _body("sends blanks", "fetch.empty", b" \r\n\0\r\n")
    yield _body("sends JSON", "fetch.not_a_calendar", b'{"error": "{path}"}')
    yield _body("sends a picture", "fetch.not_a_calendar", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 10)
    yield _body("calls text gzip", "fetch.bad_encoding", CALENDAR, Content_Encoding="gzip")
    yield _body("uses another compression", "fetch.bad_encoding", CALENDAR, Content_Encoding="br")
    yield _body(
        "breaks off gzip", "fetch.cut_short", gzip.compress(CALENDAR * 99)[:-20], Content_Encoding="gzip"
    )
    yield _body("promises more than it sends", "fetch.cut_short", CALENDAR, Content_Length="9999")
    yield _body("sends a gzip bomb", "fetch.too_large", _bomb(), Content_Encoding="gzip")
    yield _raw("breaks off a chunk", "fetch.cut_short", _say(_CHUNKED + b"fff\r\nBEGIN:VCAL"))
    yield _raw("sends a chunk of no size", "fetch.cut_short", _say(_CHUNKED + b"{path}\r\nBEGIN:VCAL"))
    block = b"X-A:" + b"b" * 60_000 + b"\r\n"
    yield _raw("sends without end", "fetch.too_large", _repeat(block, _OK + b"\r\n"))
    yield _raw("sends a chunk of a negative size", "fetch.too_large", _repeat(block, _CHUNKED + b"-1\r\n"))


def _connections() -> Iterator[Case]:
    yield _raw("closes at once", "fetch.connection_lost", _say(b""))
    yield _raw("resets the connection", "fetch.connection_lost", _reset)
    yield _raw("speaks SSH", "fetch.not_http", _say(b"SSH-2.0-{path}\r\n"))
    yield _raw("sends a header too long", "fetch.not_http", _say(_OK + b"X: " + b"x" * 99_999))
    yield _raw("sends headers without end", "fetch.not_http", _repeat(b"X: {path}\r\n", _OK))
    yield Case("speaks TLS to http", "fetch.connection_lost", _tls_for_http)
    yield Case("speaks no TLS", "fetch.tls", lambda all_: _called_https(all_.http(_ok, tls=False)))
    yield Case("has an unknown authority", "fetch.certificate_unknown", _unknown_authority)
    yield Case("has a certificate of another name", "fetch.certificate_name", _other_name)
    yield Case("has another name than its number", "fetch.certificate_name", _other_name, host="127.0.0.1")
    yield Case("has a certificate that has expired", "fetch.certificate_date", _expired)
    yield Case("is not there", "fetch.refused", _closed)


def _http(name: str, code: str, reply: Reply) -> Case:
    return Case(name, code, lambda servers: servers.http(reply))


def _raw(name: str, code: str, talk: Callable[[socket.socket], None]) -> Case:
    return Case(name, code, lambda servers: servers.raw(talk))


def _body(name: str, code: str, body: bytes, **headers: str) -> Case:
    def reply(exchange: Exchange) -> None:
        exchange.answer(200, body.replace(b"{path}", exchange.path.encode()), **headers)

    return _http(name, code, reply)


def _ok(exchange: Exchange) -> None:
    exchange.answer(body=CALENDAR)


def _echo(exchange: Exchange, status: int) -> None:
    """Answer with the path in everything that could be told."""
    exchange.send_response_only(status, exchange.path)
    exchange.send_header("WWW-Authenticate", f'Basic realm="{exchange.path}"')
    exchange.send_header("Content-Length", "0")
    exchange.end_headers()


def _redirect(exchange: Exchange, target: str) -> None:
    exchange.send_response_only(302)
    if target:
        exchange.send_header("Location", target.replace("{path}", exchange.path))
    exchange.end_headers()


def _stop_halfway(exchange: Exchange) -> None:
    exchange.answer(200, CALENDAR[:40], Content_Length=str(len(CALENDAR)))
    _wait(exchange.request)


def _bomb() -> bytes:
    """Return 300 MB of a calendar in 300 kB."""
    packer = zlib.compressobj(9, wbits=31)
    line = b"X-PAD:" + b"x" * 1_000_000 + b"\r\n"
    return packer.compress(CALENDAR) + b"".join(packer.compress(line) for _ in range(300)) + packer.flush()


def _say(text: bytes) -> Callable[[socket.socket], None]:
    def talk(connection: socket.socket) -> None:
        connection.sendall(text.replace(b"{path}", _path(connection)))

    return talk


def _path(connection: socket.socket) -> bytes:
    """Return what is asked for."""
    return connection.recv(65536).split(b" ")[1]


def _wait(connection: socket.socket) -> None:
    """Return when the client has gone."""
    while connection.recv(65536):
        pass


def _say_nothing(connection: socket.socket) -> None:
    _wait(connection)


def _drip(text: bytes, at_once: bytes = b"") -> Callable[[socket.socket], None]:
    """Send a byte every tenth of a second."""

    def talk(connection: socket.socket) -> None:
        connection.recv(65536)
        connection.sendall(at_once)
        connection.settimeout(0.1)
        for number in range(len(text)):
            connection.sendall(text[number : number + 1])
            try:
                if not connection.recv(65536):
                    return
            except TimeoutError:
                continue

    return talk


def _repeat(text: bytes, first: bytes = b"") -> Callable[[socket.socket], None]:
    """Send the same until the client has gone."""

    def talk(connection: socket.socket) -> None:
        sent = text.replace(b"{path}", _path(connection))
        connection.sendall(first)
        while True:
            connection.sendall(sent)

    return talk


def _reset(connection: socket.socket) -> None:
    connection.recv(1)
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
    connection.close()


def _tls_for_http(servers: Servers) -> Server:
    server = servers.http(_ok)
    server.scheme = "http"
    return server


def _called_https(server: Server) -> Server:
    server.scheme = "https"
    return server


def _unknown_authority(servers: Servers) -> Server:
    return servers.http(_ok, certificate=servers.context(trustme.CA().issue_cert("localhost")))


def _other_name(servers: Servers) -> Server:
    return servers.http(_ok, certificate=servers.certificate("calendar.example"))


def _expired(servers: Servers) -> Server:
    past = datetime(2020, 1, 1, tzinfo=UTC)
    return servers.http(_ok, certificate=servers.certificate("localhost", not_after=past))


def _closed(servers: Servers) -> Server:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return Server("https", taken.getsockname()[1])
