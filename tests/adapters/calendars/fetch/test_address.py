"""A calendar at an address, fetched by the real child from a real https server."""

from intermezzo.adapters.calendars.fetch.process import ask
from tests.adapters.calendars.fetch.asking import address
from tests.adapters.calendars.fetch.servers import CALENDAR, Servers


def test_a_calendar_is_fetched_whole(servers: Servers) -> None:
    server = servers.http(lambda exchange: exchange.answer(body=CALENDAR))
    (answer,) = ask([address(server.url("/private-7/basic.ics?a=b%20c"))])
    assert answer.fault is None
    assert answer.documents == (CALENDAR,)
    (seen,) = server.seen
    assert (seen.method, seen.path) == ("GET", "/private-7/basic.ics?a=b%20c")
    assert seen.headers["Accept-Encoding"] == "gzip"
    assert not {"Authorization", "Cookie", "Referer"} & set(seen.headers)
