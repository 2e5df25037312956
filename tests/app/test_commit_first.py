"""What a view shows is in the database: while another process holds its lock, nothing changes."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest
from PySide6.QtWidgets import QApplication

from intermezzo.ui.library.movements.page import MovementsPage
from tests.app.conftest import House

pytestmark = pytest.mark.slow


class Lock:
    """A second connection; between ``hold`` and ``release`` nobody else can commit."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def hold(self) -> None:
        self._connection.execute("BEGIN IMMEDIATE")

    def release(self) -> None:
        self._connection.execute("ROLLBACK")

    def kinds(self) -> list[str]:
        return [kind for (kind,) in self._connection.execute("SELECT kind FROM event")]

    def details(self) -> str:
        return " ".join(text for (text,) in self._connection.execute("SELECT detail FROM event"))


@pytest.fixture
def lock(house: House) -> Iterator[Lock]:
    house.until(lambda: not house.day.writer.unwritten)
    with closing(sqlite3.connect(house.home / "intermezzo.sqlite3", isolation_level=None)) as connection:
        yield Lock(connection)


def look_again(house: House) -> None:
    """Let the app do all that makes it look at the day again."""
    house.run(31)
    house.day.turn()
    house.until(lambda: not house.day.sampling)
    house.notices.show("other", "Something else.")
    house.notices.clear("other")
    QApplication.processEvents()


def test_neither_window_nor_tray_shows_a_pause_before_its_commit(house: House, lock: Lock) -> None:
    before = house.today.open()
    assert before.pause.isVisible()
    lock.hold()
    said: list[str] = []
    house.app.dispatch(("pause", "1h"), lambda _ok, line, _data: said.append(line))
    look_again(house)
    assert house.engine.day_state.paused_until is not None, "the engine keeps to it already"
    assert before.pause.isVisible()
    assert not before.resume.isVisible()
    assert not resumes(house)
    before.close()
    QApplication.processEvents()
    again = house.today.open()
    assert again.pause.isVisible(), "nor does a window that is opened meanwhile"
    assert said == []
    lock.release()
    house.until(again.resume.isVisible)
    assert lock.kinds().count("paused") == 1
    assert resumes(house)
    house.until(lambda: said)


def test_what_is_counted_is_in_the_database(house: House, lock: Lock) -> None:
    lock.hold()
    house.app.dispatch(("moved",))
    assert house.say("status")[2]["taken"] == {}
    lock.release()
    house.until(lambda: sum(house.say("status")[2]["taken"].values()) == 1)
    assert lock.kinds().count("done_already") == 1


def test_a_movement_is_in_the_repertoire_after_the_commit(house: House, lock: Lock) -> None:
    window = house.controllers.library.open().movements
    before = inside(window)
    movement = next(one.movement.id for one in window.grid.rows.cards if not one.inside)
    lock.hold()
    house.app.dispatch(("repertoire", "in", movement))
    look_again(house)
    house.controllers.library.refresh()
    assert inside(window) == before
    lock.release()
    house.until(lambda: inside(window) == before | {movement})
    assert f'"{movement}"' in lock.details()


def inside(window: MovementsPage) -> set[str]:
    return {one.movement.id for one in window.grid.rows.cards if one.inside}


def resumes(house: House) -> bool:
    """Return whether the tray's menu has *Resume*."""
    return any(action.isVisible() for action in house.app.tray.menu.actions() if action.text() == "Resume")


def test_how_it_felt_shows_after_the_commit(house: House, lock: Lock) -> None:
    house.make_due()
    assert house.say("now")[0]
    player = house.session.player
    assert player is not None
    while (playing := player.catch_up()) is not None and playing.elapsed < 30:
        house.run(5)
    player.finish()
    house.until(lambda: not house.day.writer.unwritten)
    lock.hold()
    player.closing.taps["shaky"].click()
    look_again(house)
    assert not player.closing.taps["shaky"].isChecked()
    lock.release()
    house.until(player.closing.taps["shaky"].isChecked)
    assert lock.kinds().count("feedback") == 1
