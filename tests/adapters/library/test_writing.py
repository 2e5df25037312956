"""A draft becomes a file that the library reads as the same session; no other file is touched."""

import dataclasses
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intermezzo.adapters.library import check, load, write
from intermezzo.adapters.system import atomic_file, resources
from intermezzo.core.practice import editing
from intermezzo.core.practice.editing import Draft
from intermezzo.core.practice.model import Kind, Step
from tests.telling import fault_told

pytestmark = pytest.mark.slow

SHIPPED = load([resources.sessions()])
SCHEMA = "file:///schema.json"


def breaths(title: str = "Evening wave", reps: int = 9) -> Draft:
    """Nine breaths of ten seconds, and five to get ready: 95 s."""
    draft = editing.added(Draft(title), SHIPPED.movements["breath_paced_6"])
    return editing.dosed(draft, 0, reps)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return tmp_path / "sessions"


@given(
    st.text(st.characters(codec="utf-8"), min_size=1, max_size=80).filter(str.strip),
    st.lists(st.sampled_from(sorted(SHIPPED.movements)), min_size=1, max_size=12),
    st.data(),
)
def test_a_draft_is_read_as_the_same_session(
    tmp_path_factory: pytest.TempPathFactory, title: str, names: list[str], data: st.DataObject
) -> None:
    draft = editing.titled(Draft(kind=Kind.RITUAL, intent="One sentence."), title)
    for name in names:
        movement = SHIPPED.movements[name]
        step = Step(
            movement, data.draw(st.integers(1, 60)), data.draw(st.integers(1, movement.sides)),
            data.draw(st.booleans()),
        )  # fmt: skip
        draft = dataclasses.replace(draft, steps=(*draft.steps, step))
    if not draft.saved_title:
        return
    own = tmp_path_factory.mktemp("own") / "sessions"
    saved = write(draft, own, SHIPPED, SCHEMA)
    found = check([own], SHIPPED)
    assert found.faults == ()
    assert found.sessions == {saved.id: saved}
    assert saved == dataclasses.replace(draft.session, id=saved.id)
    # And again, as a change of what is there.
    shorter = editing.titled(editing.dosed(dataclasses.replace(draft, id=saved.id), 0, 1), "Shorter")
    shelf = dataclasses.replace(found, movements=SHIPPED.movements)
    assert write(shorter, own, shelf, SCHEMA) == check([own], SHIPPED).sessions[saved.id]


def test_a_new_session_is_a_file_that_editors_know(own: Path) -> None:
    saved = write(breaths(), own, SHIPPED, SCHEMA)
    path = own / "interludes" / "evening_wave.toml"
    assert saved.id == "evening_wave"
    assert path.read_text("utf-8") == (
        "#:schema file:///schema.json\n"
        "# A session of your own, composed in Intermezzo. It may be changed by hand.\n"
        'format = 1\nid = "evening_wave"\nkind = "interlude"\n\n'
        '[words]\ntitle = "Evening wave"\n\n'
        '[[steps]]\nmovement = "breath_paced_6"\nreps = 9\n'
    )
    assert sorted(one.name for one in path.parent.iterdir()) == ["evening_wave.toml"]


def test_no_file_is_ever_replaced(own: Path) -> None:
    (own / "elsewhere").mkdir(parents=True)
    faulty = own / "elsewhere" / "Evening_wave.toml"
    faulty.write_text("steps = [")
    first = write(breaths(), own, SHIPPED, SCHEMA)
    second = write(breaths(), own, SHIPPED, SCHEMA)
    assert [first.id, second.id] == ["evening_wave_2", "evening_wave_3"]
    assert faulty.read_text() == "steps = ["
    shipped = write(breaths("Seated reset"), own, SHIPPED, SCHEMA)
    movement = write(breaths("Bird dog"), own, SHIPPED, SCHEMA)
    assert [shipped.id, movement.id] == ["seated_reset_2", "bird_dog_2"]
    shelf = load([resources.sessions(), own])
    assert [fault.path for fault in shelf.faults] == [faulty]
    assert shelf.notes == ()


HAND = """#:schema x
format = 1
id = "mine" # by hand
kind = "interlude"
[words]
title = "Mine"
# what follows is slow
[[steps]]
movement = "breath_paced_6" # the breath
reps = 9 # ninety seconds
"""


