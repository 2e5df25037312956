"""Plan files: read, checked with the place of each fault, added, and written without losing comments."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intermezzo.adapters.library import (
    add_prescription,
    check_prescription,
    prescriptions,
    write_prescription,
)
from intermezzo.core.plain_text import one_line
from intermezzo.core.practice.prescription import DAYS, Exercise, Prescription, exercise_ids
from intermezzo.presenters.library.prescription import own_movement
from intermezzo.presenters.messages import tell
from tests.plans import MOVEMENTS, RAISES, TEXT, movement, plan
from tests.telling import fault_told

pytestmark = pytest.mark.slow

ONE = "[[exercise]]\nmovement = 'bird_dog'\n"
HEAD = 'format = 1\ntitle = "T"\nfrom = 2026-11-16\n'


def written(folder: Path, text: str = TEXT, name: str = "hip.toml") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def test_a_file_says_what_the_plan_is(tmp_path: Path) -> None:
    assert check_prescription(written(tmp_path), MOVEMENTS, own_movement) == plan()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "1:1: format is missing"),
        (HEAD, "1:1: exercise is missing; use one to forty exercises"),
        (HEAD + "exercise = []", "4:12: exercise can’t be []; use one to forty exercises"),
        (HEAD + "[[exercise]]\nmovement = 'bird_dgo'", "5:12: there is no movement 'bird_dgo'; did you "),
        (HEAD + "[[exercise]]\nreps = 3", "4:1: an exercise has no name; add movement, or title"),
        (HEAD + "[[exercise]]\ntitle = 'Row'\nreps = 3", "5:9: it has no instructions; add one"),
        (HEAD + "[[exercise]]\ntitle = 'Row'\ninstructions = 'Pull.'", "4:1: it has no dose; add reps"),
        (HEAD + ONE + "title = 'Dog'", "6:9: it has a movement and a title"),
        (HEAD + ONE + "sets = 0", "6:8: exercise[1].sets can’t be 0; use "),
        (HEAD + ONE + "set = 2", "6:7: unknown key exercise[1].set"),
        (HEAD + ONE + "days = ['mon', 'xyz']", '6:16: exercise[1].days[2] can’t be "xyz"; use days of '),
        (HEAD + ONE + "days = ['mon']\nevery = 2", "7:9: it has both days and every"),
        (HEAD + "until = 2026-11-15\n" + ONE, "4:9: the prescription ends before it starts"),
        (HEAD.replace("2026-11-16", "'soon'"), '3:8: from can’t be "soon"; use '),
        (HEAD + "[[exercise]\n", "4:11: expected"),
    ],
)  # fmt: skip
def test_each_fault_is_told_with_its_place_and_how_to_mend_it(tmp_path: Path, text: str, told: str) -> None:
    path = written(tmp_path, text)
    found = check_prescription(path, MOVEMENTS, own_movement)
    assert isinstance(found, tuple)
    assert any(tell(one.message).startswith(f"{path}:{told}") for one in found), [
        tell(one.message) for one in found
    ]
    assert all(one.mend for one in found)


def test_a_faulty_file_stops_no_other(tmp_path: Path) -> None:
    written(tmp_path)
    written(tmp_path, "format = 2", "broken.toml")
    written(tmp_path, TEXT, "HIP .toml")
    (tmp_path / "folder.toml").mkdir()
    found = prescriptions(tmp_path, MOVEMENTS, own_movement)
    assert [one.id for one in found.prescriptions] == ["hip"]
    assert [fault.path.name for fault in found.faults] == ["broken.toml"] * 4 + ["folder.toml", "hip.toml"]
    assert prescriptions(tmp_path / "none", MOVEMENTS, own_movement).prescriptions == ()


def test_adding_checks_first_and_takes_the_place_of_the_older(tmp_path: Path) -> None:
    folder = tmp_path / "home" / "plans"
    bad = written(tmp_path, HEAD, "My Hip.toml")
    with fault_told("exercise is missing"):
        add_prescription(bad, folder, MOVEMENTS, own_movement)
    assert not folder.exists()
    added = add_prescription(written(tmp_path, TEXT, "My Hip.toml"), folder, MOVEMENTS, own_movement)
    assert added == replace(plan(), id="my_hip")
    assert (folder / "my_hip.toml").read_text("utf-8") == TEXT
    add_prescription(
        written(tmp_path, TEXT.replace("Jane", "John"), "My Hip.toml"), folder, MOVEMENTS, own_movement
    )
    assert [one.by for one in prescriptions(folder, MOVEMENTS, own_movement).prescriptions] == ["John Doe"]


def test_the_form_changes_what_changed_and_keeps_the_comments(tmp_path: Path) -> None:
    path = written(tmp_path)
    write_prescription(plan(), tmp_path)
    assert path.read_text("utf-8") == TEXT
    changed = plan(last=None, exercises=(replace(plan().exercises[0], load="band"), *plan().exercises[2:]))
    assert write_prescription(changed, tmp_path) == path
    text = path.read_text("utf-8")
    assert check_prescription(path, MOVEMENTS, own_movement) == changed
    assert "# Written for Ada." in text
    assert "# slowly" in text
    assert "until" not in text
    assert "wall_squat" not in text


def test_what_cannot_be_read_or_written_is_told_and_stays(tmp_path: Path) -> None:
    broken = written(tmp_path, "= broken")
    with fault_told("fix it or move it away"):
        write_prescription(plan(), tmp_path)
    assert broken.read_text("utf-8") == "= broken"
    blocked = tmp_path / "file"
    blocked.write_text("")
    with fault_told("can’t be written"):
        write_prescription(plan(), blocked / "plans")


def test_what_would_not_be_read_again_is_not_written(tmp_path: Path) -> None:
    told = 'Not saved: note can’t be "x{38}…; use some sentences, 1000 characters at most'
    with fault_told(told):
        write_prescription(plan(note="x" * 1001), tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_plan_keeps_the_name_of_its_file(tmp_path: Path) -> None:
    path = written(tmp_path, TEXT, "My Hip.toml")
    read = check_prescription(path, MOVEMENTS, own_movement)
    assert isinstance(read, Prescription)
    assert write_prescription(replace(read, by="John"), tmp_path) == path
    add_prescription(written(path.parent, TEXT, "My Hip.toml"), tmp_path, MOVEMENTS, own_movement)
    assert list(tmp_path.iterdir()) == [path]


words = st.text(st.characters(codec="utf-8", exclude_categories=["C"]), min_size=1, max_size=40).map(
    lambda text: one_line(text, 40) or "x"
)


@st.composite
def plans(draw: st.DrawFn) -> Prescription:
    made: list[Exercise] = []
    for _n in range(draw(st.integers(1, 5))):
        own = draw(st.booleans())
        name = draw(st.sampled_from(sorted(MOVEMENTS))) if not own else draw(words)
        told = draw(words)
        on = draw(st.lists(st.sampled_from(DAYS), unique=True, max_size=7))
        made.append(
            Exercise(
                name,
                own_movement("", name, told) if own else movement(name),
                own=own,
                instructions=told if own else draw(st.sampled_from(["", RAISES])),
                sets=draw(st.integers(1, 20)),
                reps=draw(st.integers(1, 200)),
                hold=draw(st.none() | st.floats(0.5, 3600)),
                rest=draw(st.none() | st.integers(0, 600)),
                sides=draw(st.sampled_from([None, 1, 2])),
                load=draw(st.just("") | words),
                days=tuple(on),
                every=1 if on else draw(st.integers(1, 28)),
                times=draw(st.integers(1, 12)),
            )
        )
    ids = exercise_ids([f"e{draw(st.integers(0, 9))}" for _one in made])
    exercises = tuple(
        replace(one, id=name, movement=replace(one.movement, id=name) if one.own else one.movement)
        for one, name in zip(made, ids, strict=True)
    )
    first = draw(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
    last = draw(st.none() | st.dates(first, date(2101, 1, 1)))
    return Prescription(
        "p", draw(words), first, last, exercises, draw(st.just("") | words), draw(st.just("") | words)
    )


@given(one=plans(), other=plans())
def test_whatever_is_written_is_read_again(
    one: Prescription, other: Prescription, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("plans")
    assert check_prescription(write_prescription(one, folder), MOVEMENTS, own_movement) == one
    assert check_prescription(write_prescription(other, folder), MOVEMENTS, own_movement) == other


def test_what_a_physiotherapist_wrote_stands_as_it_was_written(tmp_path: Path) -> None:
    text = TEXT.replace("Hip and ankle", "Rehab after the treatment, phase 2").replace(
        "Up on", "Pain relief: up on"
    )
    read = check_prescription(written(tmp_path, text), MOVEMENTS, own_movement)
    assert isinstance(read, Prescription)
    assert read.title == "Rehab after the treatment, phase 2"
    assert read.exercises[2].movement.cues[0].startswith("Pain relief")


def test_nothing_is_left_beside_a_plan(tmp_path: Path) -> None:
    write_prescription(plan(), tmp_path)
    assert list(tmp_path.iterdir()) == [tmp_path / "hip.toml"]
