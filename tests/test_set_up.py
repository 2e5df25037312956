"""The set-up that ./run and ./test share, with stand-ins for what would change this machine."""

import hashlib
import os
import re
import shutil
import subprocess
import venv
import zipfile
from pathlib import Path

import pytest

SET_UP = Path(__file__).parent.parent / "packaging" / "linux" / "setup.sh"


class Machine:
    """A folder with a checkout, and programs that note how they were called."""

    def __init__(self, folder: Path) -> None:
        self.programs = folder / "programs"
        self.checkout = folder / "checkout"
        self._calls = folder / "calls"
        self.variables: dict[str, str] = {}
        self.programs.mkdir()
        (self.checkout / ".venv" / "bin").mkdir(parents=True)
        for name in ("uv.lock", "pyproject.toml"):
            (self.checkout / name).write_text("first")
        for name in ("sh", "id", "sed", "tr", "cat", "cksum", "env", "uname", "flock"):
            found = shutil.which(name)
            assert found is not None
            (self.programs / name).symlink_to(found)
        self.has("uv", 'mkdir -p "$UV_PROJECT_ENVIRONMENT/bin"; cd "$UV_PROJECT_ENVIRONMENT/bin"; : >python; '
                 ": >intermezzo; chmod +x python intermezzo")  # fmt: skip
        for name in ("mkdir", "chmod"):
            (self.programs / name).symlink_to(shutil.which(name) or "")

    def has(self, name: str, body: str = "") -> None:
        program = self.programs / name
        program.unlink(missing_ok=True)
        program.write_text(f'#!/bin/sh\necho "{name} $*" >>"{self._calls}"\n{body}\n')
        program.chmod(0o755)

    def does(self, script: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            ["sh", "-euc", f'root="{self.checkout}"; . "{SET_UP}"; {script}'],
            env={"PATH": str(self.programs), "HOME": os.environ["HOME"], **self.variables},
            stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
        )  # fmt: skip

    def calls(self, name: str) -> list[str]:
        lines = self._calls.read_text().splitlines() if self._calls.exists() else []
        return [line for line in lines if line.split()[0] == name]


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_only_what_is_missing_is_installed_and_named(machine: Machine) -> None:
    machine.has("dpkg-query", "echo 'ii libegl1'; echo 'rc libgl1'")
    machine.has("apt-get")
    machine.has("apt-cache", "exit 100")
    machine.has("id", "echo 0")
    done = machine.does('install_packages "libegl1" "libgl1" "xvfb"')
    assert done.returncode == 0
    assert "Installing system packages: libgl1 xvfb" in done.stderr
    assert machine.calls("apt-get")[-1].endswith("--no-install-recommends install libgl1 xvfb")


def test_a_renamed_package_counts_as_there_and_is_asked_for_by_its_new_name(machine: Machine) -> None:
    machine.has("dpkg-query", "echo 'ii libglib2.0-0t64'")
    machine.has("apt-get")
    machine.has("apt-cache", '[ "$2" = libpng16-16t64 ]')
    machine.has("id", "echo 0")
    assert machine.does("install_packages libglib2.0-0 libpng16-16").returncode == 0
    assert machine.calls("apt-get")[-1].endswith("install libpng16-16t64")


def test_nothing_is_asked_of_root_when_nothing_is_missing(machine: Machine) -> None:
    machine.has("dpkg-query", "echo 'ii libegl1'")
    machine.has("apt-get")
    machine.has("sudo")
    machine.has("id", "echo 1000")
    done = machine.does("install_packages libegl1")
    assert (done.returncode, done.stderr) == (0, "")
    assert machine.calls("apt-get") == machine.calls("sudo") == []


def test_no_second_sound_server_comes_beside_pipewire(machine: Machine) -> None:
    assert "pulseaudio" in machine.does('echo "$test_packages"').stdout
    machine.has("pipewire-pulse")
    assert "pulseaudio" not in machine.does('echo "$test_packages"').stdout


def test_without_root_and_sudo_it_says_what_to_do(machine: Machine) -> None:
    machine.has("dpkg-query")
    machine.has("apt-get")
    machine.has("id", "echo 1000")
    done = machine.does("install_packages xvfb")
    assert done.returncode == 1
    assert "As root: apt-get install xvfb" in done.stderr
    assert machine.calls("apt-get") == []


