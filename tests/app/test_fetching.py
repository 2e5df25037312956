"""Calendars that are fetched while the app runs, from a real server by the real children."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import trustme

from intermezzo.adapters import settings_file
from intermezzo.adapters.calendars import launcher
from intermezzo.adapters.calendars.fetch.process import ask
from intermezzo.adapters.calendars.fetch.protocol import Request
from intermezzo.adapters.system import network
from intermezzo.core.scheduling.intervals import Interval
from intermezzo.core.settings import WEEKDAYS, Calendar
from tests.adapters.calendars.fetch.servers import Servers
from tests.adapters.calendars.published import ME, ORGANIZER, SECRET, TITLE, WORK, Published, calendar
from tests.adapters.conftest import running
from tests.adapters.keyring import keyring_daemon
from tests.app.conftest import House, Time

pytestmark = pytest.mark.slow

HOUR = timedelta(hours=1)
LONGEST = 20 * 60
"""Seconds after which every calendar is due again."""


@pytest.fixture
def servers(monkeypatch: pytest.MonkeyPatch) -> Iterator[Servers]:
    for name in ("http_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    one = Servers(trustme.CA())
    yield one
    one.close()


@pytest.fixture
def start(at: Time) -> datetime:
    """When the published meeting begins."""
    return at.now + 2 * HOUR


@pytest.fixture
def published(servers: Servers, start: datetime) -> Published:
    return Published(servers, calendar(start))


@pytest.fixture
def fetched(house: House, published: Published, start: datetime) -> House:
    """A running application that has fetched its one calendar; the address is kept for this run only."""
    house.day.calendars.fetcher.secrets[WORK.id] = published.url
    use(house, WORK)
    house.until(lambda: busy(house) == (start,))
    return house


def use(house: House, *calendars: Calendar) -> None:
    house.set_settings(replace(house.settings_in_use, calendars=calendars))


def busy(house: House) -> tuple[datetime, ...]:
    return tuple(one.start for one in house.engine.day.busy)


def told(house: House) -> str:
    """Return what Today says about the calendars."""
    return house.notices.lines.get("calendar", "")


def read(house: House) -> None:
    """Read the calendars, and wait until all that are due have answered."""
    done: list[bool] = []
    house.day.calendars.read(lambda: done.append(True))
    house.until(lambda: done)


def later(house: House, seconds: float = LONGEST) -> None:
    """Let time go by, and the calendars that are due by then be fetched."""
    house.run(seconds)
    read(house)


# -- from the server -----------------------------------------------------------------------------------


def test_a_calendar_that_was_added_is_fetched_at_once(fetched: House, published: Published) -> None:
    assert [one.path for one in published.server.seen] == [SECRET]
    assert told(fetched) == ""
    (event,) = fetched.engine.state.occurrences
    assert event.title == TITLE


def test_a_calendar_that_is_back_is_fetched_at_once_also_after_work(fetched: House) -> None:
    fetcher, mornings = fetched.day.calendars.fetcher, dict.fromkeys(WEEKDAYS, ("08:00-11:00",))
    without: dict[str, Any] = {**mornings, "calendars": ()}
    fetched.set_settings(replace(fetched.settings_in_use, **without))
    fetched.until(lambda: not fetcher.known)
    use(fetched, WORK)
    fetched.until(lambda: WORK.id in fetcher.known)


def test_a_secret_that_changes_during_a_fetching_is_used_at_once(
    fetched: House, published: Published
) -> None:
    fetcher = fetched.day.calendars.fetcher
    fetcher.again(WORK.id)
    fetcher.fetch_due()
    assert fetcher.under_way
    fetcher.again(WORK.id)
    fetched.until(lambda: len(published.asked) == 3 and not fetcher.under_way)
    assert WORK.id in fetcher.known, (
        "the answer to the earlier secret does not count, the one to the new does"
    )


def test_when_the_meeting_moves_the_plan_follows(fetched: House, published: Published) -> None:
    last = fetched.engine.plan.slots[-1]
    begin = last.start - timedelta(minutes=5)
    published.change(calendar(begin))
    read(fetched)
    assert len(published.asked) == 1, "it is not due yet"
    later(fetched)
    assert published.asked == [False, True]
    assert busy(fetched) == (begin,)
    meeting = Interval(begin, begin + HOUR)
    assert not any(meeting.meets(Interval(one.start, one.end)) for one in fetched.engine.plan.slots)
    assert last not in fetched.engine.plan.slots


def test_while_the_server_is_away_what_is_known_counts_and_its_age_is_told(
    fetched: House, servers: Servers, start: datetime
) -> None:
    servers.close()
    later(fetched)
    assert busy(fetched) == (start,)
    assert "20 minutes old" in told(fetched)
    assert SECRET not in told(fetched)
    later(fetched, 1800)
    assert busy(fetched) == (start,)
    assert "50 minutes old" in told(fetched)


def test_a_server_that_answers_again_is_believed(fetched: House, published: Published) -> None:
    published.busy_for = 60
    later(fetched)
    assert told(fetched)
    published.busy_for = 0
    later(fetched)
    assert told(fetched) == ""


def test_the_users_own_address_counts_at_once(fetched: House, published: Published) -> None:
    use(fetched, replace(WORK, me=(ME,)))
    fetched.until(lambda: busy(fetched) == ())  # the user has declined it
    assert published.asked == [False, False]


def test_other_words_are_looked_for_in_the_whole_answer(fetched: House, published: Published) -> None:
    fetched.set_settings(replace(fetched.settings_in_use, break_words=("budget",)))
    later(fetched)
    later(fetched)
    assert published.asked == [False, False, True]


# -- on disk -------------------------------------------------------------------------------------------


def test_without_the_calendar_nothing_of_it_is_kept(fetched: House) -> None:
    folder = fetched.context.paths.calendars
    fetched.until(lambda: [one.name for one in folder.iterdir()] == ["work.json"])
    use(fetched)
    fetched.until(lambda: not [*folder.iterdir()])
    assert busy(fetched) == ()


def test_what_is_kept_of_a_calendar_that_was_removed_while_the_app_was_away_is_deleted(
    fetched: House, make: Callable[..., House], home: Path
) -> None:
    folder = fetched.context.paths.calendars
    fetched.leave()
    assert [*folder.iterdir()]
    file = home / "settings.toml"
    settings_file.write(file, replace(fetched.settings(), calendars=()))
    make().start()
    fetched.until(lambda: not [*folder.iterdir()])


def test_an_answer_that_cannot_be_kept_counts(house: House, published: Published, start: datetime) -> None:
    folder = house.context.paths.calendars
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.write_text("not a folder")
    house.day.calendars.fetcher.secrets[WORK.id] = published.url
    use(house, WORK)
    house.until(lambda: busy(house) == (start,))
    assert told(house) == ""


@pytest.fixture
def address_in_keyring(
    published: Published, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """Settings with the calendar, and its address in a real keyring."""
    address = f"unix:path={tmp_path}/bus"
    words = ["dbus-daemon", "--session", "--nofork", "--nosyslog", "--print-address", f"--address={address}"]
    with running(words) as bus:
        assert bus.stdout is not None
        bus.stdout.readline()
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        with keyring_daemon(address, tmp_path, monkeypatch, "login password"):
            monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS")  # only the child that fetches is on this bus
            usual = launcher.command
            environment = ["env", f"DBUS_SESSION_BUS_ADDRESS={address}"]
            monkeypatch.setattr(launcher, "command", lambda name: [*environment, *usual(name)])
            (kept,) = ask([Request("keep", WORK, published.url)])
            assert (kept.fault, kept.for_this_run) == (None, False)
            file = home / "settings.toml"
            found, _ = settings_file.read(file)
            settings_file.write(file, replace(found, calendars=(WORK,)))
            yield


@pytest.mark.usefixtures("address_in_keyring")
def test_after_a_restart_without_the_server_the_kept_answer_serves(
    make: Callable[..., House], published: Published, servers: Servers, start: datetime, at: Time
) -> None:
    first = make().start()
    first.until(lambda: busy(first) == (start,))
    assert told(first) == ""
    folder = first.context.paths.calendars
    first.until(lambda: folder.exists() and [*folder.iterdir()])
    first.leave()
    (file,) = folder.iterdir()
    assert file.stat().st_mode & 0o777 == 0o600
    for private in ("Budget", "merger", ORGANIZER, ME, published.url, SECRET, "localhost"):
        assert private not in file.read_text()
    servers.close()
    at.run(1800)
    second = make().start()
    second.until(lambda: busy(second) == (start,))
    assert "30 minutes old" in told(second)


# -- without a network ---------------------------------------------------------------------------------


def test_no_network_after_sleep_is_no_fault(
    fetched: House, published: Published, start: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(network, "has_route", lambda: False)
    use(fetched, replace(WORK, local_network=False))
    read(fetched)
    fetched.time.sleep(1800)
    fetched.day.look_at_clocks()
    read(fetched)
    assert (busy(fetched), told(fetched)) == ((start,), "")
    monkeypatch.setattr(network, "has_route", lambda: True)
    read(fetched)
    assert "30 minutes old" in told(fetched), "now it is asked, and may not be reached in a private network"
    assert busy(fetched) == (start,)
    assert len(published.asked) == 1


def test_a_first_answer_waits_for_the_network(
    house: House, published: Published, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(network, "has_route", lambda: False)
    house.day.calendars.fetcher.secrets[WORK.id] = published.url
    use(house, replace(WORK, local_network=False))
    read(house)
    assert told(house) == ""
    monkeypatch.setattr(network, "has_route", lambda: True)
    read(house)
    assert told(house), "now it is asked, and may not be reached in a private network"
