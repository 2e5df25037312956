"""A Wayland compositor beside the X server of a desktop: sway without a screen."""

import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from virtual_desktop import Desktop, wait_until

_CONFIGURATION = """
xwayland disable
output HEADLESS-1 mode 1280x720 position 0 0
for_window [app_id=".*"] floating enable
focus_follows_mouse no
"""


@dataclass(frozen=True, slots=True)
class Box:
    """A window or an output: its place and size in logical pixels."""

    name: str
    x: int
    y: int
    width: int
    height: int
    focused: bool

    def has_room_for(self, other: "Box") -> bool:
        """Return whether the other one fits into this one; only the compositor says where."""
        return other.width <= self.width and other.height <= self.height


class Wayland:
    """The running compositor: what a program needs to find it, its windows and its keyboard."""

    def __init__(self, desktop: Desktop, env: Mapping[str, str]) -> None:
        self._desktop = desktop
        self.env = env

    def output(self) -> Box:
        """Return the one output."""
        (found,) = self._ask("get_outputs")
        return _box(found)

    def windows(self, name: str = "") -> list[Box]:
        """Return the windows with something of ``name`` in their title."""
        return [_box(one) for one in _leaves(self._ask("get_tree")) if name in (one["name"] or "")]

    def wait_window(self, name: str) -> Box:
        """Return the window, as soon as it has the focus."""
        wait_until(lambda: any(one.focused for one in self.windows(name)), what=f"the focus on {name}")
        return self.windows(name)[0]

    def key(self, *keys: str) -> None:
        """Press keys by their XKB names, such as Escape."""
        words = [word for key in keys for word in ("-k", key)]
        self._desktop.run("env", *(f"{name}={value}" for name, value in self.env.items()), "wtype", *words)

    def _ask(self, what: str) -> Any:
        socket = self.env["SWAYSOCK"]
        return json.loads(self._desktop.run("swaymsg", "--socket", socket, "--type", what, "--raw"))


def _leaves(node: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    if node.get("pid") and node["type"] in {"con", "floating_con"}:
        yield node
    for one in (*node["nodes"], *node["floating_nodes"]):
        yield from _leaves(one)


def _box(node: Mapping[str, Any]) -> Box:
    at = node["rect"]
    return Box(node["name"] or "", at["x"], at["y"], at["width"], at["height"], bool(node.get("focused")))


@contextmanager
def sway(desktop: Desktop) -> Iterator[Wayland]:
    """Run the compositor for as long as the block runs."""
    # Its own folder, which another user may enter: sway refuses to run as root.
    folder = Path(tempfile.mkdtemp(prefix="intermezzo-sway-", dir="/tmp"))
    folder.chmod(0o755)
    drop: tuple[str, ...] = ()
    if os.geteuid() == 0:
        shutil.chown(folder, "nobody", "nogroup")
        drop = ("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups")
    configuration, socket = folder / "sway.conf", folder / "sway.sock"
    configuration.write_text(_CONFIGURATION)
    process = desktop.spawn(
        [*drop, "sway", "--config", str(configuration)],
        {
            "WLR_BACKENDS": "headless", "WLR_HEADLESS_OUTPUTS": "1", "WLR_LIBINPUT_NO_DEVICES": "1",
            "WLR_RENDERER": "pixman", "SWAYSOCK": str(socket), "XDG_RUNTIME_DIR": str(folder),
        },
    )  # fmt: skip

    def displays() -> list[Path]:
        return [one for one in folder.glob("wayland-*") if one.suffix != ".lock"]

    try:
        wait_until(lambda: displays() and socket.exists(), what="sway")
        yield Wayland(
            desktop,
            {
                "WAYLAND_DISPLAY": str(displays()[0]), "QT_QPA_PLATFORM": "wayland", "DISPLAY": "",
                "XDG_SESSION_TYPE": "wayland", "SWAYSOCK": str(socket),
            },
        )  # fmt: skip
    finally:
        process.terminate()
        process.wait()
        shutil.rmtree(folder)
