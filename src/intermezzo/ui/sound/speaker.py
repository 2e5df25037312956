"""The child process that plays tones and speaks, started with ``[voice] [tones] [ENGINE]``.

It reads the requests ``tone VOLUME NAME``, ``say VOLUME TEXT`` and ``stop``, one a line, and ends at the end
of input. It replies ``ready``, ``speaking``, ``silent`` and ``fault device|voice``. It needs the extra
``voice``.
"""

import sys
from collections.abc import Sequence
from threading import Thread

from PySide6.QtCore import QCoreApplication, QIODevice, QObject, QTimer, Signal
from PySide6.QtMultimedia import QAudioFormat, QAudioSink, QMediaDevices
from PySide6.QtTextToSpeech import QTextToSpeech

from intermezzo.core.practice.cues import Tone
from intermezzo.core.practice.tones import RATE, samples

_PRIME_SECONDS = 0.1
"""Silence that starts the stream, so that the first tone is as prompt as the others."""
_MORE_MS = 20
"""Interval at which the rest of a tone is written that did not fit into the buffer."""


def _reply(line: str) -> None:
    print(line, flush=True)


class Tones(QObject):
    """Play tones on the default device. The stream stays open while idle, so that no tone waits for it."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._samples = {tone: samples(tone).tobytes() for tone in Tone}
        self._devices = QMediaDevices(self)
        self._devices.audioOutputsChanged.connect(self._open)
        self._sink: QAudioSink | None = None
        self._stream: QIODevice | None = None
        self._remaining = b""
        self._open()

    def _open(self) -> None:
        device = QMediaDevices.defaultAudioOutput()
        if self._sink is not None:
            self._sink.stop()
            self._sink = self._stream = None
        if device.isNull():
            _reply("fault device")
            return
        form = QAudioFormat()
        form.setSampleRate(RATE)
        form.setChannelCount(1)
        form.setSampleFormat(QAudioFormat.SampleFormat.Int16)
        self._sink = QAudioSink(device, form, self)
        self._stream = self._sink.start()
        self._remaining = bytes(2 * round(_PRIME_SECONDS * RATE))
        self._write_rest()

    def play(self, tone: Tone, volume: float) -> None:
        """Play a tone in place of any other."""
        if self._sink is not None:
            self._sink.setVolume(volume**2)  # perceived loudness: half is half as loud
            self._remaining = self._samples[tone]
            self._write_rest()

    def _write_rest(self) -> None:
        if self._stream is None or not self._remaining:
            return
        self._remaining = self._remaining[max(0, self._stream.write(self._remaining)) :]
        if self._remaining:
            QTimer.singleShot(_MORE_MS, self, self._write_rest)


class Voice(QObject):
    """Speak with the system's voice, if there is one."""

    def __init__(self, parent: QObject, engine: str) -> None:
        super().__init__(parent)
        self._speech = speech = QTextToSpeech(engine, self) if engine else QTextToSpeech(self)
        self.available = speech.state() is not QTextToSpeech.State.Error and (
            bool(engine) or speech.engine() != "mock"
        )
        if not self.available:
            _reply("fault voice")
        speech.stateChanged.connect(self._on_state)

    def say(self, text: str, volume: float) -> None:
        """Say a line in place of any other."""
        if not self.available:
            _reply("silent")
            return
        self._speech.setVolume(volume)
        self._speech.say(text)

    def stop(self) -> None:
        """Stop speaking."""
        self._speech.stop()

    def _on_state(self, state: QTextToSpeech.State) -> None:
        _reply("speaking" if state is QTextToSpeech.State.Speaking else "silent")


class SpeakerProcess(QObject):
    """Read and carry out requests."""

    line_read = Signal(str)
    ended = Signal()

    def __init__(self, arguments: Sequence[str]) -> None:
        super().__init__()
        self.line_read.connect(self.handle)
        engine = "".join(word for word in arguments if word not in {"voice", "tones"})
        # The voice comes first, because it takes longest to open.
        self._voice = Voice(self, engine) if "voice" in arguments else None
        self._tones = Tones(self) if "tones" in arguments else None

    def read(self) -> None:
        """Read to the end of input, in a thread, because not every platform can notify of pipe input."""
        for line in sys.stdin.buffer:  # UTF-8, whatever the encoding of the system
            self.line_read.emit(line.decode(errors="replace").rstrip("\n"))
        self.ended.emit()

    def handle(self, line: str) -> None:
        """Carry out one request. Raise ValueError if it is malformed."""
        match line.split(" ", 2):
            case ["tone", volume, name]:
                if self._tones is not None:
                    self._tones.play(Tone(name), float(volume))
            case ["say", volume, text]:
                if self._voice is not None:
                    self._voice.say(text, float(volume))
            case ["stop"]:
                if self._voice is not None:
                    self._voice.stop()
            case _:
                raise ValueError(f"not a request: {line}")


def main(arguments: Sequence[str]) -> int:
    """Open the named parts and carry out requests until the end of input."""
    app = QCoreApplication([])
    child = SpeakerProcess(arguments)
    child.ended.connect(app.quit)
    Thread(target=child.read, name="requests", daemon=True).start()
    _reply("ready")
    return app.exec()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
