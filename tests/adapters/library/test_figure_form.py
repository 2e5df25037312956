"""The ``[figure]`` table: what is taken, and how exactly a mistake is told."""

from dataclasses import replace
from pathlib import Path

import pytest

from intermezzo.adapters import library
from intermezzo.core.figure import Figure, view
from intermezzo.core.figure.bases import base_pose
from intermezzo.core.figure.camera import camera
from intermezzo.core.figure.channels import INDEX
from intermezzo.core.figure.easier import EASED, easier_form, reduced
from intermezzo.core.figure.keyframes import Pin
from intermezzo.presenters.messages import tell

SHIPPED = Path(__file__).parents[3] / "sessions" / "movements" / "standing_arrive.toml"


def read(tmp_path: Path, table: str) -> library.Library:
    text = SHIPPED.read_text("utf-8").split("[figure]")[0].replace("standing_arrive", "own")
    folder = tmp_path / "movements"
    folder.mkdir()
    (folder / "own.toml").write_text(text + table, "utf-8")
    return library.load([tmp_path])


def test_a_movement_without_a_figure_is_fine(tmp_path: Path) -> None:
    shelf = read(tmp_path, "")
    assert not shelf.faults
    assert shelf.movements["own"].figure is None


def test_a_figure_is_differences_from_its_start(tmp_path: Path) -> None:
    shelf = read(
        tmp_path,
        '[figure]\nbase = "stand"\ncamera = [30, 5]\npins = ["feet", "l_hand:desk", "seat"]\n'
        "start = { knee = 10 }\nframes = [{ r_knee = 5 }, { trunk_tilt = 20 }]\n",
    )
    assert not shelf.faults
    figure = shelf.movements["own"].figure
    assert figure is not None
    knee = base_pose("stand")[INDEX["r_knee"]]
    assert [key.at for key in figure.keys] == [0.0, 0.5, 1.0]
    assert [key.pose[INDEX["r_knee"]] for key in figure.keys] == [knee + 10, knee + 15, knee + 10]
    assert list(figure.camera) == [30, 5]
    assert figure.pins == (
        Pin("foot", "l", "floor"),
        Pin("foot", "r", "floor"),
        Pin("hand", "l", "desk"),
        Pin("seat", "", "chair"),
    )


def test_one_region_or_several_are_lit_and_a_close_up_may_have_its_own_camera(tmp_path: Path) -> None:
    shelf = read(
        tmp_path,
        '[figure]\nbase = "stand"\nregion = ["l_hip", "foot/ankle"]\nclose_up = "trunk"\n'
        'close_up_camera = "front"\nstill = ["hips"]\n',
    )
    assert not shelf.faults
    figure = shelf.movements["own"].figure
    assert figure is not None
    assert figure.regions == ("l_hip", "foot/ankle")
    assert figure.region == "l_hip"
    assert figure.still == ("hips",)
    assert view(figure) == camera(90.0, 0.0)
    assert view(replace(figure, close_up="none")) == camera(0.0, 0.0)


@pytest.mark.parametrize(
    ("table", "what"),
    [
        ('base = "stnd"', "unknown name 'stnd'; use one of: stand"),
        ('base = "stand"\ncamera = "below"', "unknown name 'below'; use one of: side"),
        ('base = "stand"\nprops = ["piano"]', "unknown name 'piano'"),
        ('base = "stand"\npins = ["tail"]', "unknown name 'tail'"),
        ('base = "stand"\npins = ["hands:moon"]', "unknown name 'moon'"),
        ('base = "stand"\nframes = [{ kneee = 5 }]', "there is no joint 'kneee'; did you mean 'knee'?"),
        ('base = "stand"\npaths = [{ leads = "ear" }]', "unknown name 'ear'; use one of: r_hand"),
        (
            'base = "stand"\npaths = [{ leads = "nose", after = 0.5, until = 0.5 }]',
            "at 0.5; use a number above",
        ),
        ('base = "stand"\nframes = [{ r_elbow = 190 }]', "keep it between -5 and 150"),
        ('base = "stand"\nframes = [{ at = 0.5 }, { at = 0.4 }]', "0.4 is not after the frame before"),
        ('base = "stand"\nframes = [{ base = "moon" }]', "unknown name 'moon'"),
        ('base = "stand"\nframes = [{ knee = "much" }]', "knee is not a number"),
        ('base = "stand"\nstill = ["hips", "ears"]', "unknown name 'ears'; use one of: hips"),
        ('base = "stand"\nfull = ["legs"]\nframes = [{ neck = 3 }]', "'legs' does not move anyway"),
        ('base = "stand"\nfull = ["r_arms"]', "there is no part of the body or joint 'r_arms'"),
        ('base = "stand"\nregion = "l_hop"', "unknown name 'hop'; use one of: hip"),
        ('base = "stand"\nclose_up_camera = "below"', "unknown name 'below'; use one of: side"),
        ('base = "stand"\nlumbar = "stiff"', "quiet or moves"),
        ('base = "stand"\nframe = [{ knee = 3 }]', "unknown key figure.frame"),
        ("frames = [{ knee = 3 }]", "figure.base is missing"),
    ],
)
def test_a_mistake_is_told_with_its_place(tmp_path: Path, table: str, what: str) -> None:
    shelf = read(tmp_path, f"[figure]\n{table}\n")
    assert len(shelf.faults) == 1
    line = tell(shelf.faults[0].message)
    assert what in line
    text = (tmp_path / "movements" / "own.toml").read_text("utf-8")
    assert shelf.faults[0].line >= text[: text.index("[figure]")].count("\n") + 1


