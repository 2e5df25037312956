"""A private sound server: a device that leads nowhere, an ear on it, and a microphone without a sound."""

import os
import signal
import subprocess
from array import array
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from intermezzo.core.practice.tones import RATE

DEVICE = "nowhere"
MICROPHONE = "silence"


class Ear:
    """Writes down everything that the device would have played."""

    def __init__(self, file: Path) -> None:
        self.file = file
        with file.open("wb") as kept:
            self._process = subprocess.Popen(
                ["parec", "--device", f"{DEVICE}.monitor", "--format=s16le", f"--rate={RATE}", "--channels=1",
                    "--latency-msec=20", "--raw"],
                stdout=kept,
            )  # fmt: skip

    def samples(self) -> "array[int]":
        """All up to now."""
        data = self.file.read_bytes()
        return array("h", data[: len(data) // 2 * 2])

    def loud(self, above: int = 200) -> int:
        """How many samples are more than silence."""
        return sum(abs(one) > above for one in self.samples())

    def close(self) -> None:
        self._process.terminate()
        self._process.wait(10)


@contextmanager
def sound_server(folder: Path) -> Iterator[dict[str, str]]:
    """Run it; gives what of the environment leads a client there. It touches no device of the machine."""
    runtime = folder / "run"
    runtime.mkdir(mode=0o700)
    own = {"XDG_RUNTIME_DIR": str(runtime), "HOME": str(folder), "XDG_CONFIG_HOME": str(folder / "config")}
    server = subprocess.Popen(
        ["pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no",
            "--load", f"module-null-sink sink_name={DEVICE}",
            "--load", f"module-null-source source_name={MICROPHONE}",
            "--load", "module-native-protocol-unix"],
        env=os.environ | own, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        yield own
    finally:
        server.terminate()
        server.wait(10)
        # The voice's own daemon was started by its library; robbed of its server it may never end.
        for pid in runtime.glob("speech-dispatcher/pid/*.pid"):
            with suppress(ProcessLookupError):
                os.killpg(int(pid.read_text()), signal.SIGKILL)  # with its modules; it leads its own group


def serves(own: dict[str, str]) -> bool:
    """Whether the server answers."""
    asked = subprocess.run(["pactl", "info"], env=os.environ | own, capture_output=True, check=False)
    return asked.returncode == 0