def test_a_file_that_was_written_by_hand_keeps_its_comments(own: Path) -> None:
    own.mkdir()
    path = own / "mine.toml"
    path.write_text(HAND)
    shelf = load([resources.sessions(), own])
    draft = editing.draft_of(shelf.sessions["mine"], own=True)
    draft = editing.titled(editing.eased(editing.dosed(draft, 0, 10), 0, easier=True), "Still mine")
    assert write(draft, own, shelf, SCHEMA).title == "Still mine"
    text = path.read_text()
    for part in ("# by hand", "# what follows is slow", "# the breath", "reps = 10 # ninety seconds"):
        assert part in text
    assert "easier = true" in text
    assert write(editing.draft_of(shelf.sessions["mine"], own=True), own, shelf, SCHEMA).title == "Mine"
    assert path.read_text() == HAND
    more = editing.added(editing.dosed(draft, 0, 6), SHIPPED.movements["chin_nod_seated"], 0)
    more = editing.dosed(more, 0, 3)
    saved = write(more, own, shelf, SCHEMA)
    assert [step.movement.id for step in saved.steps] == ["chin_nod_seated", "breath_paced_6"]
    assert load([resources.sessions(), own]).sessions["mine"] == saved
    assert "# by hand" in path.read_text()


def test_steps_that_stand_in_one_line_can_be_changed(own: Path) -> None:
    own.mkdir()
    (own / "mine.toml").write_text(
        'format = 1\nid = "mine"\nsteps = [{ movement = "breath_paced_6" }]\nkind = "interlude"\n'
        'words = { title = "Mine" }\n'
    )
    shelf = load([resources.sessions(), own])
    assert shelf.faults == ()
    draft = editing.draft_of(shelf.sessions["mine"], own=True)
    write(editing.dosed(draft, 0, 10), own, shelf, SCHEMA)
    draft = editing.added(editing.dosed(draft, 0, 5), SHIPPED.movements["jaw_rest"])
    saved = write(editing.dosed(draft, 1, 4), own, shelf, SCHEMA)
    assert load([resources.sessions(), own]).sessions["mine"] == saved
    assert len(saved.steps) == 2


@pytest.mark.parametrize(
    ("draft", "line"),
    [
        (breaths(reps=8), "lasts 85 s.*add at least 5 s"),
        (breaths(reps=12), "lasts 125 s.*remove at least 5 s"),
        (dataclasses.replace(breaths(), kind=Kind.MICRO), "add at least 205 s"),
    ],
)
def test_a_length_outside_is_refused_as_check_refuses_it(own: Path, draft: Draft, line: str) -> None:
    with fault_told(line):
        write(draft, own, SHIPPED, SCHEMA)
    assert not own.exists()


def test_a_movement_that_is_gone_is_told(own: Path) -> None:
    gone = dataclasses.replace(SHIPPED.movements["breath_paced_6"], id="gone")
    draft = editing.dosed(editing.added(Draft("Gone"), gone), 0, 9)
    with fault_told("no movement 'gone'"):
        write(draft, own, SHIPPED, SCHEMA)


def test_a_file_that_broke_meanwhile_is_left_alone(own: Path) -> None:
    saved = write(breaths(), own, SHIPPED, SCHEMA)
    shelf = load([resources.sessions(), own])
    path = shelf.files[saved.id]
    draft = editing.draft_of(saved, own=True)
    path.write_text("steps = [")
    with fault_told(r"can’t be read .*fix it by hand"):
        write(draft, own, shelf, SCHEMA)
    with fault_told("can no longer be read"):
        write(draft, own, load([resources.sessions(), own]), SCHEMA)
    assert path.read_text() == "steps = ["


def test_a_shipped_session_is_never_written_into(own: Path) -> None:
    draft = editing.draft_of(SHIPPED.sessions["seated_reset"], own=True)
    with fault_told("can no longer be read"):
        write(draft, own, SHIPPED, SCHEMA)


def test_a_file_where_the_folder_should_be_is_told(own: Path) -> None:
    own.mkdir()
    (own / "interludes").write_text("")
    with fault_told(r"interludes.*can’t be written"):
        write(breaths(), own, SHIPPED, SCHEMA)


def test_of_two_that_save_at_once_neither_is_lost(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    create = atomic_file.create

    def beaten(path: Path, raw: bytes) -> None:
        """Another process writes the very same name in the last moment."""
        monkeypatch.setattr(atomic_file, "create", create)
        path.write_text("theirs")
        create(path, raw)

    monkeypatch.setattr(atomic_file, "create", beaten)
    assert write(breaths(), own, SHIPPED, SCHEMA).id == "evening_wave_2"
    assert (own / "interludes" / "evening_wave.toml").read_text() == "theirs"
