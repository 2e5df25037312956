"""A calendar at an address, fetched by the real child from a real https server."""

import gzip

import pytest

from intermezzo.adapters.calendars.fetch.process import ask
from tests.adapters.calendars.fetch.asking import address
from tests.adapters.calendars.fetch.servers import CALENDAR, Exchange, Servers

pytestmark = pytest.mark.slow


def test_a_calendar_is_fetched_whole(servers: Servers) -> None:
    server = servers.http(lambda exchange: exchange.answer(body=CALENDAR))
    (answer,) = ask([address(server.url("/private-7/basic.ics?a=b%20c"))])
    assert answer.fault is None
    assert answer.documents == (CALENDAR,)
    (seen,) = server.seen
    assert (seen.method, seen.path) == ("GET", "/private-7/basic.ics?a=b%20c")
    assert seen.headers["Accept-Encoding"] == "gzip"
    assert not {"Authorization", "Cookie", "Referer"} & set(seen.headers)


def test_several_calendars_are_asked_for_at_once_and_answered_in_order(servers: Servers) -> None:
    server = servers.http(lambda exchange: exchange.answer(body=CALENDAR + exchange.path.encode()))
    answers = ask([address(server.url(f"/{number}")) for number in range(5)])
    assert [answer.documents for answer in answers] == [(CALENDAR + b"/%d" % number,) for number in range(5)]


def test_nothing_is_started_for_nothing() -> None:
    assert ask([]) == []


@pytest.mark.parametrize("scheme", ["webcal://", "WEBCAL://", "webcals://", "", "  https://"])
def test_an_address_is_read_as_people_paste_it(servers: Servers, scheme: str) -> None:
    server = servers.http(lambda exchange: exchange.answer(body=CALENDAR))
    (answer,) = ask([address(server.url("/ä b.ics").replace("https://", scheme) + "\n")])
    assert answer.fault is None
    assert server.seen[0].path == "/%C3%A4%20b.ics"


def test_gzip_is_unpacked(servers: Servers) -> None:
    server = servers.http(
        lambda exchange: exchange.answer(body=gzip.compress(CALENDAR), Content_Encoding="gzip")
    )
    assert ask([address(server.url())])[0].documents == (CALENDAR,)


def test_a_body_in_chunks_and_one_that_ends_with_the_connection_are_read(servers: Servers) -> None:
    def reply(exchange: Exchange) -> None:
        exchange.send_response(200)
        if exchange.path == "/chunks":
            exchange.send_header("Transfer-Encoding", "chunked")
        exchange.end_headers()
        body = b"%x\r\n%s\r\n0\r\n\r\n" % (len(CALENDAR), CALENDAR)
        exchange.wfile.write(body if exchange.path == "/chunks" else CALENDAR)

    server = servers.http(reply)
    answers = ask([address(server.url("/chunks")), address(server.url("/end"))])
    assert [answer.documents for answer in answers] == [(CALENDAR,)] * 2


@pytest.mark.parametrize(
    "text", [b"\xef\xbb\xbf" + CALENDAR, CALENDAR.decode().encode("utf-16"), b"\r\n\r\nx\r\n" + CALENDAR]
)
def test_what_stands_before_the_calendar_is_left_to_the_parser(servers: Servers, text: bytes) -> None:
    server = servers.http(lambda exchange: exchange.answer(body=text))
    assert ask([address(server.url())])[0].documents == (text,)


# -- what has not changed ------------------------------------------------------------------------------


def test_a_server_is_asked_only_for_what_has_changed(servers: Servers) -> None:
    def reply(exchange: Exchange) -> None:
        version = {"ETag": '"7"', "Last_Modified": "Sat, 28 Nov 2026 09:00:00 GMT"}
        if exchange.headers["If-None-Match"] == '"7"' and exchange.headers["If-Modified-Since"]:
            exchange.answer(304, b"", **version)
        else:
            exchange.answer(200, CALENDAR, **version)

    server = servers.http(reply)
    (first,) = ask([address(server.url())])
    (second,) = ask([address(server.url(), validators=first.validators)])
    assert (second.unchanged, second.documents, second.fault) == (True, (), None)
    assert second.validators == first.validators
    assert server.seen[1].headers["If-Modified-Since"] == "Sat, 28 Nov 2026 09:00:00 GMT"


