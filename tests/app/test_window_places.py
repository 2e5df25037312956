"""Windows open where they were last."""

import sqlite3
from contextlib import closing

import pytest

from intermezzo.app.window_places import Places, WindowPlaces
from intermezzo.ui.kit.window import FRAME, Window
from tests.app.conftest import House


@pytest.mark.slow
def test_places_that_cannot_be_kept_are_a_line_of_the_log(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    house.say("show", "week")
    window = house.controllers.week.window
    assert window is not None
    with closing(sqlite3.connect(house.context.paths.database, isolation_level=None)) as other:
        other.execute("begin immediate")
        window.close()
        house.until(lambda: "the places of windows are not kept: " in caplog.text)
        other.execute("rollback")


class Grown(Window):
    """As large as what it shows."""

    keeps_size = False


@pytest.mark.slow
def test_a_window_that_is_higher_than_it_was_opens_all_on_the_screen(house: House) -> None:
    window = Grown("Something")
    house.qtbot.addWidget(window)
    window.resize(300, 400)
    room = window.screen().availableGeometry()
    where = {window.place_name(): (room.left() + 30, room.bottom() - 200, 300, 150)}
    WindowPlaces(house.context.store, house.context.worker, where, house.app).put(window)
    assert window.pos().toTuple() == (room.left() + 30, room.bottom() + 1 - 400 - FRAME[1])


@pytest.mark.slow
def test_only_a_size_that_the_user_gave_is_kept(house: House) -> None:
    places: Places = {}
    kept = WindowPlaces(house.context.store, house.context.worker, places, house.app)

    def opened(height: int) -> Window:
        window = Window("Something")
        house.qtbot.addWidget(window)
        window.fit(300, height)
        kept.put(window)
        window.show()
        return window

    opened(200).close()
    higher = opened(250)
    assert higher.height() == 250, "it shows more than it did"
    higher.resize(320, 400)
    higher.close()
    assert opened(260).size().toTuple() == (320, 400)
