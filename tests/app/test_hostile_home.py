"""The app starts whatever lies in the user's folders, and says one line about it."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.app.conftest import House
from tests.fuzz.hunting import within

pytestmark = pytest.mark.slow


def spoil(folder: Path) -> None:
    """Put into a folder what would block, recurse, or take long."""
    folder.mkdir()
    os.mkfifo(folder / "fifo.toml")
    (folder / "zero.toml").symlink_to("/dev/zero")
    (folder / "gone.toml").symlink_to("nowhere")
    (folder / "round.toml").symlink_to("round.toml")
    (folder / "round").symlink_to(folder)
    (folder / "folder.toml").mkdir()
    (folder / "deep.toml").write_text("a = " + "[" * 200_000)
    (folder / "digits.toml").write_text("a = " + "9" * 200_000)
    (folder / "dots.toml").write_text("a." * 100_000 + "a = 1")
    (folder / "tables.toml").write_text("".join(f"[t{number}]\n" for number in range(25_000)))
    (folder / "large.toml").write_bytes(b"#" * 5_000_000)
    (folder / os.fsdecode(b"two\nlines \xff.toml")).write_text("=")


def test_it_starts_whatever_lies_there(make: Callable[..., House], home: Path) -> None:
    spoil(home / "sessions")
    spoil(home / "plans")
    with within(20):
        house = make().start()
    assert len(house.engine.state.sessions) > 20
    lines = list(house.notices.lines.values())
    assert len([line for line in lines if f"{home}/sessions" in line]) == 1
    assert len([line for line in lines if f"{home}/plans" in line]) == 1
    assert all(len(line.splitlines()) == 1 and line.encode() for line in lines)
    assert house.say("show", "plan")[0]
    assert house.say("show", "repertoire")[0]


def test_settings_that_nobody_can_read_are_the_defaults(make: Callable[..., House], home: Path) -> None:
    settings = home / "settings.toml"
    settings.unlink()
    os.mkfifo(settings)
    with within(20):
        house = make(welcome=True).start()
    assert settings.is_fifo()
    assert [line for line in house.notices.lines.values() if "it is not a file; defaults are used" in line]
