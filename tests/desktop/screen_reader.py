"""Reads and presses the windows of a program as a screen reader does, through AT-SPI."""

import json
import select
import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from virtual_desktop import PATIENCE, Desktop, DesktopError, wait_until

ACCESSIBLE: Mapping[str, str] = {"QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
"""What a Qt program needs in its environment so that it speaks AT-SPI although no screen reader runs."""
_PROBE = Path(__file__).with_name("atspi_probe.py")


class ScreenReader:
    """Answers about programs that were started with ``ACCESSIBLE``, by their application name."""

    def __init__(self, desktop: Desktop) -> None:
        self._desktop = desktop
        # Debian's own Python: pyatspi belongs to it, not to the checkout's.
        self._eye = subprocess.Popen(
            ["/usr/bin/python3", str(_PROBE), "answer"],
            env=desktop.env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip

    def close(self) -> None:
        """Answer no more."""
        self._eye.kill()
        self._eye.communicate()

    def tree(self, application: str) -> dict[str, Any]:
        """Role, name, description, states and children of everything, as soon as the program is there."""
        found: dict[str, Any] = self._ask_until("tree", application)
        return found

    def names(self, application: str, role: str) -> list[str]:
        """The names of all parts with this role."""
        return [part["name"] for part in _walk(self.tree(application)) if part["role"] == role]

    def press(self, application: str, role: str, name: str) -> None:
        """Do what the part does, as soon as it is there."""
        self._ask_until("press", application, role, name)

    def table(self, application: str, name: str = "") -> list[list[str]]:
        """The words of a table, row by row, as soon as it is there."""
        rows: list[list[str]] = self._ask_until("table", application, name)
        return rows

    def place(self, application: str, name: str) -> tuple[int, int, int, int] | None:
        """x, y, width and height on the screen of something that can be pressed; None while there is none."""
        found = self._ask("place", application, name)
        return tuple(found) if found is not None else None

    @contextmanager
    def listening(self, heard: Path) -> Iterator[Callable[[], list[str]]]:
        """Write down, in a file, all that is announced; gives what was heard so far."""

        def so_far() -> list[str]:
            lines = heard.read_text("utf-8").splitlines(keepends=True)
            return [json.loads(line) for line in lines if line.endswith("\n")]

        with heard.open("w", encoding="utf-8") as file:
            ear = subprocess.Popen(
                ["/usr/bin/python3", str(_PROBE), "listen"], env=self._desktop.env, stdout=file
            )
            try:
                wait_until(lambda: so_far() == [""], what="the screen reader to listen")
                yield lambda: so_far()[1:]
            finally:
                ear.terminate()
                ear.wait()

    def _ask_until(self, *question: str) -> Any:
        answers: list[Any] = []

        def answered() -> bool:
            answers[:] = [self._ask(*question)]
            return answers[0] is not None

        wait_until(answered, what=f"the screen reader to find {' '.join(question)}")
        return answers[0]

    def _ask(self, *question: str) -> Any:
        assert self._eye.stdin is not None
        assert self._eye.stdout is not None
        self._eye.stdin.write(json.dumps(question) + "\n")
        self._eye.stdin.flush()
        if not select.select([self._eye.stdout], [], [], PATIENCE)[0]:
            raise DesktopError(f"no answer to {' '.join(question)}")
        return json.loads(self._eye.stdout.readline())


def _walk(part: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield part
    for child in part["children"]:
        yield from _walk(child)
