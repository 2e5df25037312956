"""Days at speed in one process: nothing grows, nothing that was acknowledged is lost."""

import sqlite3
from collections import Counter
from contextlib import ExitStack, closing
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
import trustme
from PySide6.QtWidgets import QApplication

from intermezzo.adapters.store import Store
from intermezzo.core.history.events import EventKind
from intermezzo.core.history.tallies import tally
from intermezzo.core.settings import WEEKDAYS
from tests.adapters.calendars.fetch.radicale_server import PASSWORD, radicale
from tests.adapters.calendars.fetch.servers import Servers
from tests.adapters.calendars.published import Published
from tests.app.conftest import House
from tests.soak import faults, history, sources
from tests.soak.conftest import DAYS, HOURS
from tests.soak.faults import Trouble
from tests.soak.measuring import Sample, growths, table, take
from tests.soak.person import Person
from virtual_desktop import Desktop

pytestmark = pytest.mark.slow

BEGIN, END = time(18 - HOURS), time(18)
MINUTES = 60 * HOURS
LOG_BYTES = 5_000_000
MEASURED = max(DAYS, 3)
"""Days of a long soak that are measured; a slope with an error takes three."""
SETTLING = 3
"""Days before them: half a one, a whole one, as a model of the history, and a whole one with all of it."""
ENDS = (EventKind.COMPLETED, EventKind.PARTIAL, EventKind.INTERRUPTED)
COUNTED = (
    EventKind.BEGUN, EventKind.DONE_ALREADY, EventKind.DECLINED, EventKind.SNOOZED, EventKind.FEEDBACK,
)  # fmt: skip


@pytest.fixture
def lived_in(house: House) -> House:
    """The app with working hours, a file and a folder as calendars, and little patience with the database."""
    work: dict[str, Any] = dict.fromkeys(WEEKDAYS, (f"{BEGIN:%H:%M}-{END:%H:%M}",))
    found = sources.local(house.home, house.time.now)
    house.set_settings(replace(house.settings_in_use, **work, calendars=found))
    faults.make_impatient(house)
    return house


def test_a_second_opening_of_every_window_and_hours_of_faults_leave_nothing(
    lived_in: House, qapp: QApplication
) -> None:
    house, person = lived_in, Person(lived_in)
    local, rare = faults.of_files(house, house.home, house.time.now), faults.of_the_computer(house)
    trouble = Trouble(local, rare)
    samples = []
    for _round in range(2):
        person.open_every_window()
        live(person, trouble, house.time.now + timedelta(minutes=30), every=4)
        samples.append(take(qapp, house.app, house.engine.state.events))
    assert_flat(*samples)
    house.leave()
    assert_nothing_lost(house, person, house.time.now.date())