WHOLE = """base = "sit"
pins = ["seat"]
props = ["chair"]
start = { knee = 5 }
frames = [{ shoulder = 40, neck = 10 }]
"""


def easier_of(tmp_path: Path, table: str) -> tuple[Figure, Figure]:
    """Return a figure and its easier form."""
    shelf = read(tmp_path, f"[figure]\n{WHOLE}\n[figure.easier]\n{table}\n")
    assert not shelf.faults, tell(shelf.faults[0].message)
    figure = shelf.movements["own"].figure
    assert figure is not None
    return figure, easier_form(figure)


def test_the_easier_form_goes_a_share_of_the_way(tmp_path: Path) -> None:
    full, easier = easier_of(tmp_path, "share = 0.5")
    assert easier.keys == reduced(full, 0.5).keys
    assert (easier.pins, easier.props) == (full.pins, full.props)


def test_the_easier_form_is_without_a_part_or_a_joint(tmp_path: Path) -> None:
    full, easier = easier_of(tmp_path, 'without = ["l_arm", "neck"]')
    start, end = (easier.keys[at].pose for at in (0, 1))
    for joint, moves in (("l_shoulder", False), ("neck", False), ("r_shoulder", True)):
        assert (end[INDEX[joint]] != start[INDEX[joint]]) is moves
    assert end[INDEX["r_shoulder"]] == full.keys[1].pose[INDEX["r_shoulder"]]


def test_the_easier_form_begins_elsewhere_and_has_other_frames_pins_and_props(tmp_path: Path) -> None:
    full, easier = easier_of(
        tmp_path,
        'start = { r_knee = 7 }\nframes = [{ neck = 5 }]\npins = ["seat", "hands:thighs"]\n'
        'props = []\nleads = "head"',
    )
    knees = [[one.keys[0].pose[INDEX[f"{side}_knee"]] for side in "lr"] for one in (full, easier)]
    assert knees == [[95, 95], [95, 102]]
    assert len(easier.pins) == 3
    assert (easier.props, easier.leads) == ((), "head")
    assert easier.keys[1].pose[INDEX["r_shoulder"]] == easier.keys[0].pose[INDEX["r_shoulder"]]


def test_a_figure_without_the_table_has_no_form_of_its_own(tmp_path: Path) -> None:
    figure = read(tmp_path, f"[figure]\n{WHOLE}").movements["own"].figure
    assert figure is not None
    assert figure.easier is None
    assert easier_form(figure).keys == reduced(figure, EASED).keys


@pytest.mark.parametrize(
    ("table", "what"),
    [
        ("", "the easier form is the same as the full one; say what differs"),
        ("share = 1.5", "more than 0 and up to 1"),
        ("share = 0.0", "more than 0 and up to 1"),
        ('without = ["r_arms"]', "there is no part of the body or joint 'r_arms'; did you mean 'r_arm'?"),
        ('without = ["legs"]', "'legs' does not move anyway"),
        ('frames = [{ base = "stand" }]\nshare = 0.5', "between two base poses nobody can stay"),
        ("start = { kneee = 5 }", "there is no joint 'kneee'; did you mean 'knee'?"),
        ("frames = [{ r_elbow = 190 }]", "keep it between -5 and 150"),
        ("start = { neck = 45 }", "neck would be 55°"),
        ('pins = ["hands:moon"]', "unknown name 'moon'"),
        ('leads = "ear"', "unknown name 'ear'"),
        ('camera = "front"', "unknown key figure.easier.camera"),
    ],
)
def test_a_mistake_in_the_easier_form_is_told_with_its_place(tmp_path: Path, table: str, what: str) -> None:
    shelf = read(tmp_path, f"[figure]\n{WHOLE}\n[figure.easier]\n{table}\n")
    assert len(shelf.faults) == 1
    assert what in tell(shelf.faults[0].message)
    text = (tmp_path / "movements" / "own.toml").read_text("utf-8")
    assert shelf.faults[0].line >= text[: text.index("[figure.easier]")].count("\n") + 1
