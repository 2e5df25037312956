"""The clocks of one running app, moved from outside: libfaketime sets them, clock_program lets it sleep."""

import sys
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

from intermezzo.core.scheduling.decision import JUST_BACK
from virtual_desktop import wait_until

_NAME = "faketime/libfaketime.so.1"
_LIBRARY = next(path for root in ("lib/*", "lib64", "lib") for path in Path("/usr").glob(f"{root}/{_NAME}"))
_PROGRAM = Path(__file__).with_name("clock_program.py")


class MovedClock:
    """Starts as the clocks of this computer; a change is seen within about a second."""

    program = (sys.executable, str(_PROGRAM))

    def __init__(
        self, folder: Path, ahead: float = 0.0, just_back: float = JUST_BACK.total_seconds()
    ) -> None:
        """The wall clock is ``ahead`` by so many seconds; after a jump no card comes for ``just_back``."""
        self._just_back = just_back
        self._wall, self._slept, self._seen = folder / "wall", folder / "slept", folder / "seen"
        self._ahead, self._moved, self._asleep = ahead, 0.0, 0.0
        self._write()

    @property
    def env(self) -> Mapping[str, str]:
        """What the app is to be started with."""
        return {
            "LD_PRELOAD": str(_LIBRARY),
            "FAKETIME_TIMESTAMP_FILE": str(self._wall),
            "FAKETIME_CACHE_DURATION": "0",  # read the file once a second, not each time a clock is read
            "DONT_FAKE_MONOTONIC": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
            # Else each wait of a thread for another one ends at once and is begun again, over and over.
            "FAKETIME_FORCE_MONOTONIC_FIX": "0",
            "SLEPT": str(self._slept),
            "SEEN": str(self._seen),
            "JUST_BACK": str(self._just_back),
        }

    def now(self) -> datetime:
        """Return what the wall clock shows."""
        return datetime.now(UTC) + timedelta(seconds=self._ahead + self._moved)

    def set(self, seconds: float) -> None:
        """Set the wall clock forward, or back where ``seconds`` are negative."""
        self._moved += seconds
        self._write()

    def sleep(self, seconds: float) -> None:
        """Suspend the computer for so long: the wall clock and the time since boot went on."""
        self._asleep += seconds
        self.set(seconds)

    def wait_seen(self) -> None:
        """Wait until the app has seen the last change, so that what is said next finds the new time."""
        wait_until(
            lambda: self._seen.exists() and self._seen.read_text() == self._slept.read_text(),
            what="the app to see its clock moved",
        )

    def _write(self) -> None:
        # The wall clock last: whoever sees it moved finds the sleep.
        for path, text in (
            (self._slept, f"{self._moved} {self._asleep}"),
            (self._wall, f"{self._ahead + self._moved:+.3f}"),
        ):
            part = path.with_suffix(".part")
            part.write_text(text)
            part.replace(path)
