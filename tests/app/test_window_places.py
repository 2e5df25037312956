"""Windows open where they were last."""

import sqlite3
from contextlib import closing

import pytest

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
