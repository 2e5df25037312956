"""Faulty files are told of with place and remedy, and never stop the others."""

import json
from pathlib import Path

import pytest

from intermezzo.adapters.library import Library, check, load, schemas
from intermezzo.adapters.system import resources
from intermezzo.core.practice.model import Breath, BreathKind, Kind, Place
from intermezzo.presenters.messages import tell
from tests.telling import told

GOOD = """format = 1
id = "sway"
level = 1
place = "stand"
quiet = true
regions = ["hip"]
equipment = []
watch_tag = "rocking"
sources = ["PRACT"]
reviewed_by = ""

[dose]
reps = 5
sides = 2
tempo = [2, 1, 2, 0]
breath = [{ kind = "in", seconds = 2 }, { kind = "out", seconds = 3 }]

[words]
name = "Sway"
purpose = "p"
start = "Stand"
cues = ["one", "two", "three"]
feels = "f"
watch = "w"
easier = "e"
harder = "h"
stop = "s"
"""
SESSION = """format = 1
id = "swaying"
kind = "interlude"
[words]
title = "Swaying"
[[steps]]
movement = "sway"
reps = 10
"""  # 5 + 100 = 105 s


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shipped = tmp_path / "shipped"
    _write(shipped / "movements" / "sway.toml", GOOD)
    _write(shipped / "interludes" / "swaying.toml", SESSION)
    return shipped


