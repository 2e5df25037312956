"""A file is there whole or not at all, and no other is replaced unasked."""

import errno
import os
from pathlib import Path

import pytest

from intermezzo.adapters.system import atomic_file


def names(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


def test_a_file_is_replaced_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "one.toml"
    atomic_file.replace(path, b"first")
    atomic_file.replace(path, b"second")
    assert path.read_bytes() == b"second"
    assert names(tmp_path) == ["one.toml"]


def test_a_file_is_created_once(tmp_path: Path) -> None:
    path = tmp_path / "one.toml"
    atomic_file.create(path, b"first")
    with pytest.raises(FileExistsError):
        atomic_file.create(path, b"second")
    assert path.read_bytes() == b"first"
    assert names(tmp_path) == ["one.toml"]


def test_a_disk_without_hard_links_has_it_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_paths: object) -> None:  # no disk of a test machine refuses them by itself
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    path = tmp_path / "one.toml"
    atomic_file.create(path, b"first")
    with pytest.raises(FileExistsError):
        atomic_file.create(path, b"second")
    assert path.read_bytes() == b"first"
    assert names(tmp_path) == ["one.toml"]


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        atomic_file.create(tmp_path / "no" / "one.toml", b"")
    with pytest.raises(FileNotFoundError):
        atomic_file.replace(tmp_path / "no" / "one.toml", b"")
