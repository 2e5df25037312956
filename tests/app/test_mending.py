"""A damaged history in the running app: it starts, says what it left out, mends, and asks where it must."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from intermezzo.adapters.store import Store
from intermezzo.adapters.system.paths import Paths
from intermezzo.core.history.events import Event, EventKind
from intermezzo.ui.kit.notice import ChoiceNotice
from intermezzo.ui.kit.texts import Text
from tests.adapters.store import flipped_bits
from tests.app.conftest import House
from tests.ui.hands import click

pytestmark = pytest.mark.slow

MakeHouse = Callable[..., House]
ALL = flipped_bits.ALL
GARBAGE = b"nothing of ours " * 1000


@pytest.fixture
def rows(home: Path) -> tuple[Event, ...]:
    """Sixty rows, in a good copy too, and one more; the file is closed."""
    paths = Paths(home)
    rows = flipped_bits.make(paths.database)
    store = Store.open(paths.database, paths.backups).store
    store.backup(datetime.now(UTC).date())
    late = flipped_bits.row(61, EventKind.FEEDBACK)
    store.append([late])
    store.close()
    return (*rows, late)


def spoil_the_last_row(home: Path) -> None:
    with closing(sqlite3.connect(Paths(home).database, isolation_level=None)) as connection:
        connection.execute("PRAGMA ignore_check_constraints = 1")
        connection.execute("UPDATE event SET detail = '{' WHERE rowid = (SELECT max(rowid) FROM event)")


def asked(house: House) -> ChoiceNotice:
    """Start over a database that cannot be opened; return the window that asks."""
    house.app.start()
    house.until(lambda: house.app.recovery is not None and house.app.recovery.window is not None)
    assert house.app.recovery is not None
    assert house.app.recovery.window is not None
    return house.app.recovery.window


def words(window: ChoiceNotice) -> str:
    return " ".join(one.text() for one in window.findChildren(Text))


def test_a_row_that_cannot_be_read_is_told_and_mended_by_the_running_app(
    home: Path, rows: tuple[Event, ...], make: MakeHouse
) -> None:
    spoil_the_last_row(home)
    house = make().start()
    house.say("week", "2026-W47")
    assert "1 entry can’t be read and is left out" in house.notices.lines["rows"]
    assert house.notices.lines["rows"] in house.say("status")[2]["notices"]
    done, line, _data = house.say("mend")
    assert done
    assert "entries kept; 1 entry can’t be read." in line
    house.until(lambda: "rows" not in house.notices.lines)
    (kept,) = home.glob("*.damaged-*")
    assert kept.name in line
    assert house.say("pause", "30m")[2] == {"recorded": True}
    assert house.say("mend")[1].startswith("The history is good: ")
    kept_rows = {one.id for one in house.context.store.events(*ALL)}
    assert {one.id for one in rows[:60]} <= kept_rows


def test_the_privacy_page_checks_and_says_so_calmly(
    home: Path, rows: tuple[Event, ...], make: MakeHouse
) -> None:
    house = make().start()
    house.say("show", "settings")
    window = house.controllers.settings.window
    assert window is not None
    window.privacy_page.privacy.emit(("mend",))
    house.until(lambda: window.privacy_page.outcome.text().startswith("The history is good: "))


def test_a_start_mends_broken_pages_by_itself_and_says_what_it_did(
    home: Path, rows: tuple[Event, ...], make: MakeHouse
) -> None:
    path = Paths(home).database
    content = path.read_bytes()
    at = content.index(b"2026-11-16 09:30:00") // 4096 * 4096
    path.write_bytes(content[:at] + b"\xff" * 4096 + content[at + 4096 :])
    house = make().start()
    (line,) = (line for line in house.notices.lines.values() if "is mended" in line)
    assert len(list(home.glob("*.damaged-*"))) == 1
    assert "61 entries kept" in line or "60 entries kept; 1 entry" in line
    assert house.app.recovery is None


def test_where_nothing_can_be_opened_the_newest_good_backup_is_offered_and_restored(
    home: Path, rows: tuple[Event, ...], make: MakeHouse, capsys: pytest.CaptureFixture[str]
) -> None:
    Paths(home).database.write_bytes(GARBAGE)
    house = make()
    window = asked(house)
    assert "60 entries" in words(window)
    assert not house.app.runtime
    click(window.buttons["restore"])
    house.until(lambda: house.app.runtime is not None)
    assert house.context.store.events(*ALL)[:60] == rows[:60]
    (kept,) = home.glob("*.damaged-*")
    assert kept.read_bytes() == GARBAGE
    assert kept.name in house.notices.lines["recovered"]
    assert house.say("pause", "30m")[2] == {"recorded": True}
    assert "no entry in it can be read" in capsys.readouterr().err


def test_where_nothing_can_be_opened_one_can_start_fresh(
    home: Path, rows: tuple[Event, ...], make: MakeHouse, capsys: pytest.CaptureFixture[str]
) -> None:
    Paths(home).database.write_bytes(GARBAGE)
    house = make()
    click(asked(house).buttons["fresh"])
    house.until(lambda: house.app.runtime is not None)
    assert house.context.store.first_day() in {None, house.context.today()}
    assert [one.read_bytes() for one in home.glob("*.damaged-*")] == [GARBAGE]
    capsys.readouterr()


def test_without_a_backup_only_a_fresh_start_is_offered(
    home: Path, make: MakeHouse, capsys: pytest.CaptureFixture[str]
) -> None:
    Paths(home).database.write_bytes(GARBAGE)
    window = asked(make())
    assert list(window.buttons) == ["fresh"]
    assert "There is no good backup." in words(window)
    capsys.readouterr()


def test_closing_the_question_ends_the_app_and_changes_nothing(
    home: Path, rows: tuple[Event, ...], make: MakeHouse, capsys: pytest.CaptureFixture[str]
) -> None:
    with closing(sqlite3.connect(Paths(home).database, isolation_level=None)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0999'")
    before = Paths(home).database.read_bytes()
    house = make()
    window = asked(house)
    assert "newer Intermezzo" in words(window)
    with house.qtbot.waitSignal(house.app.ended) as ended:
        click(window.close_button)
    assert ended.args == [1]
    assert Paths(home).database.read_bytes() == before
    capsys.readouterr()
