"""Plays a small sound file by the player that the desktop has; no library is loaded for it."""

import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from intermezzo.adapters.system.sandbox import flatpak_id

LIMIT_SECONDS = 6.0
"""The most that a player may take; a sound server that hangs costs no more."""
_PULSE_FULL = 65_536
_PLAYERS: dict[str, Callable[[float], Sequence[str]]] = {
    "paplay": lambda volume: (f"--volume={round(volume * _PULSE_FULL)}",),
    "pw-play": lambda volume: (f"--volume={volume:.2f}",),
    "afplay": lambda volume: ("-v", f"{volume:.2f}"),
    "aplay": lambda _volume: ("-q",),
}
"""The arguments of each player for a volume, the best player first; aplay knows no volume."""


_INSTALLED_BY = {
    "apt-get": "sudo apt-get install pulseaudio-utils", "dnf": "sudo dnf install pulseaudio-utils",
    "zypper": "sudo zypper install pulseaudio-utils", "pacman": "sudo pacman -S libpulse",
    "apk": "doas apk add pulseaudio-utils",
}  # fmt: skip
"""By the program that installs packages: the command that brings paplay."""


def available() -> bool:
    """Return whether there is a player."""
    return sys.platform == "win32" or _player() is not None


def play(file: Path, volume: float) -> None:
    """Play a file to its end, at a volume from 0 to 1. Where it cannot be played, nothing sounds."""
    if sys.platform == "win32":
        import winsound

        winsound.PlaySound(str(file), winsound.SND_FILENAME | winsound.SND_NODEFAULT)
        return
    player = _player()
    if player is None:
        return
    words = [player, *_PLAYERS[Path(player).name](volume), str(file)]
    try:
        subprocess.run(
            words, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            timeout=LIMIT_SECONDS, check=False,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return


def install_command() -> str:
    """Return the command that brings a player to this program; empty where none is known.

    A Flatpak sees only the players of its own runtime, which is updated with it.
    """
    if flatpak_id():
        return f"flatpak update {flatpak_id()}"
    return next((command for name, command in _INSTALLED_BY.items() if shutil.which(name)), "")


def _player() -> str | None:
    return next((found for name in _PLAYERS if (found := shutil.which(name)) is not None), None)
