"""The person before the desktop: sees windows, icons and notifications; points, clicks and types."""

import json
from dataclasses import dataclass
from pathlib import Path

from virtual_desktop import PATIENCE, Desktop, wait_until


@dataclass(frozen=True, slots=True)
class Window:
    """A visible window: its place and size in pixels."""

    id: str
    title: str
    x: int
    y: int
    width: int
    height: int

    @property
    def centre(self) -> tuple[int, int]:
        """The point in its middle."""
        return self.x + self.width // 2, self.y + self.height // 2


class Person:
    """Eyes and hands at one desktop."""

    def __init__(self, desktop: Desktop) -> None:
        self._desktop = desktop
        self._last_notification = max((number for number, _, _ in self._history()), default=0)

    def notifications(self) -> list[tuple[str, str]]:
        """(title, body) of all since this person came, oldest first; those on the screen are put away."""
        return [(title, body) for number, title, body in self._history() if number > self._last_notification]

    def _history(self) -> list[tuple[int, str, str]]:
        self._desktop.run("dunstctl", "close-all")
        wait_until(
            lambda: self._desktop.run("dunstctl", "count", "displayed").strip() == "0",
            what="dunst to put them away",
        )
        history = json.loads(self._desktop.run("dunstctl", "history"))["data"][0]
        return sorted((one["id"]["data"], one["summary"]["data"], one["body"]["data"]) for one in history)

    def tray_items(self) -> list[str]:
        """The icons that registered with the StatusNotifier host."""
        watcher = "org.kde.StatusNotifierWatcher"
        found: list[str] = self._desktop.get_property(
            watcher, "/StatusNotifierWatcher", watcher, "RegisteredStatusNotifierItems"
        )
        return found

    def windows(self, title: str = "") -> tuple[Window, ...]:
        """The visible windows with something of ``title`` in their name."""
        found = self._desktop.attempt("xdotool", "search", "--onlyvisible", "--name", title or ".") or ""
        described = (self._window(one) for one in found.split())
        return tuple(one for one in described if one is not None)

    def _window(self, number: str) -> Window | None:
        name = self._desktop.attempt("xdotool", "getwindowname", number)
        shape = self._desktop.attempt("xdotool", "getwindowgeometry", "--shell", number)
        if name is None or shape is None:
            return None
        at = dict(line.split("=", 1) for line in shape.splitlines())
        return Window(number, name, int(at["X"]), int(at["Y"]), int(at["WIDTH"]), int(at["HEIGHT"]))

    def wait_window(self, title: str, seconds: float = PATIENCE) -> Window:
        """The first window with this in its name, as soon as there is one."""
        wait_until(lambda: self.windows(title), seconds, f"a window named {title}")
        return self.windows(title)[0]

    def active_window(self) -> str:
        """The name of the window that gets what is typed; empty when none does.

        A window manager names a window as active a moment before that window takes the focus.
        """
        return self._desktop.attempt("xdotool", "getwindowfocus", "getwindowname") or ""

    def click(self, x: int, y: int, button: int = 1) -> None:
        """Move the pointer there and press."""
        self._desktop.run("xdotool", "mousemove", "--sync", str(x), str(y), "click", str(button))

    def key(self, *keys: str) -> None:
        """Press keys as xdotool names them: Tab, Return, ctrl+q."""
        self._desktop.run("xdotool", "key", "--clearmodifiers", *keys)

    def screenshot(self, path: Path) -> None:
        """The whole screen as a picture."""
        self._desktop.run("import", "-window", "root", str(path))
