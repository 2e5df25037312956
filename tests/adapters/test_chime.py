"""A chime is played by a program of the desktop; without one, or with one that fails, nothing sounds."""

from pathlib import Path

import pytest

from intermezzo.adapters import chime

WAV = Path(__file__).parents[2] / "assets" / "sounds" / "step.wav"


@pytest.fixture
def bin_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder in which programs are found."""
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


def put(folder: Path, name: str, code: int = 0) -> Path:
    """A player that writes what it was asked to play."""
    said, program = folder / f"{name}.said", folder / name
    program.write_text(f'#!/bin/sh\necho "$@" > "{said}"\nexit {code}\n')
    program.chmod(0o755)
    return said


def test_without_a_player_nothing_sounds(bin_folder: Path) -> None:
    assert not chime.available()
    chime.play(WAV, 0.5)
    assert list(bin_folder.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "words"),
    [("paplay", "--volume=32768"), ("pw-play", "--volume=0.50"), ("afplay", "-v 0.50"), ("aplay", "-q")],
)
def test_each_player_gets_file_and_volume(bin_folder: Path, name: str, words: str) -> None:
    said = put(bin_folder, name)
    assert chime.available()
    chime.play(WAV, 0.5)
    assert said.read_text() == f"{words} {WAV}\n"


def test_the_sound_server_s_own_comes_first_and_may_fail(bin_folder: Path) -> None:
    alsa, pulse = put(bin_folder, "aplay"), put(bin_folder, "paplay", code=1)
    chime.play(WAV, 1.0)
    assert pulse.exists()
    assert not alsa.exists()


@pytest.mark.parametrize(
    ("manager", "package"),
    [("apt-get", "pulseaudio-utils"), ("dnf", "pulseaudio-utils"), ("pacman", "libpulse")],
)
def test_the_command_for_a_player_is_that_of_this_system(
    bin_folder: Path, manager: str, package: str
) -> None:
    assert chime.install_command() == ""
    put(bin_folder, manager)
    _root, program, *_more, last = chime.install_command().split()
    assert (program, last) == (manager, package)


def test_a_flatpak_gets_no_player_from_the_system_around_it(
    bin_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(bin_folder, "apt-get")
    monkeypatch.setenv("FLATPAK_ID", "org.example.Intermezzo")
    assert chime.install_command() == "flatpak update org.example.Intermezzo"


def test_a_player_that_is_installed_meanwhile_is_found(bin_folder: Path) -> None:
    assert not chime.available()
    put(bin_folder, "paplay")
    assert chime.available()
