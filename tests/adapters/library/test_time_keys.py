"""The keys of a movement that are about time: turn, one_way, ways, on, posture and ends."""

from pathlib import Path

from intermezzo.adapters.library import load
from intermezzo.core.practice.change_over import Posture
from intermezzo.core.practice.model import CueTime
from tests.adapters.library.test_library import GOOD


def _read(folder: Path, text: str) -> object:
    path = folder / "movements" / "sway.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    library = load([folder])
    assert library.faults == ()
    one = library.movements["sway"]
    return one.turn, one.one_way, one.ways, one.cue_times, one.posture, one.ends


def test_a_file_without_them_stays_valid(tmp_path: Path) -> None:
    assert _read(tmp_path, GOOD) == (0, False, False, (), None, None)


def test_they_are_read(tmp_path: Path) -> None:
    more = 'sides = 2\nturn = 8\none_way = true\nways = true\non = ["move", "return", "any"]'
    text = GOOD.replace("sides = 2", more).replace("level = 1", 'level = 1\nposture = "kneel"\nends = "back"')
    times = (CueTime.MOVE, CueTime.RETURN, CueTime.ANY)
    assert _read(tmp_path, text) == (8, True, True, times, Posture.KNEEL, Posture.BACK)
