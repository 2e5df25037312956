"""The wheel: built from the checkout, installed somewhere else, and used there."""

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

pytestmark = pytest.mark.slow


def run(*argv: str, cwd: Path) -> str:
    done = subprocess.run(
        argv,
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built with the locked hatchling, without a network."""
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder), cwd=ROOT)
    (built,) = folder.glob("*.whl")
    return built


def test_sessions_and_assets_and_licences_are_inside(wheel: Path) -> None:
    inside = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("sessions", "assets"):
        shipped = {file.relative_to(ROOT).as_posix() for file in (ROOT / folder).rglob("*") if file.is_file()}
        assert shipped
        assert {f"intermezzo/data/{file}" for file in shipped} <= inside
    assert any(name.endswith("licenses/LICENSE") for name in inside)


def test_an_installed_wheel_plans_a_day_outside_the_checkout(wheel: Path, tmp_path: Path) -> None:
    uv = shutil.which("uv", path=os.pathsep.join([os.environ["PATH"], str(ROOT / ".uv" / "bin")]))
    assert uv is not None
    python = str(tmp_path / "venv" / "bin" / "python")
    run(uv, "venv", "--python", sys.executable, "venv", cwd=tmp_path)
    # Exactly what is locked, so that what ./run fetched before is taken from uv's cache.
    locked = run(uv, "export", "--locked", "--no-dev", "--no-emit-project", "--no-header", cwd=ROOT)
    (tmp_path / "locked.txt").write_text(locked)
    run(uv, "pip", "install", "--python", python, "--require-hashes", "-r", "locked.txt", cwd=tmp_path)
    run(uv, "pip", "install", "--python", python, "--no-deps", str(wheel), cwd=tmp_path)

    command = [str(tmp_path / "venv" / "bin" / "intermezzo"), "--home", str(tmp_path / "home"), "plan"]
    answer = run(*command, "--date", "2026-11-18", "--timezone", "Europe/Berlin", "--json", cwd=tmp_path)
    plan = json.loads(answer)
    assert plan["date"] == "2026-11-18"
    assert [slot["kind"] for slot in plan["slots"]].count("interlude") == 2
    assert all(slot["session"] for slot in plan["slots"])
