"""A bad value falls back alone, a bad file is kept aside, and writing loses nothing that was written."""

import os
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from intermezzo.adapters.settings_file import read, read_again, write
from intermezzo.core.settings import SPECS, Calendar, Settings
from intermezzo.presenters.messages import tell
from tests.telling import fault_told

pytestmark = pytest.mark.slow

DEFAULTS = Settings()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "settings.toml"


def test_a_missing_and_an_empty_file_are_all_defaults(path: Path) -> None:
    assert read(path) == (DEFAULTS, {})
    path.write_bytes(b"")
    assert read(path) == (DEFAULTS, {})
    path.write_bytes(b"\xef\xbb\xbf\n")
    assert read(path) == (DEFAULTS, {})


BAD_VALUES = {
    "wrong type, text": ('spacing = "25"', "spacing", "whole number from 15 to 180"),
    "wrong type, number": ("rhythm = 3", "rhythm", "one of: quiet, steady, frequent, own"),
    "wrong type, yes": ("interludes = true", "interludes", "whole number"),
    "number for yes": ("floor = 1", "floor", "true or false"),
    "text for yes": ('floor = "yes"', "floor", "true or false"),
    "fraction": ("spacing = 25.5", "spacing", "whole number"),
    "nan": ("spacing = nan", "spacing", "whole number"),
    "infinite": ("settle = inf", "settle", "whole number"),
    "negative": ("leave = -2", "leave", "whole number from 0 to 15"),
    "too small": ("spacing = 1", "spacing", "from 15 to 180"),
    "too large": ("interludes = 999", "interludes", "from 0 to 12"),
    "huge": ("snooze = 9223372036854775807", "snooze", "from 1 to 60"),
    "no such choice": ('theme = "purple"', "theme", "one of: system, light, dark"),
    "choice in capitals": ('motion = "Full"', "motion", "one of: system, full, reduced"),
    "hour 25": ('monday = ["25:99-26:00"]', "monday", "09:00-17:00"),
    "no minutes": ('monday = ["9-17"]', "monday", "09:00-17:00"),
    "ends as it starts": ('monday = ["09:00-09:00"]', "monday", "09:00-17:00"),
    "one bad of two": ('monday = ["09:00-12:00", "noon"]', "monday", "09:00-17:00"),
    "hours as a text": ('monday = "09:00-17:00"', "monday", "list in square brackets"),
    "hours as numbers": ("monday = [9, 17]", "monday", "09:00-17:00"),
    "rollover 25:99": ('rollover = "25:99"', "rollover", '"04:00"'),
    "rollover short": ('rollover = "4:00"', "rollover", '"04:00"'),
    "rollover number": ("rollover = 4", "rollover", '"04:00"'),
    "unknown zone": ('timezone = "Moon/Crater"', "timezone", "Europe/Berlin"),
    "zone outside": ('timezone = "../../etc/passwd"', "timezone", "Europe/Berlin"),
    "zone is a folder": ('timezone = "Europe"', "timezone", "Europe/Berlin"),
    "day that is not": ('days_off = ["2026-02-30"]', "days_off", "2026-12-24"),
    "day in words": ('days_off = ["tomorrow"]', "days_off", "2026-12-24"),
    "blank word": ('break_words = ["lunch", " "]', "break_words", "words in quotes"),
    "endless word": (f'quiet_words = ["{"x" * 2000}"]', "quiet_words", "words in quotes"),
    "words in a table": ("[break_words]\na = 1", "break_words", "list in square brackets"),
    "too many": (f"break_words = {['w'] * 2000}", "break_words", "list in square brackets"),
    "no such thing to leave out": (
        'leave_out = ["floor", "moon"]',
        "leave_out",
        "any of: lying_on_back, floor",
    ),
    "left out by its label": ('leave_out = ["The floor"]', "leave_out", "any of: lying_on_back"),
    "one thing to leave out": ('leave_out = "floor"', "leave_out", "list in square brackets"),
    "numbers at hand": ("equipment = [1]", "equipment", "any of: mat, low chair back"),
    "calendar number": ("calendars = [3]", "calendars", "path ="),
    "calendar without path": ('calendars = [{ me = ["a@b.c"] }]', "calendars", "path ="),
    "calendar blank": ('calendars = [" "]', "calendars", "path ="),
    "calendar me": ('calendars = [{ path = "x.ics", me = "a@b.c" }]', "calendars", "path ="),
    "calendar nul": ('calendars = ["x\\u0000.ics"]', "calendars", "path ="),
}


