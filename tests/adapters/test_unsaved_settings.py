"""Settings that are written while the process is killed, and those that wait to be saved."""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from intermezzo.adapters import settings_file
from intermezzo.core.settings import Settings
from tests.adapters import killed_settings

pytestmark = pytest.mark.slow


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "settings.toml"


def test_killed_anywhere_the_file_is_the_old_or_the_new_one(path: Path) -> None:
    command = [sys.executable, "-m", killed_settings.__name__, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(lines) > 5
    assert {line["spacing"] for line in lines} == {killed_settings.OLD, killed_settings.NEW}
    assert all(line["faults"] == 0 and line["files"] == [path.name] for line in lines)


@pytest.mark.parametrize(
    "content", [b"", b"[]", b'{"before": 1}', b'{"before": "", "after": "="}', b"\xff" * 9]
)
def test_what_waits_to_be_saved_is_ignored_if_it_is_broken(tmp_path: Path, content: bytes) -> None:
    good, broken = tmp_path / "good", tmp_path / "broken"
    broken.mkdir()
    (broken / settings_file.UNSAVED).write_bytes(content)
    assert settings_file.unsaved([tmp_path / "none", broken]) is None
    changed = replace(Settings(), spacing=45)
    settings_file.keep_unsaved([good], Settings(), changed)
    assert settings_file.unsaved([broken, good]) == (Settings(), changed)
    settings_file.forget_unsaved([broken, good])
    assert settings_file.unsaved([broken, good]) is None
