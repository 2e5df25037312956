"""The latest release, asked by the real child of a real https server."""

import json
from collections.abc import Callable

import pytest

from intermezzo import __version__
from intermezzo.adapters.calendars.fetch.process import ask
from intermezzo.adapters.calendars.fetch.protocol import Answer, Request
from intermezzo.core.settings import Calendar
from tests.adapters.calendars.fetch.asking import fault_of
from tests.adapters.calendars.fetch.servers import Exchange, Server, Servers

pytestmark = pytest.mark.slow

PATH = "/repos/somebody/intermezzo/releases/latest"


def asked(server: Server, *, local_network: bool = True) -> Answer:
    (answer,) = ask([Request("release", Calendar(server.url(PATH), local_network=local_network))])
    return answer


def with_body(body: bytes, status: int = 200) -> Callable[[Exchange], None]:
    return lambda exchange: exchange.answer(status, body)


def test_its_version_is_the_tag_and_nothing_is_told_of_who_asks(servers: Servers) -> None:
    release = {"tag_name": "v0.2.0", "name": "Intermezzo 0.2.0", "prerelease": False, "body": "New: …" * 1000}
    server = servers.http(with_body(json.dumps(release).encode()))
    answer = asked(server)
    assert (answer.fault, answer.documents) == (None, (b"0.2.0",))
    (seen,) = server.seen
    assert (seen.method, seen.path, seen.body) == ("GET", PATH, b"")
    assert seen.headers == {
        "Host": f"localhost:{server.port}",
        "User-Agent": "Intermezzo",
        "Accept": "application/json",
        "Accept-Encoding": "gzip",
        "Connection": "close",
    }
    assert __version__ not in str(seen)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>Sign in</html>",
        b"[]",
        b'{"tag_name": 7}',
        b'{"tag_name": "nightly"}',
        b"\xff",
        b"[" * 9999,
    ],
    ids=lambda body: body[:12].decode(errors="replace"),
)
def test_what_names_no_version_is_no_answer(servers: Servers, body: bytes) -> None:
    answer = asked(servers.http(with_body(body)))
    assert (fault_of(answer), answer.documents) == ("fetch.unexpected", ())


def test_a_page_that_is_not_there_is_no_answer(servers: Servers) -> None:
    assert fault_of(asked(servers.http(with_body(b'{"message": "Not Found"}', 404)))) == "fetch.not_found"


def test_it_is_never_asked_without_encryption_or_inside_the_network(servers: Servers) -> None:
    inside = servers.http(with_body(b'{"tag_name": "v0.2.0"}'))
    assert fault_of(asked(inside, local_network=False)) == "fetch.private_host"

    def away(exchange: Exchange) -> None:
        exchange.answer(302, Location="http://example.org/latest")

    assert fault_of(asked(servers.http(away))) == "fetch.unencrypted_redirect"
    assert inside.seen == []
