"""The output of tones and spoken lines: a child process.

It is a child because the libraries of a voice block Python for seconds while they load, and stay in memory.
The app's own process never imports them.
"""

import sys
from importlib.util import find_spec

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTimer, Signal

from intermezzo.core.practice.cues import Tone
from intermezzo.presenters.sound import fault

COMMAND = ("-P", "-m", "intermezzo.ui.sound.speaker")
"""``-P`` keeps the child from importing modules of the current directory."""
EXTRA = ("PySide6.QtMultimedia", "PySide6.QtTextToSpeech")
PATIENCE_MS = 2000
"""Time that a child may take to end by itself."""
KILLED_MS = 500
"""Time that one which was killed may take to be gone."""


def extra_there() -> bool:
    """Return whether the extra ``voice`` is installed, without importing it."""
    return all(find_spec(name) is not None for name in EXTRA)


class Speaker(QObject):
    """Output of tones and lines between ``open`` and ``close``. Volumes are 0 to 1.

    ``engine`` names a Qt voice engine; empty means the system's. Only ``close`` with ``at_once`` blocks.
    """

    ready = Signal()
    """Emitted once the child can play what was opened."""
    fault = Signal(str)
    """Emitted with a sentence that says why something cannot be heard."""

    def __init__(self, parent: QObject | None = None, *, engine: str = "") -> None:
        super().__init__(parent)
        self._engine = engine
        self._process: QProcess | None = None
        self._parts: frozenset[str] = frozenset()
        self._broken = False
        """Whether the child ended by itself; it is not started again before the next ``close``."""
        self._ready = False
        self.speaking = False
        """Whether a line is being said."""
        self._waiting: list[str] = []
        self._tone: Tone | None = None
        """The tone that waits."""
        self._volume = 0.0

    @property
    def running(self) -> bool:
        """Whether the child was started."""
        return self._process is not None

    def open(self, *, voice: bool, tones: bool) -> None:
        """Prepare for voice or tones: start the child, or another one if the present one lacks a part."""
        parts = self._parts | {name for name, wanted in (("voice", voice), ("tones", tones)) if wanted}
        if self._broken or parts == self._parts:
            return
        self.close(at_once=False)
        self._parts = parts
        self._process = process = QProcess(self)
        environment = QProcessEnvironment.systemEnvironment()
        environment.insert("QT_LOGGING_RULES", "qt.multimedia.*=false")  # it logs every missing library
        process.setProcessEnvironment(environment)
        process.setProcessChannelMode(QProcess.ProcessChannelMode.ForwardedErrorChannel)
        process.readyReadStandardOutput.connect(self._read)
        process.finished.connect(self._on_finished)
        process.errorOccurred.connect(self._on_error)
        process.start(sys.executable, [*COMMAND, *sorted(parts), *([self._engine] if self._engine else [])])

    def sound(self, tone: Tone, volume: float, *, waits: bool) -> None:
        """Begin a tone; before the child is ready, only if the tone ``waits``."""
        if self._ready:
            self._write(f"tone {volume:.2f} {tone}")
        elif waits:
            self._tone, self._volume = tone, volume

    def say(self, text: str, volume: float, *, waits: bool) -> None:
        """Begin a line in place of any other; before the voice is ready, only if the line ``waits``.

        Lines that wait are said together.
        """
        if self._ready:
            self.speaking = True
            self._write(f"say {volume:.2f} {' '.join(text.split())}")
        elif waits:
            self._volume = volume
            self._waiting.append(text)

    def stop(self) -> None:
        """End the line that is being said and drop those that wait."""
        self._waiting = []
        if self.speaking:
            self.speaking = False
            self._write("stop")

    def close(self, *, at_once: bool) -> None:
        """Release the device and end the child; what sounds may finish unless ``at_once``."""
        self._broken = False
        process, self._process = self._process, None
        self._ready = self.speaking = False
        self._waiting, self._tone = [], None
        self._parts = frozenset()
        if process is None:
            return
        process.readyReadStandardOutput.disconnect(self._read)
        process.finished.disconnect(self._on_finished)
        process.errorOccurred.disconnect(self._on_error)
        if process.state() is QProcess.ProcessState.NotRunning:
            process.deleteLater()
            return
        process.finished.connect(lambda *_how: process.deleteLater())
        if at_once:
            process.kill()
            process.waitForFinished(KILLED_MS)
            return
        process.closeWriteChannel()
        QTimer.singleShot(PATIENCE_MS, process, process.kill)

    def _write(self, line: str) -> None:
        if self._process is not None:
            self._process.write(f"{line}\n".encode())

    def _read(self) -> None:
        process = self._process
        while process is not None and process is self._process and process.canReadLine():
            word, _space, rest = bytes(process.readLine().data()).decode().strip().partition(" ")
            if word == "ready":
                self._on_ready()
            elif word == "speaking":
                self.speaking = True
            elif word == "silent":
                self.speaking = False
            elif word == "fault":
                self.fault.emit(fault(rest))

    def _on_ready(self) -> None:
        self._ready = True
        waiting, self._waiting = self._waiting, []
        tone, self._tone = self._tone, None
        if tone is not None:
            self.sound(tone, self._volume, waits=False)
        if waiting:
            self.say(" ".join(waiting), self._volume, waits=False)
        self.ready.emit()

    def _on_finished(self) -> None:
        """Handle a child that ended by itself."""
        self.close(at_once=False)
        self._broken = True
        self.fault.emit(fault("ended"))

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._on_finished()
