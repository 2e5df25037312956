"""A real proxy between the child and the servers."""

import base64
import socket
from threading import Thread

import pytest

from intermezzo.adapters.calendars.fetch.process import ask
from tests.adapters.calendars.fetch.asking import address, fault_of
from tests.adapters.calendars.fetch.servers import CALENDAR, Exchange, Server, Servers

pytestmark = pytest.mark.slow


def pump(source: socket.socket, target: socket.socket) -> None:
    """Copy what comes until one side has closed."""
    try:
        while data := source.recv(65536):
            target.sendall(data)
    except OSError:
        return
    finally:
        target.close()


def forward(exchange: Exchange, port: int) -> None:
    """Open a tunnel to ``port``, whatever host was asked for."""
    exchange.send_response_only(200)
    exchange.end_headers()
    with socket.create_connection(("127.0.0.1", port)) as inner:
        back = Thread(target=pump, args=(inner, exchange.connection), daemon=True)
        back.start()
        pump(exchange.connection, inner)
        back.join()


@pytest.fixture
def hidden(servers: Servers) -> Server:
    """A server of a public name that only the proxy reaches."""
    certificate = servers.certificate("calendar.example")
    return servers.http(lambda exchange: exchange.answer(body=CALENDAR), certificate=certificate)


@pytest.fixture
def proxy(servers: Servers, hidden: Server, monkeypatch: pytest.MonkeyPatch) -> Server:
    server = servers.http(lambda exchange: forward(exchange, hidden.port), tls=False)
    monkeypatch.setenv("https_proxy", f"http://ann:p%40ss@127.0.0.1:{server.port}")
    monkeypatch.setenv("http_proxy", f"http://ann:p%40ss@127.0.0.1:{server.port}")
    return server


def test_https_goes_through_a_tunnel_of_the_proxy(proxy: Server, hidden: Server) -> None:
    (answer,) = ask([address("https://calendar.example/secret.ics", local_network=False)])
    assert answer.documents == (CALENDAR,)
    (seen,) = proxy.seen
    assert (seen.method, seen.path) == ("CONNECT", "calendar.example:443")
    assert base64.b64decode(seen.headers["Proxy-Authorization"][6:]) == b"ann:p@ss"
    assert [one.path for one in hidden.seen] == ["/secret.ics"]
    assert "Proxy-Authorization" not in hidden.seen[0].headers


def test_http_to_a_private_host_goes_through_the_proxy(
    servers: Servers, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = servers.http(lambda exchange: exchange.answer(body=CALENDAR), tls=False)
    monkeypatch.setenv("http_proxy", f"http://ann:p%40ss@127.0.0.1:{server.port}")
    (answer,) = ask([address("http://nas.lan/c.ics")])
    assert answer.documents == (CALENDAR,)
    assert server.seen[0].path == "http://nas.lan/c.ics"
    assert server.seen[0].headers["Host"] == "nas.lan"
    assert base64.b64decode(server.seen[0].headers["Proxy-Authorization"][6:]) == b"ann:p@ss"


@pytest.mark.parametrize(
    ("host", "code"),
    [
        ("localhost", "fetch.private_host"),
        ("nas", "fetch.private_host"),
        ("nas.local", "fetch.private_host"),
        ("10.0.0.1", "fetch.private_host"),
        ("2130706433", "fetch.private_host"),
        ("0x7f.1", "fetch.private_host"),
        ("[::1]", "fetch.private_host"),
        ("169.254.169.254", "fetch.forbidden_host"),
    ],
)
def test_behind_a_proxy_the_name_is_checked(proxy: Server, host: str, code: str) -> None:
    assert fault_of(ask([address(f"https://{host}/c.ics", local_network=False)])[0]) == code
    assert proxy.seen == []


def test_http_to_a_public_name_is_refused_behind_a_proxy_too(proxy: Server) -> None:
    assert fault_of(ask([address("http://calendar.example/c.ics")])[0]) == "fetch.not_encrypted"
    assert proxy.seen == []


def test_a_host_without_a_proxy_is_connected_to(
    servers: Servers, proxy: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = servers.http(lambda exchange: exchange.answer(body=CALENDAR))
    monkeypatch.setenv("no_proxy", "localhost")
    assert ask([address(server.url())])[0].documents == (CALENDAR,)
    assert proxy.seen == []


def test_a_proxy_that_refuses_is_told(servers: Servers, monkeypatch: pytest.MonkeyPatch) -> None:
    server = servers.http(lambda exchange: exchange.answer(407), tls=False)
    monkeypatch.setenv("https_proxy", f"127.0.0.1:{server.port}")
    assert fault_of(ask([address("https://calendar.example/c.ics")])[0]) == "fetch.proxy_refused"


@pytest.mark.parametrize("kind", ["socks5://127.0.0.1:1080", "https://127.0.0.1:1080", "http://[x"])
def test_another_kind_of_proxy_is_told_instead_of_passed_by(
    monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.setenv("all_proxy", kind)
    assert fault_of(ask([address("https://calendar.example/c.ics")])[0]) == "fetch.proxy_kind"