def _write(path: Path, text: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def test_a_movement_and_its_session_are_read(folder: Path) -> None:
    library = load([folder])
    assert library.faults == ()
    movement = library.movements["sway"]
    assert (movement.place, movement.tempo, movement.sides) == (Place.STAND, (2, 1, 2, 0), 2)
    assert movement.breath == (Breath(BreathKind.IN, 2), Breath(BreathKind.OUT, 3))
    session = library.sessions["swaying"]
    assert (session.kind, session.seconds) == (Kind.INTERLUDE, 105)
    assert session.steps[0].movement is movement


Faulty = dict[str, tuple[str | bytes, int, int, str, str]]

MOVEMENT_FAULTS: Faulty = {
    "toml": (GOOD.replace("level = 1", "level = "), 3, 9, "invalid value", "fix the TOML"),
    "open end": (GOOD + '\nx = "', 29, 6, "unterminated string", "fix the TOML"),
    "utf8": (GOOD.encode().replace(b'"f"', b'"\xff"'), 23, 10, "not UTF-8", "save it as UTF-8"),
    "format": (GOOD.replace("format = 1", "format = 2"), 1, 10, "format can’t be 2", "use 1"),
    "level": (GOOD.replace("level = 1", "level = 9"), 3, 9, "level can’t be 9", "0 settle"),
    "level text": (GOOD.replace("level = 1", 'level = "1"'), 3, 9, 'level can’t be "1"', "use a level"),
    "place": (GOOD.replace('"stand"', '"moon"'), 4, 9, 'place can’t be "moon"', "desk, stand, wall"),
    "quiet": (GOOD.replace("quiet = true", "quiet = 1"), 5, 9, "quiet can’t be 1", "use true"),
    "region": (GOOD.replace('["hip"]', '["hip", "knee"]'), 6, 19, "no region 'knee'", "glutes"),
    "no regions": (GOOD.replace('["hip"]', "[]"), 6, 11, "regions can’t be []", "the regions"),
    "unknown key": (GOOD.replace("level = 1", "level = 1\nlevle = 1"), 4, 9, "unknown key levle", "remove"),
    "missing": (GOOD.replace("level = 1\n", ""), 1, 1, "level is missing", "use a level"),
    "missing word": (GOOD.replace('stop = "s"\n', ""), 18, 1, "words.stop is missing", "use a short text"),
    "blank word": (GOOD.replace('stop = "s"', 'stop = " "'), 27, 8, "words.stop", "use a short text"),
    "two cues": (GOOD.replace('"one", ', ""), 22, 8, 'can’t be ["two", "three"]', "three to five cues"),
    "long cue": (GOOD.replace('"two"', f'"{"word " * 13}"'), 22, 16, "has 13 words", "at most 12"),
    "three tempi": (GOOD.replace("[2, 1, 2, 0]", "[2, 1, 2]"), 15, 9, "dose.tempo", "four numbers"),
    "negative tempo": (GOOD.replace("[2, 1, 2, 0]", "[2, -1, 2, 0]"), 15, 13, "dose.tempo", "four numbers"),
    "nan tempo": (GOOD.replace("[2, 1, 2, 0]", "[2, nan, 2, 0]"), 15, 13, "dose.tempo", "four"),
    "no time": (GOOD.replace("[2, 1, 2, 0]", "[0, 0, 0, 0]"), 15, 9, "takes no time", "at least a second"),
    "breath sum": (
        GOOD.replace("seconds = 3", "seconds = 4"), 16, 10, "lasts 6 s, the tempo 5 s", "add up to 5",
    ),
    "breath twice": (GOOD.replace('"out"', '"in"'), 16, 10, "goes in twice", "alternate in"),
    "breath held": (
        GOOD.replace('"out"', '"hold"').replace('"in"', '"hold"'), 16, 10, "only held", "add in, out",
    ),
    "breath kind": (GOOD.replace('"out"', '"puff"'), 16, 50, '[2].kind can’t be "puff"', "hold or free"),
    "no reps": (GOOD.replace("reps = 5", "reps = 0"), 13, 8, "dose.reps", "1 to 60"),
    "id": (GOOD.replace('id = "sway"', 'id = "swing"'), 2, 6, "'swing' is not the file’s name", "'sway'"),
    "id letters": (GOOD.replace('id = "sway"', 'id = "Sway!"'), 2, 6, 'can’t be "Sway!"', "small letters"),
    "dose is no table": (
        GOOD.replace("[dose]", "[dose_]").replace('id = "sway"', 'id = "sway"\ndose = 3'), 3, 8,
        "dose is not a table", "as a table",
    ),
    "cue times": (
        GOOD.replace("reps = 5", 'reps = 5\non = ["move"]'), 14, 6, "1 entries for 3 cues", "give it 3",
    ),
    "cue of nothing": (
        GOOD.replace("reps = 5", 'reps = 5\non = ["move", "rest", "any"]'), 14, 15, "lasts 0 seconds",
        "or any",
    ),
    "cue time": (GOOD.replace("reps = 5", 'reps = 5\non = ["go"]'), 14, 7, "dose.on", "return, rest or any"),
    "turn to nothing": (
        GOOD.replace("sides = 2", "sides = 1\nturn = 5"), 15, 8, "only one side", "remove turn",
    ),
    "ends elsewhere": (GOOD.replace("level = 1", 'level = 1\nends = "sit"'), 4, 8, "one-way", "add one_way"),
    "posture": (GOOD.replace("level = 1", 'level = 1\nposture = "lie"'), 4, 11, '"lie"', "hands_and_knees"),
    "huge": (GOOD + "#" * 300_000, 1, 1, "larger than 256 kB", "each movement"),
    "deep": ("x = " + "[" * 100_000, 1, 21, "more than 16 levels deep", "fewer levels"),
    "endless number": (
        GOOD.replace("level = 1", "level = " + "9" * 5000), 3, 9, "longer than 200 characters", "shorter",
    ),
    "rather deep": (f"format = 1\nx = {'[' * 16}{']' * 16}", 2, 5, "unknown key x", "remove it"),
    "empty": ("", 1, 1, "format is missing", "use 1"),
}  # fmt: skip


@pytest.mark.parametrize("name", MOVEMENT_FAULTS)
def test_a_faulty_movement_is_told_with_place_and_remedy(folder: Path, name: str) -> None:
    text, line, column, what, mend = MOVEMENT_FAULTS[name]
    _write(folder / "movements" / "sway.toml", text)
    library = load([folder])
    found = [fault for fault in library.faults if fault.path.name == "sway.toml"]
    assert any(
        (one.line, one.column) == (line, column) and what in tell(one.what) and mend in tell(one.mend)
        for one in found
    ), [tell(one.message) for one in found]
    assert "sway" not in library.movements
    assert all("\n" not in tell(one.message) for one in found)


SESSION_FAULTS: Faulty = {
    "short": (SESSION.replace("reps = 10", "reps = 8"), 3, 8, "lasts 85 s", "add at least 5 s"),
    "long": (SESSION.replace("reps = 10", "reps = 12"), 3, 8, "lasts 125 s", "remove at least 5 s"),
    "micro": (SESSION.replace('"interlude"', '"micro"'), 3, 8, "300 to 600 s", "add at least 195 s"),
    "kind": (SESSION.replace('"interlude"', '"nap"'), 3, 8, 'can’t be "nap"', "interlude, micro or ritual"),
    "unknown": (SESSION.replace('"sway"', '"swey"'), 7, 12, "no movement 'swey'", "did you mean 'sway'"),
    "unknown, none near": (SESSION.replace('"sway"', '"zzz"'), 7, 12, "no movement 'zzz'", "an existing id"),
    "no steps": (SESSION.partition("[[steps]]")[0], 1, 1, "steps is missing", "one to twelve steps"),
    "reps": (SESSION.replace("reps = 10", "reps = 0.5"), 8, 8, "steps[1].reps", "repetitions"),
    "same id": (
        SESSION.replace('id = "swaying"', 'id = "sway"'), 2, 6, "'sway' is not the file’s name", "rename",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SESSION_FAULTS)
def test_a_faulty_session_is_told_with_place_and_remedy(folder: Path, name: str) -> None:
    text, line, column, what, mend = SESSION_FAULTS[name]
    _write(folder / "interludes" / "swaying.toml", text)
    library = load([folder])
    assert any(
        (one.line, one.column) == (line, column) and what in tell(one.what) and mend in tell(one.mend)
        for one in library.faults
    ), [tell(one.message) for one in library.faults]
    assert "swaying" not in library.sessions
    assert "sway" in library.movements


def test_every_problem_of_a_file_and_every_faulty_file_is_told(folder: Path) -> None:
    text = GOOD.replace("level = 1", "level = 9").replace("reps = 5", "reps = 0").replace("[2, 1, 2, 0]", "3")
    _write(folder / "movements" / "sway.toml", text.replace('"f"', "7"))
    _write(folder / "movements" / "other.toml", "=")
    library = load([folder])
    assert [(one.path.name, one.line) for one in library.faults] == [
        ("swaying.toml", 7), ("other.toml", 1), ("sway.toml", 3), ("sway.toml", 13), ("sway.toml", 15),
        ("sway.toml", 23),
    ]  # fmt: skip


def test_sides_only_where_there_are_sides(folder: Path) -> None:
    _write(folder / "movements" / "sway.toml", GOOD.replace("sides = 2", "sides = 1"))
    _write(folder / "interludes" / "swaying.toml", SESSION + "sides = 2\n")
    (fault,) = load([folder]).faults
    assert (fault.line, tell(fault.what)) == (9, "sway has no sides")


def test_an_easier_form_only_where_there_is_one(folder: Path) -> None:
    _write(folder / "interludes" / "swaying.toml", SESSION + "easier = true\n")
    assert load([folder]).sessions["swaying"].steps[0].easier
    _write(folder / "movements" / "sway.toml", GOOD.replace('easier = "e"', 'easier = ""'))
    (fault,) = load([folder]).faults
    assert (fault.line, tell(fault.what)) == (9, "sway has no easier form")


def test_it_is_known_where_everything_stands(folder: Path, tmp_path: Path) -> None:
    own = _write(tmp_path / "own" / "sway.toml", GOOD)
    _write(tmp_path / "own" / "faulty.toml", SESSION)
    assert load([folder, tmp_path / "own"]).files == {
        "sway": own, "swaying": folder / "interludes" / "swaying.toml",
    }  # fmt: skip


def test_the_users_own_file_replaces_a_shipped_one_and_says_so(folder: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    path = _write(own / "sway.toml", GOOD.replace('name = "Sway"', 'name = "Mine"'))
    library = load([folder, own, tmp_path / "not there"])
    assert library.movements["sway"].name == "Mine"
    assert library.sessions["swaying"].steps[0].movement.name == "Mine"
    assert told(library.notes) == [f"{path} replaces the built-in sway"]
    assert library.faults == ()


def test_a_faulty_file_of_the_user_leaves_the_shipped_one(folder: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    _write(own / "sway.toml", GOOD.replace("level = 1", "level = 9"))
    library = load([folder, own])
    assert library.movements["sway"].name == "Sway"
    assert len(library.faults) == 1
    assert library.notes == ()


def test_two_files_of_one_folder_cannot_share_an_id(folder: Path) -> None:
    _write(folder / "more" / "sway.toml", GOOD)
    (fault,) = load([folder]).faults
    assert "already that of" in tell(fault.what)


def test_a_session_cannot_have_the_id_of_a_movement(folder: Path) -> None:
    _write(folder / "rituals" / "sway.toml", SESSION.replace("swaying", "sway"))
    (fault,) = load([folder]).faults
    assert "already the id of a movement" in tell(fault.what)


def test_another_language_lies_over_the_words(folder: Path) -> None:
    _write(folder / "i18n" / "de" / "sway.toml", 'format = 1\n[words]\nname = "Wiegen"\n')
    _write(folder / "i18n" / "de" / "swaying.toml", 'format = 1\n[words]\ntitle = "Im Wiegen"\n')
    _write(folder / "i18n" / "fr" / "sway.toml", 'format = 1\n[words]\nname = "Balancer"\nstart = "Debout"\n')
    assert load([folder]).movements["sway"].name == "Sway"
    library = load([folder], ["de", "fr"])
    assert library.faults == ()
    assert (library.movements["sway"].name, library.movements["sway"].start) == ("Wiegen", "Debout")
    assert library.sessions["swaying"].title == "Im Wiegen"
    assert library.sessions["swaying"].steps[0].movement.name == "Wiegen"


def test_a_faulty_overlay_leaves_the_words(folder: Path) -> None:
    _write(folder / "i18n" / "de" / "nothing.toml", 'format = 1\n[words]\nname = "x"\n')
    _write(folder / "i18n" / "de" / "sway.toml", "format = 1\n[words]\nname = 3\n")
    library = load([folder], ["de"])
    assert [(one.path.name, one.line) for one in library.faults] == [("nothing.toml", 1), ("sway.toml", 3)]
    assert library.movements["sway"].name == "Sway"


def test_an_overlay_has_only_the_words_that_it_lies_over(folder: Path) -> None:
    _write(folder / "i18n" / "de" / "sway.toml", 'format = 1\n[words]\ntitle = "Wiegen"\n')
    (fault,) = load([folder], ["de"]).faults
    assert (fault.line, tell(fault.what)) == (3, "unknown key words.title")


def test_windows_line_ends_and_a_byte_order_mark_are_fine(folder: Path) -> None:
    _write(folder / "movements" / "sway.toml", b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())
    assert load([folder]).faults == ()


def test_check_reads_only_what_it_is_given(folder: Path, tmp_path: Path) -> None:
    base = load([folder])
    good = _write(tmp_path / "own" / "rocking.toml", SESSION.replace("swaying", "rocking"))
    assert list(check([good], base).sessions) == ["rocking"]
    assert check([good], base).faults == ()
    assert [tell(fault.what) for fault in check([good], Library()).faults] == ["there is no movement 'sway'"]
    (missing,) = check([tmp_path / "gone.toml"], base).faults
    assert tell(missing.message) == f"{tmp_path / 'gone.toml'}:1:1: there is no such file; check its name"


def test_what_is_no_file_is_told(folder: Path) -> None:
    (folder / "movements" / "folder.toml").mkdir()
    (fault,) = load([folder]).faults
    assert tell(fault.what) == "it is not a file"


def test_the_committed_schemas_are_current() -> None:
    folder = resources.sessions() / "schema"
    for name, schema in schemas().items():
        assert json.loads((folder / f"{name}.json").read_text("utf-8")) == schema, (
            "run: intermezzo sessions schema sessions/schema"
        )
