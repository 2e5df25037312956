"""Which streams of a real sound server count as somebody talking."""

import os
import shutil
import signal
import socket
import struct
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pulsectl
import pytest

from intermezzo.adapters.presence.sound import LIMIT_SECONDS, probe
from intermezzo.core.faults import message
from intermezzo.core.scheduling.presence import ProbeAnswer
from tests.ui.sound.sound_server import DEVICE, MICROPHONE, serves, sound_server
from virtual_desktop import PATIENCE, wait_until

pytestmark = pytest.mark.slow

YES, NO = ProbeAnswer(True, "PulseAudio"), ProbeAnswer(False, "PulseAudio")
NOBODY: frozenset[str] = frozenset()
TALK, PLAYER = frozenset({"talk"}), frozenset({"pacat"})
HUNG: ProbeAnswer[bool] = ProbeAnswer(
    None, "PulseAudio", (message("presence.sound_server_silent", seconds=LIMIT_SECONDS),)
)
HEAD = "Source Output #"
START_CORKED, PEAK_DETECT = "0x1", "0x800"


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A server of our own, and patience with it on a machine that has much to do; gives its socket."""
    monkeypatch.setattr("intermezzo.adapters.presence.sound.LIMIT_SECONDS", PATIENCE)
    if shutil.which("pulseaudio") is None:
        pytest.skip("There is no pulseaudio here; ./test installs it where no PipeWire serves the sound.")
    with sound_server(tmp_path) as own:
        for name, value in own.items():
            monkeypatch.setenv(name, value)
        wait_until(lambda: serves(own), what="the sound server")
        yield Path(own["XDG_RUNTIME_DIR"]) / "pulse" / "native"


def streams() -> str:
    """What records, as the server tells it."""
    return subprocess.run(
        ["pactl", "list", "source-outputs"], capture_output=True, text=True, check=True
    ).stdout


@contextmanager
def recording(*words: str, env: Mapping[str, str] = {}) -> Iterator[str]:
    """A program that records, from when the server knows it; gives what the server says of it."""
    before = streams()
    with subprocess.Popen(words, stdout=subprocess.DEVNULL, env=os.environ | env) as program:
        try:
            wait_until(lambda: streams().count(HEAD) > before.count(HEAD), what="the stream")
            yield streams()
        finally:
            program.kill()
    wait_until(lambda: streams().count(HEAD) == before.count(HEAD), what="the stream to end")


def test_a_program_that_records_is_seen_while_it_does(server: Path) -> None:
    assert probe().microphone() == NO
    with recording("parec", "--device", MICROPHONE):
        assert probe().microphone() == YES
    assert probe().microphone() == NO


def test_what_plays_is_recorded_and_nobody_speaks(server: Path) -> None:
    with recording("parec", "--device", f"{DEVICE}.monitor"):
        assert probe().microphone() == NO
        with recording("parec", "--device", MICROPHONE):
            assert probe().microphone() == YES


def test_programs_are_named_by_their_file_whatever_they_call_their_streams(server: Path) -> None:
    assert (probe().recording, probe().every) == (NOBODY, NOBODY)
    names = {"PULSE_PROP_OVERRIDE": "application.process.binary=talk application.name='Talk input'"}
    with recording("parec", "--device", MICROPHONE, env=names):
        assert (probe().recording, probe().every) == (TALK, TALK)
        with playing():
            assert (probe().recording, probe().every) == (TALK, TALK | PLAYER)
    with playing():
        assert (probe().recording, probe().every) == (NOBODY, PLAYER)
        assert probe().microphone() == NO


@contextmanager
def playing() -> Iterator[None]:
    """A program that plays silence, from when the server knows it."""

    def inputs() -> str:
        words = ["pactl", "list", "short", "sink-inputs"]
        return subprocess.run(words, capture_output=True, text=True, check=True).stdout

    with Path("/dev/zero").open("rb") as silence:
        program = subprocess.Popen(["pacat", "--playback", "--device", DEVICE], stdin=silence)
    try:
        wait_until(inputs, what="the stream")
        yield
    finally:
        program.kill()
        program.wait()
    wait_until(lambda: not inputs(), what="the stream to end")


@pytest.mark.parametrize(
    ("flags", "told"), [(START_CORKED, "Corked: yes"), (PEAK_DETECT, "Resample method: peaks")]
)
def test_a_corked_stream_and_a_meter_do_not_count(server: Path, flags: str, told: str) -> None:
    program = Path(__file__).with_name("recording.py")
    with recording(sys.executable, str(program), MICROPHONE, flags) as said:
        assert told in said
        assert probe().microphone() == NO


def test_a_meter_of_pipewire_and_we_ourselves_do_not_count(server: Path) -> None:
    for properties in (f"application.process.id={os.getpid()}", "resample.peaks=true"):
        with recording("parec", "--device", MICROPHONE, env={"PULSE_PROP_OVERRIDE": properties}) as said:
            assert properties.partition("=")[2] in said
            assert probe().microphone() == NO


def test_a_module_that_hands_the_sound_on_is_no_program(server: Path) -> None:
    words = ["pactl", "load-module", "module-loopback", f"source={MICROPHONE}", f"sink={DEVICE}"]
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL)
    wait_until(streams, what="the loopback")
    assert probe().microphone() == NO


@contextmanager
def stopped(server: Path) -> Iterator[None]:
    """The process that serves stands still, and is given as long as in earnest."""
    with socket.socket(socket.AF_UNIX) as client:
        client.connect(str(server))
        who = client.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i"))
    number = struct.unpack("3i", who)[0]
    os.kill(number, signal.SIGSTOP)
    try:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("intermezzo.adapters.presence.sound.LIMIT_SECONDS", LIMIT_SECONDS)
            yield
    finally:
        os.kill(number, signal.SIGCONT)


def test_a_server_that_hangs_is_given_up_and_asked_again(server: Path) -> None:
    with stopped(server):
        assert probe().microphone() == HUNG
    assert probe().microphone() == NO


def test_one_that_hangs_between_two_questions_is_given_up_too(server: Path) -> None:
    ask = pulsectl.Pulse.source_output_list
    with pytest.MonkeyPatch.context() as patch:

        def hang(pulse: pulsectl.Pulse) -> object:
            with stopped(server):
                return ask(pulse)

        patch.setattr(pulsectl.Pulse, "source_output_list", hang)
        assert probe().microphone() == HUNG
    assert probe().microphone() == NO


def open_files() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def test_no_question_leaves_anything_open(server: Path) -> None:
    assert probe().microphone() == NO
    before = open_files()
    for _question in range(20):
        probe()
    assert open_files() == before
    with stopped(server):
        probe()
    assert open_files() == before


def test_without_a_server_it_is_unknown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path}/nobody")
    answer = probe()
    assert answer.every is None
    assert answer.microphone() == ProbeAnswer(None, "PulseAudio", (message("presence.no_sound_server"),))


def test_without_the_library_it_says_which_package_has_it() -> None:
    """In a process that cannot load it, asked twice."""
    program = (
        "import ctypes, sys\n"
        "real, looked = ctypes.CDLL, []\n"
        "class Missing(real):\n"
        "    def __init__(self, name, *more, **named):\n"
        "        if 'pulse' in str(name):\n"
        "            looked.append(name)\n"
        "            raise OSError(name + ': cannot open shared object file')\n"
        "        super().__init__(name, *more, **named)\n"
        "ctypes.CDLL = Missing\n"
        "from intermezzo.adapters.presence.sound import probe\n"
        "assert 'pulsectl' not in sys.modules\n"
        "print(probe().recording, probe().why[0].code, len(looked))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "None presence.no_libpulse 1\n"
