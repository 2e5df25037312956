"""What may be replaced by a file that the user names."""

import os
import stat
from pathlib import Path

import pytest

from intermezzo.adapters.system.output_file import OutputFile, OutputForm
from intermezzo.core.faults import Fault
from intermezzo.presenters.messages import tell

EXPORT = b'{"intermezzo": 1, "events": [\n]}\n'
LETTER = b"dear diary"


def refusal(out: OutputFile, form: OutputForm = "json") -> str:
    """Return the code of the refusal; checking and writing must agree on it."""
    with pytest.raises(Fault) as checked:
        out.check(form)
    with pytest.raises(Fault) as written:
        out.write(b"x", form)
    assert written.value.message == checked.value.message
    assert "\n" not in tell(checked.value)
    assert str(out.path) in tell(checked.value)
    return checked.value.message.code


def test_a_new_file_is_the_owners_alone(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        OutputFile(tmp_path / "x.json").write(EXPORT, "json")
    finally:
        os.umask(before)
    (file,) = tmp_path.iterdir()
    assert file.read_bytes() == EXPORT
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.parametrize(("old", "form"), [(EXPORT, "json"), (b"", "json"), (b"", "pdf")])
def test_an_older_export_or_an_empty_file_is_replaced(tmp_path: Path, old: bytes, form: OutputForm) -> None:
    path = tmp_path / "x"
    path.write_bytes(old)
    path.chmod(0o644)
    OutputFile(path).write(b"new", form)
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize("form", ["json", "csv", "database", "png", "pdf", "schema"])
def test_another_file_is_replaced_with_force_only(tmp_path: Path, form: OutputForm) -> None:
    path = tmp_path / "letter"
    path.write_bytes(LETTER)
    assert refusal(OutputFile(path), form) == "output.not_ours"
    assert path.read_bytes() == LETTER
    OutputFile(path, force=True).write(b"new", form)
    assert path.read_bytes() == b"new"


def test_an_export_of_another_form_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(EXPORT)
    assert refusal(OutputFile(path), "csv") == "output.not_ours"


def test_devices_pipes_and_folders_are_never_written(tmp_path: Path) -> None:
    pipe, folder = tmp_path / "pipe", tmp_path / "folder"
    os.mkfifo(pipe)
    folder.mkdir()
    for target in (pipe, folder, Path(os.devnull), Path("/dev/full")):
        link = tmp_path / f"link-to-{target.name}"
        link.symlink_to(target)
        for path in (target, link):
            assert refusal(OutputFile(path, force=True)) == "output.not_a_file"
        assert link.is_symlink()
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)


def test_the_open_output_of_a_pipe_is_not_a_file(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    try:
        assert refusal(OutputFile(Path(f"/proc/self/fd/{writing}"))) == "output.not_a_file"
    finally:
        os.close(reading)
        os.close(writing)


def test_a_link_to_a_file_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    real, link = tmp_path / "elsewhere" / "real.json", tmp_path / "link.json"
    real.write_bytes(EXPORT)
    link.symlink_to(real)
    OutputFile(link).write(b"new", "json")
    assert link.is_symlink()
    assert real.read_bytes() == b"new"


def test_links_to_nothing_and_in_a_circle_are_told(tmp_path: Path) -> None:
    dead, circle = tmp_path / "dead", tmp_path / "circle"
    dead.symlink_to(tmp_path / "missing")
    circle.symlink_to(circle)
    assert refusal(OutputFile(dead, force=True)) == "output.dead_link"
    assert refusal(OutputFile(circle, force=True)) == "output.not_written"
    assert not (tmp_path / "missing").exists()


def test_nothing_is_written_into_the_apps_folders(tmp_path: Path) -> None:
    home = tmp_path / "home"
    (home / "backups").mkdir(parents=True)
    (tmp_path / "alias").symlink_to(home)
    (home / "unwritten-1.json").write_bytes(EXPORT)
    (tmp_path / "link.json").symlink_to(home / "unwritten-1.json")
    for path in (
        home / "settings.toml", home / "unwritten-1.json", home / "backups" / "new.sqlite", home,
        tmp_path / "alias" / "x.json", tmp_path / "link.json", home / ".." / "home" / "x",
    ):  # fmt: skip
        assert refusal(OutputFile(path, (home,), force=True)) == "output.own_folder"
    assert sorted(path.name for path in home.iterdir()) == ["backups", "unwritten-1.json"]
    OutputFile(tmp_path / "beside.json", (home,)).write(EXPORT, "json")


@pytest.mark.parametrize("tail", ["-wal", "-journal"])
def test_a_database_in_use_is_never_replaced(tmp_path: Path, tail: str) -> None:
    path = tmp_path / "x.sqlite"
    path.write_bytes(b"SQLite format 3\x00")
    (tmp_path / f"x.sqlite{tail}").touch()
    assert refusal(OutputFile(path, force=True), "database") == "output.open_database"


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(Fault, match=r"^output\.not_written .*No such file"):
        OutputFile(tmp_path / "missing" / "x.json").write(EXPORT, "json")
