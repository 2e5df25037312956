"""What ``doctor`` says of microphone and camera."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, str]]:
    """Its findings, by part, where no sound server is."""
    place = tmp_path_factory.mktemp("doctor")
    done = subprocess.run(
        [sys.executable, "-m", "intermezzo", "--home", str(place / "home"), "doctor", "--json"],
        env={**os.environ, "PULSE_SERVER": f"unix:{place}/nobody"},
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    return {one["part"]: one for one in json.loads(done.stdout)}


@pytest.mark.slow
def test_a_microphone_that_nobody_can_tell_of_has_its_reason_and_what_to_do(
    parts: dict[str, dict[str, str]],
) -> None:
    assert parts["microphone"]["state"] == "unknown"
    assert parts["microphone"]["line"].startswith("No sound server is running")
    assert "Pause › In a meeting" in parts["microphone"]["do"]


@pytest.mark.slow
def test_the_camera_is_told_in_words(parts: dict[str, dict[str, str]]) -> None:
    assert parts["camera"]["state"] == "ok"
    assert parts["camera"]["line"] in {"/proc: not in use", "/proc: in use"}
    assert parts["camera"]["do"] == ""


@pytest.mark.slow
def test_what_holds_an_offer_has_a_line_each_with_the_reason_why_it_is_unknown(
    parts: dict[str, dict[str, str]],
) -> None:
    for part in ("screen sharing", "presentation", "screen kept on", "do not disturb"):
        assert parts[part]["state"] in {"ok", "unknown"}
        assert parts[part]["line"]
        assert bool(parts[part]["do"]) == (parts[part]["state"] == "unknown")
    assert parts["full screen"] == {
        "part": "full screen", "state": "unknown", "line": "No X11 display.", "do": "", "rows": []
    }  # fmt: skip


@pytest.mark.slow
def test_it_says_why_no_newer_version_is_looked_for(parts: dict[str, dict[str, str]]) -> None:
    assert parts["new versions"]["state"] == "ok"
    assert parts["new versions"]["line"] == "This is a checkout; git brings new versions."


@pytest.mark.slow
def test_a_flatpak_is_told_what_works_in_a_flatpak(tmp_path: Path) -> None:
    manager = tmp_path / "bin" / "apt-get"
    manager.parent.mkdir()
    manager.write_text("#!/bin/sh\n")
    manager.chmod(0o755)
    done = subprocess.run(
        [sys.executable, "-m", "intermezzo", "--home", str(tmp_path / "home"), "doctor"],
        env={**os.environ, "PATH": str(manager.parent), "FLATPAK_ID": "org.example.Intermezzo"},
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert "→ flatpak update org.example.Intermezzo" in done.stdout
    assert "this package comes without voice and tones" in done.stdout
    assert "apt-get" not in done.stdout