# The probes that ``house`` replaces have opened the desktop's bus by then.
@pytest.mark.filterwarnings("ignore:unclosed <socket.socket:ResourceWarning")
@pytest.mark.soak
def test_days_with_a_fault_a_minute_leave_nothing(
    lived_in: House, qapp: QApplication, desktop: Desktop | None, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    """No measure grows by more than its noise, or by more than ``ALLOWED`` over the whole run."""
    assert desktop is not None
    house, person, authority = lived_in, Person(lived_in), trustme.CA()
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    with ExitStack() as stack:
        server = stack.enter_context(radicale(tmp_path, authority))
        monkeypatch.setenv("SSL_CERT_FILE", str(server.certificate))
        servers = Servers(authority)
        stack.callback(servers.close)
        published = Published(servers, b"")
        added = sources.remote(house, published, server, PASSWORD)
        settings = house.settings_in_use
        house.set_settings(replace(settings, calendars=(*settings.calendars, *added)))
        local = faults.of_files(house, house.home, house.time.now)
        remote = faults.of_servers(published, tmp_path / "collections")
        trouble = Trouble(local + remote, faults.of_the_computer(house))
        samples: list[Sample] = []
        first = house.time.now.date()
        for number in range(SETTLING + MEASURED):
            until = datetime.combine(house.time.now.date(), END, house.time.now.tzinfo)
            live(person, trouble, until - timedelta(hours=2), every=1)
            person.open_every_window()
            with tray_host_gone(desktop):
                live(person, trouble, until - timedelta(hours=1), every=1)
            live(person, trouble, until + timedelta(minutes=5), every=1)
            published.server.seen.clear()
            house.asked.clear()
            samples.append(take(qapp, house.app, house.engine.state.events))
            with capsys.disabled():
                print(f"day {number}: {samples[-1]}", flush=True)
            today = house.time.now.date()
            house.time.sleep((timedelta(days=1) - timedelta(hours=HOURS, minutes=15)).total_seconds())
            person.wait(60)
            if number == 1:
                history.lay(house, today, first)
        with capsys.disabled():
            print(f"\n{trouble.count} faults, {person.acknowledged.total()} acknowledged answers")
            print(table(growths(samples[SETTLING:])))
        house.leave()
    assert all(one.flat for one in growths(samples[SETTLING:]))
    log = sum(one.stat().st_size for one in house.context.paths.log.parent.iterdir())
    assert log <= LOG_BYTES
    assert_nothing_lost(house, person, first)
    assert_days_right(house, first)


class tray_host_gone:  # noqa: N801 - used as a function
    """Take the tray host away for as long as the block runs."""

    def __init__(self, desktop: Desktop) -> None:
        self._desktop = desktop

    def __enter__(self) -> None:
        self._desktop.stop_tray()

    def __exit__(self, *_exception: object) -> None:
        self._desktop.start_tray()
        self._desktop.wait_tray()


def live(person: Person, trouble: Trouble, until: datetime, *, every: int) -> None:
    """Live until then, with a fault every so many minutes; all is well at the end."""
    house, minute = person.house, 0
    while house.time.now < until:
        person.wait(60)
        minute += 1
        if minute % every == 0:
            trouble.next()
        if house.engine.offer is not None and not person.locked_out:
            person.answer()
    trouble.mend()
    person.wait(60)
    person.rest()


def assert_flat(first: Sample, last: Sample) -> None:
    """The last sample holds no more than the first, but for memory, which is measured over days."""
    assert last.descriptors <= first.descriptors
    assert last.threads <= first.threads
    assert last.timers <= first.timers
    assert last.qt_objects <= first.qt_objects
    assert last.python_objects <= first.python_objects + 2000


def assert_nothing_lost(house: House, person: Person, first: date) -> None:
    """Every acknowledged answer since the first day is in the database once; begun sessions have one end."""
    with closing(sqlite3.connect(house.context.paths.database)) as database:
        assert database.execute("pragma integrity_check").fetchone() == ("ok",)
        query = "select day, kind, reason, count(*) from event where day >= ? group by 1, 2, 3"
        found = database.execute(query, (first.isoformat(),)).fetchall()
    rows: Counter[tuple[date, str]] = Counter()
    for day, kind, reason, number in found:
        if kind != EventKind.DECLINED or reason == "skipped":
            rows[date.fromisoformat(day), kind] += number
    told = {key: number for key, number in person.acknowledged.items() if number}
    assert told, "somebody must have answered"
    assert {key: number for key, number in rows.items() if key[1] in COUNTED} == told
    for day in {day for day, _kind in rows}:
        assert rows[day, EventKind.BEGUN] == sum(rows[day, kind] for kind in ENDS)


def assert_days_right(house: House, first: date) -> None:
    """The tallies are those of all rows, and the figures of whole days are known beforehand."""
    paths = house.context.paths
    store = Store.open(paths.database, paths.backups).store
    last = house.time.now.date()
    counted = {one.day: one for one in tally(store.events(first, last))}
    tallies = [one for one in store.tallies(first, last) if one.day in counted]
    store.close()
    assert tallies == list(counted.values())
    for one in tallies[1:-1]:
        assert (one.work, one.busy) == (MINUTES, sources.busy_after(BEGIN.hour)), one.day
