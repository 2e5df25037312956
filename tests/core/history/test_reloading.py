"""The history after it was read again from the store."""

from datetime import UTC, date, datetime

from intermezzo.core.history.events import Event, EventKind, reloaded


def event(name: str) -> Event:
    moment = datetime(2026, 11, 20, 12, tzinfo=UTC)
    return Event(name, EventKind.DONE_ALREADY, moment, 0, date(2026, 11, 20))


def names(stored: str, current: str, *, before: str, unwritten: str = "") -> str:
    found = reloaded(map(event, stored), map(event, current), set(before), set(unwritten))
    return "".join(one.id for one in found)


def test_what_another_process_wrote_is_there_and_what_it_deleted_is_gone() -> None:
    assert names("bcx", "abc", before="abc") == "bcx"


def test_what_came_while_it_was_read_stays() -> None:
    assert names("ab", "abc", before="ab") == "abc"


def test_what_waits_to_be_written_stays() -> None:
    assert names("a", "ab", before="ab", unwritten="b") == "ab"


def test_nothing_is_there_twice() -> None:
    assert names("abc", "abc", before="a", unwritten="bc") == "abc"
