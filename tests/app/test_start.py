"""What is heavy waits for the icon."""

import json
import subprocess
import sys
from typing import Any

import pytest

pytestmark = pytest.mark.slow

HEAVY = {
    "sqlalchemy", "alembic", "dateutil", "msgspec", "tomlkit", "apscheduler",
    "plyer", "jeepney",
}  # fmt: skip

PROGRAM = """
import json, sys

opened = []
sys.addaudithook(lambda event, told: opened.append(str(told[0])) if event == "open" else None)

from intermezzo.adapters.system import resources
from intermezzo.cli import main
from intermezzo.ui.tray.tray import Tray

def sessions():
    folder = str(resources.sessions())
    return sum(path.startswith(folder) for path in opened)

def show(tray):
    before = {"modules": sorted(name for name in sys.modules if "." not in name), "read": sessions()}
    before["adapter"] = "intermezzo.adapters.library" in sys.modules
    from intermezzo.adapters import library
    library.load([resources.sessions()])
    print(json.dumps({**before, "there": sessions()}))
    sys.stdout.flush()
    raise SystemExit(0)

import PySide6.QtCore
Tray.show = show
main(["--home", sys.argv[1], "--no-welcome"])
"""


@pytest.fixture(scope="module")
def at_the_icon(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What has happened in the process when the icon is about to show."""
    home = tmp_path_factory.mktemp("home")
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(home)], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def test_nothing_heavy_is_imported_before_the_icon_shows(at_the_icon: dict[str, Any]) -> None:
    imported = set(at_the_icon["modules"])
    assert "intermezzo" in imported
    assert imported.isdisjoint(HEAVY), imported.intersection(HEAVY)


def test_no_session_is_read_before_the_icon_shows(at_the_icon: dict[str, Any]) -> None:
    assert at_the_icon["there"] > 100  # whoever reads them is seen
    assert at_the_icon["read"] == 0
    assert not at_the_icon["adapter"]