def test_the_environment_is_made_once_and_again_when_the_lock_changes(machine: Machine) -> None:
    machine.has("dpkg-query", "echo 'ii libegl1'")
    machine.has("apt-get")
    for _ in range(2):
        assert machine.does("set_up libegl1").returncode == 0
    assert machine.calls("uv") == ["uv --version", f"uv sync --locked --project {machine.checkout}"]
    (machine.checkout / "uv.lock").write_text("second")
    assert machine.does("set_up libegl1").returncode == 0
    assert len(machine.calls("uv")) == 4


@pytest.mark.parametrize(
    ("asked_for", "exit_code", "taken"), [("", 0, "system"), ("", 1, ""), ("3.13", 0, "3.13")]
)
def test_the_system_s_python_is_taken_where_it_is_usable_and_no_other_was_asked_for(
    machine: Machine, asked_for: str, exit_code: int, taken: str
) -> None:
    machine.variables["UV_PYTHON"] = asked_for
    machine.has("system", f"exit {exit_code}")
    machine.has("uv", '[ "$1" = --version ] || echo "python: ${UV_PYTHON-}"')
    done = machine.does("system_python=system; sync_environment lock")
    assert f"python: {taken}\n" in done.stderr


def test_where_uv_fails_the_set_up_ends_and_is_tried_again(machine: Machine) -> None:
    machine.has("dpkg-query", "echo 'ii libegl1'")
    machine.has("apt-get")
    machine.has("uv", '[ "$1" = --version ]')
    for _ in range(2):
        done = machine.does("set_up libegl1; echo reached")
        assert done.returncode == 1
        assert "could not be installed" in done.stderr
        assert done.stdout == ""
    assert len(machine.calls("uv")) == 4


def wheel(folder: Path, content: bytes) -> str:
    """Make a wheel of a program uv in the folder and return its hash."""
    path = folder / "uv-0.0.1-py3-none-any.whl"
    parts = {
        "uv-0.0.1.data/scripts/uv": b"#!/bin/sh\necho uv 0.0.1\n" + content,
        "uv-0.0.1.dist-info/METADATA": b"Metadata-Version: 2.1\nName: uv\nVersion: 0.0.1\n",
        "uv-0.0.1.dist-info/WHEEL": b"Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        "uv-0.0.1.dist-info/RECORD": b"",
    }
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            about = zipfile.ZipInfo(name)
            about.external_attr = 0o100755 << 16
            archive.writestr(about, data)
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.slow
def test_uv_is_taken_offline_by_its_hash_and_no_other(machine: Machine, tmp_path: Path) -> None:
    (machine.programs / "uv").unlink()
    wheels, pins = tmp_path / "wheels", machine.checkout / "packaging" / "linux" / "uv.txt"
    machine.variables = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(wheels), "PIP_CONFIG_FILE": os.devnull}
    pins.parent.mkdir(parents=True)
    wheels.mkdir()
    pins.write_text(f"uv==0.0.1 --hash=sha256:{wheel(wheels, b'')}\n")
    venv.create(machine.checkout / ".uv", with_pip=True)
    installed = machine.checkout / ".uv" / "bin" / "uv"

    wheel(wheels, b"echo stolen\n")
    done = machine.does("fetch_uv; echo reached")
    assert (done.returncode, done.stdout) == (1, "")
    (line,) = done.stderr.splitlines()
    assert line.startswith("The uv that was fetched is not the one of packaging/linux/uv.txt (its hash ")
    assert not installed.exists()

    (wheels / "uv-0.0.1-py3-none-any.whl").unlink()
    done = machine.does("fetch_uv")
    assert (done.returncode, done.stderr.splitlines()[-1]) == (1, "uv could not be fetched.")

    wheel(wheels, b"")
    done = machine.does("fetch_uv; find_uv; uv --version")
    assert (done.returncode, done.stdout) == (0, "uv 0.0.1\n"), done.stderr
    assert installed.exists()

    pins.write_text("uv==0.0.2 --hash=sha256:" + "0" * 64)
    done = machine.does('PATH="$PATH:$root/.uv/bin"; is_uv_there || echo "it is another"')
    assert done.stdout == "it is another\n"


def test_uv_is_pinned_by_a_version_and_the_hash_of_each_wheel() -> None:
    pins = (SET_UP.parent / "uv.txt").read_text()
    assert re.search(r"^uv==\d+\.\d+\.\d+ \\$", pins, re.MULTILINE)
    assert len(re.findall(r"--hash=sha256:[0-9a-f]{64}\b", pins)) == 5
