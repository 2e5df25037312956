"""Camera in use, on Linux: whether a program of the user has one open."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

from intermezzo.core.faults import message
from intermezzo.core.scheduling.presence import ProbeAnswer

SOURCE = "/proc"

_BROKERS = frozenset({"pipewire", "wireplumber"})
"""Programs that keep cameras open for others, also while nobody uses them."""


def probe(
    devices: Path = Path("/dev"),
    kinds: Path = Path("/sys/class/video4linux"),
    processes: Path = Path("/proc"),
) -> ProbeAnswer[bool]:
    """Search the open files of this user's other processes; those of other users cannot be seen."""
    try:
        cameras = {str(one) for one in devices.iterdir() if _is_camera(one, kinds)}
        found = cameras and any(not cameras.isdisjoint(_open_files(one)) for one in _others(processes))
    except OSError as error:
        return ProbeAnswer(None, SOURCE, (message("presence.path_unreadable", path=error.filename),))
    return ProbeAnswer(bool(found), SOURCE)


def _is_camera(device: Path, kinds: Path) -> bool:
    """Return whether it is a physical camera: a program keeps its virtual one (v4l2loopback) always open."""
    if not re.fullmatch(r"video\d+", device.name):
        return False
    return "virtual" not in (kinds / device.name).resolve().parts


def _others(processes: Path) -> Iterator[Path]:
    for one in processes.iterdir():
        if not one.name.isdigit() or int(one.name) == os.getpid():
            continue
        try:
            ours = one.stat().st_uid == os.getuid()
            if ours and (one / "comm").read_text(errors="replace").strip() not in _BROKERS:
                yield one
        except OSError:
            continue  # it has just ended


def _open_files(process: Path) -> Iterator[str]:
    try:
        for one in (process / "fd").iterdir():
            yield os.readlink(one)  # noqa: PTH115 - a Path for each of thousands takes twice as long
    except OSError:
        return  # it has just ended, or may not be inspected
