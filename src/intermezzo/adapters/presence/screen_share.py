"""Whether a program records the screen, from PipeWire.

On Wayland a program gets the screen from the compositor or the portal as a video stream of PipeWire. On X11 a
program may read the screen without it: there, no stream means nothing.
"""

import json
import os
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from intermezzo.core.faults import message
from intermezzo.core.scheduling.presence import ProbeAnswer

SOURCE = "PipeWire"
LIMIT_SECONDS = 0.8
"""Time limit for the program that asks PipeWire."""
_PROGRAM = "pw-dump"
_SCREENS = frozenset({"Stream/Output/Video", "Video/Source"})
"""The media class of the streams of GNOME and KDE, and of those of xdg-desktop-portal-wlr."""


def probe(environment: Mapping[str, str]) -> ProbeAnswer[bool]:
    """Ask PipeWire for its streams. It is a program's video of the screen, not a camera's, that counts."""
    if not _socket(environment).exists():
        return ProbeAnswer(None, SOURCE, (message("presence.no_pipewire"),))
    try:
        done = subprocess.run(
            [_PROGRAM], capture_output=True, timeout=LIMIT_SECONDS, check=True, env=dict(environment)
        )
        shared = recorded(json.loads(done.stdout))
    except FileNotFoundError:
        return ProbeAnswer(None, SOURCE, (message("presence.no_program", name=_PROGRAM),))
    except (OSError, subprocess.SubprocessError, ValueError, TypeError, AttributeError):
        return ProbeAnswer(None, SOURCE, (message("presence.program_failed", name=_PROGRAM),))
    if not shared and not environment.get("WAYLAND_DISPLAY"):
        return ProbeAnswer(None, SOURCE, (message("presence.x11_share"),))
    return ProbeAnswer(shared, SOURCE)


def recorded(objects: Iterable[Mapping[str, Any]]) -> bool:
    """Return whether among the objects of PipeWire a stream of the screen is linked to a program."""
    screens, linked = set(), set()
    for one in objects:
        info = one.get("info") or {}
        match one.get("type"):
            case "PipeWire:Interface:Node" if _is_screen(info.get("props") or {}):
                screens.add(one.get("id"))
            case "PipeWire:Interface:Link":
                linked.add(info.get("output-node-id"))
    return not screens.isdisjoint(linked)


def _is_screen(told: Mapping[str, Any]) -> bool:
    """Return whether a node is a video of the screen: no camera, and no device."""
    camera = told.get("media.role") == "Camera" or "device.api" in told or "device.id" in told
    return told.get("media.class") in _SCREENS and not camera


def _socket(environment: Mapping[str, str]) -> Path:
    folder = environment.get("PIPEWIRE_RUNTIME_DIR") or environment.get("XDG_RUNTIME_DIR")
    return Path(folder or f"/run/user/{os.getuid()}") / environment.get("PIPEWIRE_REMOTE", "pipewire-0")