@pytest.mark.slow
def test_the_same_content_counts_as_unchanged_whatever_its_time_stamps(servers: Servers) -> None:
    bodies = [CALENDAR.replace(b"UID", b"DTSTAMP:2026112%dT090000Z\r\nUID" % day) for day in (7, 8)]
    bodies.append(bodies[1].replace(b"UID:1", b"UID:2"))
    server = servers.http(lambda exchange: exchange.answer(body=bodies[len(server.seen) - 1]))
    first = ask([address(server.url())])[0]
    second = ask([address(server.url(), validators=first.validators)])[0]
    third = ask([address(server.url(), validators=second.validators)])[0]
    assert [answer.unchanged for answer in (first, second, third)] == [False, True, False]
    assert third.documents == (bodies[2],)


def test_a_validator_that_is_no_header_is_not_sent_back(servers: Servers) -> None:
    server = servers.http(
        lambda exchange: exchange.answer(body=CALENDAR, ETag="x" * 600, Last_Modified="\xe9")
    )
    (answer,) = ask([address(server.url())])
    assert set(answer.validators) == {"content"}


def test_304_without_a_question_is_no_answer(servers: Servers) -> None:
    server = servers.http(lambda exchange: exchange.answer(304))
    (answer,) = ask([address(server.url())])
    assert answer.fault is not None
    assert answer.fault.code == "fetch.unexpected"


# -- redirects and credentials -------------------------------------------------------------------------


def test_five_redirects_are_followed(servers: Servers) -> None:
    def reply(exchange: Exchange) -> None:
        number = int(exchange.path[1:])
        if number:
            exchange.answer(302, Location=f"/{number - 1}")
        else:
            exchange.answer(body=CALENDAR)

    server = servers.http(reply)
    five, six = ask([address(server.url("/5")), address(server.url("/6"))])
    assert five.documents == (CALENDAR,)
    assert six.fault is not None
    assert six.fault.code == "fetch.too_many_redirects"


def test_a_password_in_the_address_goes_to_its_own_origin_only(servers: Servers) -> None:
    other = servers.http(lambda exchange: exchange.answer(body=CALENDAR))

    def reply(exchange: Exchange) -> None:
        if exchange.path == "/start":
            exchange.answer(302, Location="/next")
        else:
            exchange.answer(302, Location=other.url())

    first = servers.http(reply)
    (answer,) = ask([address(first.url("/start").replace("://", "://me%40home:p%3Aw@"))])
    assert answer.documents == (CALENDAR,)
    assert [one.headers["Authorization"] for one in first.seen] == ["Basic bWVAaG9tZTpwOnc="] * 2
    assert "Authorization" not in other.seen[0].headers
    assert "me%40home" not in str(other.seen)


# -- when to ask again ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"Retry_After": "120"}, 120.0),
        ({"Retry_After": "Sat, 28 Nov 2026 09:10:00 GMT", "Date": "Sat, 28 Nov 2026 09:00:00 GMT"}, 600.0),
        ({"Retry_After": "Sat, 28 Nov 2026 08:10:00 GMT", "Date": "Sat, 28 Nov 2026 09:00:00 GMT"}, 0.0),
        ({"Retry_After": "99999999999999999999"}, 86400.0),
        ({"Retry_After": "-5"}, 0.0),
        ({"Retry_After": "soon"}, 0.0),
        ({}, 0.0),
    ],
)
def test_the_server_says_when_it_wants_to_be_asked_again(
    servers: Servers, headers: dict[str, str], seconds: float
) -> None:
    server = servers.http(lambda exchange: exchange.answer(429, b"", **headers))
    (answer,) = ask([address(server.url())])
    assert answer.fault is not None
    assert (answer.fault.code, answer.retry_after) == ("fetch.too_often", seconds)