@pytest.mark.parametrize("name", BAD_VALUES)
def test_a_bad_value_falls_back_alone_and_is_told(path: Path, name: str) -> None:
    text, key, how = BAD_VALUES[name]
    path.write_text(f"titles = true\n{text}\n", "utf-8")
    found, lines = read(path)
    assert found == replace(DEFAULTS, titles=True)
    assert set(lines) == {key}
    line = tell(lines[key])
    assert line.startswith(f"{path}: {key}: ")
    assert how in line
    assert "\n" not in line
    assert len(line) < 400 + len(str(path))
    assert path.exists()


BAD_FILES = {
    "broken": b"spacing = ",
    "unclosed": b'rhythm = "quiet',
    "twice": b"spacing = 30\nspacing = 31",
    "json": b'{"spacing": 30}',
    "not text": b"\xff\xfe\x00s\x00p",
    "nul": b"spacing = 30\x00",
    "10 MB": b"# " + b"x" * 10_000_000,
    "deep": b"x = " + b"[" * 100_000,
    "endless number": b"spacing = " + b"9" * 5000,
    "html": b"<html><body>hello</body></html>",
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_file_that_cannot_be_understood_is_kept_aside(path: Path, name: str) -> None:
    path.write_bytes(BAD_FILES[name])
    found, lines = read(path)
    assert found == DEFAULTS
    assert set(lines) == {""}
    assert "settings.toml.corrupt-1" in tell(lines[""])
    assert "\n" not in tell(lines[""])
    assert path.with_name("settings.toml.corrupt-1").read_bytes() == BAD_FILES[name]
    assert read(path) == (DEFAULTS, {})
    path.write_bytes(BAD_FILES[name])
    assert "corrupt-2" in tell(read(path)[1][""])


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_file_that_breaks_while_the_app_runs_stays_where_it_is(path: Path, name: str) -> None:
    before = replace(DEFAULTS, snooze=25)
    path.write_bytes(BAD_FILES[name])
    found, lines = read_again(path, before)
    assert found == before
    assert set(lines) == {""}
    assert tell(lines[""]).endswith("the settings from before are used until this is fixed")
    assert "\n" not in tell(lines[""])
    assert path.read_bytes() == BAD_FILES[name]


def test_a_file_that_is_gone_or_emptied_while_the_app_runs_changes_nothing(path: Path) -> None:
    before = replace(DEFAULTS, snooze=25)
    assert read_again(path, before) == (before, {})
    path.write_bytes(b"")
    assert read_again(path, before) == (before, {})
    path.write_bytes(b"settle = 3\nsnooze = -1\n")
    found, lines = read_again(path, before)
    assert (found, list(lines)) == (replace(DEFAULTS, settle=3), ["snooze"])


def test_all_lines_come_at_once(path: Path) -> None:
    path.write_text("spacing = -1\nfloor = 3\nmicros = 2\n")
    found, lines = read(path)
    assert found == replace(DEFAULTS, micros=2)
    assert list(lines) == ["spacing", "floor"]


def test_a_folder_in_its_place_is_told(path: Path) -> None:
    path.mkdir()
    found, lines = read(path)
    assert found == DEFAULTS
    assert "not a file" in tell(lines[""])
    with fault_told("can’t be read"):
        write(path, DEFAULTS)


def test_what_is_no_file_in_its_place_is_not_waited_for_and_not_replaced(path: Path) -> None:
    os.mkfifo(path)
    found, lines = read(path)
    assert (found, list(lines)) == (DEFAULTS, [""])
    assert "it is not a file" in tell(lines[""])
    with fault_told("it is not a file"):
        write(path, DEFAULTS)
    assert path.is_fifo()
    path.unlink()
    path.symlink_to(path.with_name("other.toml"))
    path.with_name("other.toml").symlink_to(path)
    assert "Too many levels of symbolic links" in tell(read(path)[1][""])
    with fault_told("can’t be read"):
        write(path, DEFAULTS)


def test_a_line_tells_where_the_file_breaks(path: Path) -> None:
    path.write_text("spacing = 30\nmonday = [[[[[[[[[[[[[[[[[[\n")
    assert "nested more than 16 levels deep (line 2, column 26)" in tell(read_again(path, DEFAULTS)[1][""])


def test_settings_that_could_not_be_read_again_are_not_written(path: Path) -> None:
    words = tuple(f"{number:0500}" for number in range(900))
    with fault_told("larger than 256 kB"):
        write(path, replace(DEFAULTS, break_words=words))
    assert not path.exists()


def test_unknown_keys_are_left_in_peace_but_a_slip_of_the_pen_is_told(path: Path) -> None:
    path.write_text('from_the_future = 3\nspaceing = 30\n[other]\nx = "y"\n')
    found, lines = read(path)
    assert found == DEFAULTS
    assert set(lines) == {"spaceing"}
    assert "did you mean spacing" in tell(lines["spaceing"])


def test_a_key_of_an_earlier_version_is_told_where_it_did_something_and_goes(path: Path) -> None:
    path.write_text("# Mine\nnotify = false\nspacing = 30\n")
    assert read(path) == (replace(DEFAULTS, spacing=30), {})
    path.write_text("# Mine\nnotify = true\nspacing = 30\n")
    found, lines = read(path)
    assert found == replace(DEFAULTS, spacing=30)
    assert tell(lines["notify"]).startswith(f"{path}: notify has no effect any more: ")
    write(path, replace(found, offer="notification"))
    assert path.read_text() == '# Mine\nspacing = 30\noffer = "notification"\n'


def test_tomls_own_dates_and_times_are_good(path: Path) -> None:
    path.write_text('days_off = [2026-12-24, "2026-12-25"]\nrollover = 03:30:00\n')
    found, lines = read(path)
    assert (found.days_off, found.rollover, lines) == (("2026-12-24", "2026-12-25"), "03:30", {})


def test_a_calendar_may_be_a_path_alone_or_a_table(path: Path) -> None:
    path.write_text('calendars = ["a.ics"]\n')
    assert read(path)[0].calendars == (Calendar("a.ics"),)
    path.write_text('[[calendars]]\npath = "b.ics"\nme = ["me@example.org"]\n')
    assert read(path)[0].calendars == (Calendar("b.ics", ("me@example.org",)),)


def test_choices_are_kept_once_each_in_their_own_order(path: Path) -> None:
    path.write_text('leave_out = ["standing", "floor", "standing"]\nequipment = []\n')
    before = path.read_bytes()
    found, lines = read(path)
    assert (found.leave_out, found.equipment, lines) == (("floor", "standing"), (), {})
    write(path, found)
    assert path.read_bytes() == before
    write(path, replace(found, leave_out=("kneeling",)))
    assert 'leave_out = ["kneeling"]' in path.read_text()


CHANGED = replace(
    DEFAULTS, rhythm="own", spacing=40, monday=("08:00-12:00", "13:00-02:00"), floor=True,
    saturday=("10:00-11:00",),
    calendars=(Calendar("~/Kalender/Büro.ics", ("me@example.org", "ich@example.org")), Calendar('C:\\x "y"')),
    quiet_words=(), timezone="Asia/Tokyo", leave_out=("kneeling", "overhead"),
    chair="steady", equipment=("mat", "low chair back"),
)  # fmt: skip


def test_the_first_file_explains_itself(path: Path) -> None:
    write(path, CHANGED)
    assert read(path) == (CHANGED, {})
    text = path.read_text("utf-8")
    assert "# Minimum time between sessions: From the start of one to the start of the next" in text
    assert "# Any of: lying_on_back, floor, kneeling, arching" in text
    assert set(tomllib.loads(text)) == set(SPECS)
    assert [one.name for one in path.parent.iterdir()] == ["settings.toml"]


KEPT = """# My own settings
spacing = 30 # not too often

# what comes later
from_the_future = [1, 2] # stays
monday = [ "09:00-17:00" ]   # long Monday
floor = "perhaps"

[[calendars]]
path = "a.ics" # mine
shade = "green"

[other]
x = 1
"""


def test_comments_order_and_unknown_keys_stay(path: Path) -> None:
    path.write_text(KEPT)
    before = read(path)[0]
    after = replace(before, spacing=45, micros=3)
    write(path, after)
    text = path.read_text()
    assert read(path) == (after, {})
    assert "# My own settings\nspacing = 45 # not too often\n" in text
    assert "from_the_future = [1, 2] # stays\n" in text
    assert 'monday = [ "09:00-17:00" ]   # long Monday\n' in text
    assert 'path = "a.ics" # mine\nshade = "green"\n' in text
    assert "[other]\nx = 1" in text


def test_a_calendar_added_keeps_what_is_not_ours(path: Path) -> None:
    path.write_text(KEPT)
    after = replace(read(path)[0], calendars=(Calendar("a.ics"), Calendar("b.ics", ("me@example.org",))))
    write(path, after)
    assert read(path) == (after, {})
    data = tomllib.loads(path.read_text())
    assert data["calendars"][0] == {"path": "a.ics", "shade": "green"}
    assert data["other"] == {"x": 1}
    write(path, replace(after, calendars=()))
    assert read(path)[0].calendars == ()


def test_writing_the_same_changes_nothing(path: Path) -> None:
    path.write_text(KEPT.replace('floor = "perhaps"\n', ""))
    before = path.read_bytes()
    write(path, read(path)[0])
    assert path.read_bytes() == before


def test_a_table_in_the_place_of_a_value_is_mended(path: Path) -> None:
    path.write_text("spacing = 30\n[other]\nx = 1\n[rhythm]\ny = 2\n")
    write(path, replace(DEFAULTS, spacing=30, rhythm="steady"))
    assert read(path) == (replace(DEFAULTS, spacing=30, rhythm="steady"), {})


def test_a_file_that_broke_meanwhile_stays_as_it_is(path: Path) -> None:
    path.write_text("spacing = ")
    with fault_told(r"line 1.* changes are saved there once this is fixed"):
        write(path, CHANGED)
    assert path.read_text() == "spacing = "
    assert list(path.parent.iterdir()) == [path]


def test_an_interrupted_write_leaves_the_old_file_whole(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(path, CHANGED)
    before = path.read_bytes()

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with fault_told(r"No space left.*check the folder"):
        write(path, DEFAULTS)
    assert path.read_bytes() == before
    assert [one.name for one in path.parent.iterdir()] == ["settings.toml"]


def test_a_link_stays_a_link(path: Path, tmp_path: Path) -> None:
    real = tmp_path / "dotfiles" / "mine.toml"
    real.parent.mkdir()
    real.write_text("spacing = 30\n")
    path.symlink_to(real)
    write(path, replace(DEFAULTS, spacing=50))
    assert path.is_symlink()
    assert "spacing = 50" in real.read_text()


def test_every_setting_can_be_told_about(path: Path) -> None:
    needs = set()
    for unfit in ("1.5", "[1.5]"):
        path.write_text("".join(f"{key} = {unfit}\n" for key in SPECS))
        found, lines = read(path)
        assert found == DEFAULTS
        assert set(lines) == set(SPECS)
        for key, line in lines.items():
            assert tell(line).startswith(f"{path}: {key}: ")
            needs.add(line.facts["how"].code.removeprefix("settings.need_"))
    # All there are.
    assert needs == {
        "number",
        "yes_no",
        "list",
        "choice",
        "intervals",
        "time",
        "days",
        "words",
        "choices",
        "zone",
        "calendars",
    }


_texts = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=20).filter(
    str.strip
)
_some = st.builds(
    replace,
    st.just(DEFAULTS),
    rhythm=st.sampled_from(["quiet", "steady", "frequent", "own"]),
    interludes=st.integers(0, 12),
    spacing=st.integers(15, 180),
    floor=st.booleans(),
    leave_out=st.sets(st.sampled_from(SPECS["leave_out"].choices)).map(
        lambda some: tuple(value for value, label in SPECS["leave_out"].choices if (value, label) in some)
    ),
    break_words=st.lists(_texts, max_size=4).map(tuple),
    calendars=st.lists(st.builds(Calendar, _texts, st.lists(_texts, max_size=2).map(tuple)), max_size=3).map(
        tuple
    ),
    rollover=st.times().map(lambda at: at.strftime("%H:%M")),
    days_off=st.lists(st.dates().map(lambda day: day.isoformat()), max_size=3).map(tuple),
)


@given(_some, _some)
@hypothesis_settings(max_examples=40, deadline=None)
def test_whatever_is_written_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, first: Settings, second: Settings
) -> None:
    path = tmp_path_factory.mktemp("settings") / "settings.toml"
    for one in (first, second, first):
        write(path, one)
        assert read(path) == (one, {})
