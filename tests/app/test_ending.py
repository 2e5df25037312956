"""The end waits for what is being written, and for nothing longer than it may."""

from functools import partial
from pathlib import Path
from threading import Event

import pytest

from intermezzo.app.application import STOP_LIMIT
from intermezzo.core.history.events import EventKind
from intermezzo.ui.sound.outlet import KILLED_MS
from tests.app.conftest import House

LANES = ["calendars", "files", "notify", "probes", "store"]
DESKTOP_KILLS_AFTER = 3.0
"""Seconds."""


@pytest.mark.slow
def test_whatever_hangs_the_end_waits_less_long_than_a_desktop_does(house: House) -> None:
    hanging: list[str] = []
    go_on = Event()

    def hang(lane: str) -> None:
        hanging.append(lane)
        go_on.wait()

    for lane in LANES:
        house.context.worker.submit(f"{lane}.hangs", partial(hang, lane), print, print, 60.0)
    house.until(lambda: sorted(hanging) == LANES)
    ended: list[int] = []
    house.app.ended.connect(ended.append)
    house.app.dispatch(("moved",))
    try:
        house.until(lambda: EventKind.DONE_ALREADY in {one.kind for one in house.day.writer.unwritten})
        house.app.stop()
    finally:
        go_on.set()
        assert house.app.worker.stop(60.0) == ()  # else the home would be removed under the store
    assert ended == [0]
    assert sorted(stuck(house.context.paths.log)) == LANES
    assert "done_already" in next(house.home.glob("unwritten-*.json")).read_text()
    assert STOP_LIMIT + KILLED_MS / 1000 < DESKTOP_KILLS_AFTER


def stuck(log: Path) -> list[str]:
    """What the log says was still busy at the end."""
    (line,) = [one for one in log.read_text().splitlines() if "still busy at the end: " in one]
    return line.partition("still busy at the end: ")[2].split(", ")
