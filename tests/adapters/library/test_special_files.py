"""Whatever lies in the user's folders, the rest is read, and nothing waits."""

import os
import socket
from pathlib import Path

import pytest

from intermezzo.adapters import library
from intermezzo.adapters.library import Library
from intermezzo.adapters.system import resources, user_files
from intermezzo.presenters.library.prescription import own_movement
from intermezzo.presenters.messages import tell
from tests.fuzz.hunting import within

GOOD = (resources.sessions() / "movements" / "chin_nod_seated.toml").read_text("utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "sessions"
    (made / "movements").mkdir(parents=True)
    (made / "movements" / "nod.toml").write_text(GOOD.replace('"chin_nod_seated"', '"nod"'), "utf-8")
    return made


def read(folder: Path) -> Library:
    with within(5):
        return library.load([folder])


def told(folder: Path) -> list[str]:
    found = read(folder)
    assert set(found.movements) == {"nod"}
    lines = [tell(one) for one in found.messages()]
    assert all(len(line.splitlines()) == 1 and line.encode() for line in lines)
    return lines


def test_what_is_no_file_is_told_and_not_waited_for(folder: Path) -> None:
    os.mkfifo(folder / "fifo.toml")
    (folder / "device.toml").symlink_to("/dev/zero")
    (folder / "terminal.toml").symlink_to("/dev/tty")
    (folder / "folder.toml").mkdir()
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(folder / "s.toml"))
        lines = told(folder)
    names = ["device", "fifo", "folder", "s", "terminal"]
    put = "it is not a file; put a TOML file in its place"
    assert [line.removeprefix(f"{folder}/") for line in lines] == [
        f"{name}.toml:1:1: {put}" for name in names
    ]


def test_links_that_lead_nowhere_or_round_are_told(folder: Path) -> None:
    (folder / "gone.toml").symlink_to("nowhere")
    (folder / "a.toml").symlink_to("b.toml")
    (folder / "b.toml").symlink_to("a.toml")
    (folder / "round").symlink_to(folder)
    (folder / "movements" / "up").symlink_to("/")
    lines = told(folder)
    assert len(lines) == 3
    assert "there is no such file" in lines[2]
    assert "it can’t be read (Too many levels of symbolic links)" in lines[0]


def test_a_file_that_cannot_be_read_is_told(folder: Path) -> None:
    (folder / "memory.toml").symlink_to("/proc/self/mem")
    (line,) = told(folder)
    assert "it can’t be read (Input/output error); check its permissions" in line


def test_a_name_may_hold_anything(folder: Path) -> None:
    for name in (
        b"two\nlines.toml",
        b"\xff\xfe.toml",
        "\u202egro.lmot.toml".encode(),
        b"-rf.toml",
        b"\x1b[2J.toml",
    ):
        (folder / os.fsdecode(name)).write_bytes(b"x = ")
    lines = told(folder)
    assert len(lines) == 5
    assert {"two\\nlines", "\\udcff\\udcfe", "\\u202egro.lmot", "-rf", "\\x1b[2J"} == {
        line.removeprefix(f"{folder}/").partition(".toml:1:")[0] for line in lines
    }


def test_hidden_files_are_those_of_editors(folder: Path) -> None:
    (folder / ".#nod.toml").symlink_to("someone@host.123")
    (folder / ".git").mkdir()
    (folder / ".git" / "x.toml").write_text("=")
    assert told(folder) == []


@pytest.mark.slow
def test_of_ten_thousand_files_the_first_are_read_and_one_line_tells(tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    (folder / "m00000.toml").write_text("=")
    for number in range(1, 10_000):
        os.link(folder / "m00000.toml", folder / f"m{number:05}.toml")
    found = read(folder)
    lines = [tell(one.message) for one in found.faults]
    assert lines[0] == (
        f"{folder}:1:1: there are too many files; only the first 500 are used; move some of them away"
    )
    names = sorted({one.path.name for one in found.faults if one.path != folder})
    assert names == [f"m{number:05}.toml" for number in range(user_files.MOST_FILES)]
    plans = library.prescriptions(folder, {}, own_movement)
    assert len({one.path for one in plans.faults}) == 1 + user_files.MOST_FILES
    assert len(library.stamps(folder)) == user_files.MOST_FILES


def test_large_files_are_read_up_to_a_sum(tmp_path: Path) -> None:
    for number in range(20):
        (tmp_path / f"m{number:02}.toml").write_text("#" * 250_000)
    (tmp_path / "huge.toml").write_text("#" * 3_000_000)
    found = read(tmp_path)
    whats = [tell(one.what) for one in found.faults]
    assert whats[:2] == ["there are too many files; only the first 17 are used", "it is larger than 256 kB"]
    assert len({one.path for one in found.faults}) == 18


def test_a_tree_without_end_is_looked_into_so_deep(tmp_path: Path) -> None:
    deep = tmp_path
    for _level in range(50):
        deep /= "d"
    deep.mkdir(parents=True)
    for one in (tmp_path / "d/d/d/d", deep):
        (one / "x.toml").write_text("=")
    assert [one.path.relative_to(tmp_path) for one in read(tmp_path).faults] == [Path("d/d/d/d/x.toml")]
