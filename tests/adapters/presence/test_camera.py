"""Who has a camera open, with real programs that hold real files."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from intermezzo.adapters.presence import camera
from intermezzo.core.scheduling.presence import ProbeAnswer
from tests.telling import told

YES, NO = ProbeAnswer(True, "/proc"), ProbeAnswer(False, "/proc")
HOLD = 'exec 3<"$1"; echo open; read -r answer'


class Machine:
    """Its devices, and what the kernel says of them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.devices = folder / "dev"
        self.kinds = folder / "video4linux"
        self.devices.mkdir()
        self.kinds.mkdir()

    def has(self, name: str, place: str = "pci0000:00/usb1/video4linux") -> Path:
        """A device of this name, at this place of the machine."""
        real = self.folder / "sys" / place / name
        real.mkdir(parents=True)
        (self.kinds / name).symlink_to(real)
        (self.devices / name).touch()
        return self.devices / name

    def probe(self) -> ProbeAnswer[bool]:
        return camera.probe(self.devices, self.kinds)


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


@contextmanager
def held(path: Path, program: Path = Path("/bin/sh")) -> Iterator[None]:
    """A program of another process has the file open."""
    words = [str(program), "-c", HOLD, "sh", str(path)]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "open\n"
        yield
        holder.communicate("\n")


def test_a_camera_is_in_use_while_a_program_has_it_open(machine: Machine) -> None:
    video = machine.has("video0")
    assert machine.probe() == NO
    with held(video):
        assert machine.probe() == YES
    assert machine.probe() == NO


def test_we_ourselves_do_not_count(machine: Machine) -> None:
    with machine.has("video0").open():
        assert machine.probe() == NO


def test_a_picture_that_a_program_makes_up_is_no_camera(machine: Machine) -> None:
    machine.has("video0")
    with held(machine.has("video2", "virtual/video4linux")):
        assert machine.probe() == NO
        with held(machine.devices / "video0"):
            assert machine.probe() == YES


def test_other_devices_are_none(machine: Machine) -> None:
    machine.has("video0")
    (machine.devices / "video").touch()
    (machine.devices / "media0").touch()
    with held(machine.devices / "video"), held(machine.devices / "media0"):
        assert machine.probe() == NO


@pytest.mark.parametrize("name", ["pipewire", "wireplumber"])
def test_those_that_only_keep_cameras_do_not_look_through_them(machine: Machine, name: str) -> None:
    program = machine.folder / name
    program.symlink_to("/bin/sh")
    with held(machine.has("video0"), program):
        assert machine.probe() == NO


def test_without_a_camera_nobody_is_looked_at(machine: Machine) -> None:
    assert camera.probe(machine.devices, machine.kinds, machine.folder / "nowhere") == NO


def test_processes_that_end_or_hide_meanwhile_are_passed_over(machine: Machine) -> None:
    video = machine.has("video0")
    processes = machine.folder / "proc"
    (processes / "11").mkdir(parents=True)
    (processes / "12").mkdir()
    (processes / "12" / "comm").write_text("hidden\n")
    (processes / "self").mkdir()
    assert camera.probe(machine.devices, machine.kinds, processes) == NO
    (processes / "13" / "fd").mkdir(parents=True)
    (processes / "13" / "comm").write_text("talk\n")
    (processes / "13" / "fd" / "7").symlink_to(video)
    assert camera.probe(machine.devices, machine.kinds, processes) == YES


def test_what_cannot_be_read_is_unknown(machine: Machine) -> None:
    machine.has("video0")
    nowhere = machine.folder / "nowhere"
    for answer in (
        camera.probe(nowhere, machine.kinds),
        camera.probe(machine.devices, machine.kinds, nowhere),
    ):
        assert answer.value is None
        assert told(answer.why) == [f"{nowhere} can’t be read."]
