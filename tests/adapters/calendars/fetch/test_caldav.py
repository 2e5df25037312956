"""A CalDAV account on a real Radicale with https and a password."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import trustme

from intermezzo.adapters.calendars.fetch.process import ask
from intermezzo.adapters.calendars.fetch.protocol import Answer, Request
from tests.adapters.calendars.fetch.asking import account, fault_of
from tests.adapters.calendars.fetch.radicale_server import PASSWORD, USER, Radicale, event, radicale

pytestmark = pytest.mark.slow

DAY = {"start": "2026-11-28T00:00:00+00:00", "end": "2026-11-29T00:00:00+00:00"}


@pytest.fixture(scope="module")
def server(
    authority: trustme.CA, trusted: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Radicale]:
    with radicale(tmp_path_factory.mktemp("radicale"), authority) as running:
        running.make("home", colour="#AABBCCDD")
        running.make("tasks", kind="VTODO")
        yield running


def find(server: Radicale, place: str = "", password: str = PASSWORD) -> Answer:
    return ask([account(place or server.url, USER, password)])[0]


def request(server: Radicale, path: str, **more: object) -> Request:
    return account(f"{server.url}{path}", USER, PASSWORD, "fetch", **{**DAY, **more})


@pytest.mark.parametrize(
    "place",
    [
        "localhost:{port}",
        "https://localhost:{port}/",
        "https://localhost:{port}/ann%40example.org/",
        "ann@localhost:{port}",
    ],
)
def test_the_calendars_of_an_account_are_found_from_its_server(server: Radicale, place: str) -> None:
    answer = find(server, place.format(port=server.port))
    assert answer.fault is None
    (home,) = [one for one in answer.found if one.name == "Home"]
    assert home.path == f"{server.url}/ann%40example.org/home/"
    assert (home.kind, home.colour, home.me, home.user) == ("caldav", "#aabbcc", (USER,), USER)
    assert "Tasks" not in {one.name for one in answer.found}


def test_the_url_of_one_calendar_finds_that_calendar(server: Radicale) -> None:
    answer = find(server, f"{server.url}/{USER}/home/")
    assert "Home" in {one.name for one in answer.found}


def test_a_wrong_password_is_told(server: Radicale) -> None:
    assert fault_of(find(server, password="wrong")) == "fetch.password"
    path = server.make("locked")
    wrong = account(f"{server.url}{path}", USER, "wrong", "fetch", **DAY)
    assert fault_of(ask([wrong])[0]) == "fetch.password"


def test_a_calendar_that_was_deleted_is_told(server: Radicale) -> None:
    assert fault_of(ask([request(server, f"/{USER}/never/")])[0]) == "fetch.not_found"


def test_the_events_of_the_window_come_with_their_exceptions(server: Radicale) -> None:
    path = server.make("window")
    server.put(path, "old", event("old", "20250101T090000Z", "20250101T100000Z"))
    server.put(path, "later", event("later", "20261130T090000Z", "20261130T100000Z"))
    server.put(path, "now", event("now", "20261128T090000Z", "20261128T100000Z"))
    daily = event("daily", "20261120T120000Z", "20261120T123000Z", "RRULE:FREQ=DAILY")
    moved = event("daily", "20261128T150000Z", "20261128T153000Z", "RECURRENCE-ID:20261128T120000Z")
    server.put(path, "daily", daily, moved)
    answer = ask([request(server, path)])[0]
    assert answer.fault is None
    text = b"".join(answer.documents)
    assert len(answer.documents) == 2
    assert b"UID:now" in text
    assert b"RRULE:FREQ=DAILY" in text
    assert b"DTSTART:20261128T150000Z" in text
    assert b"UID:old" not in text
    assert b"UID:later" not in text


def test_without_a_window_everything_comes(server: Radicale) -> None:
    path = server.make("whole")
    server.put(path, "old", event("old", "20250101T090000Z", "20250101T100000Z"))
    assert len(ask([request(server, path, start="", end="")])[0].documents) == 1


@pytest.mark.slow
def test_only_what_has_changed_is_fetched_again(server: Radicale) -> None:
    path = server.make("changing")
    server.put(path, "a", event("a", "20261128T090000Z", "20261128T100000Z"))
    first = ask([request(server, path)])[0]
    second = ask([request(server, path, validators=first.validators)])[0]
    assert (second.unchanged, second.validators) == (True, first.validators)
    server.put(path, "a", event("a", "20261128T110000Z", "20261128T120000Z"))
    third = ask([request(server, path, validators=second.validators)])[0]
    assert not third.unchanged
    assert b"DTSTART:20261128T110000Z" in third.documents[0]


@pytest.mark.slow
def test_another_window_is_another_question(server: Radicale) -> None:
    path = server.make("sliding")
    server.put(path, "a", event("a", "20261129T090000Z", "20261129T100000Z"))
    first = ask([request(server, path)])[0]
    assert first.documents == ()
    same = request(server, path, validators=first.validators)
    narrower = replace(same, start="2026-11-28T06:00:00+00:00")
    wider = replace(same, end="2026-11-30T00:00:00+00:00")
    everything = replace(same, start="", end="")
    answers = ask([narrower, wider, everything])
    assert [answer.unchanged for answer in answers] == [True, False, False]
    assert [len(answer.documents) for answer in answers] == [0, 1, 1]
    again = replace(wider, validators=answers[2].validators)
    assert ask([again])[0].unchanged
