"""What is heavy waits for the icon."""

import subprocess
import sys
from pathlib import Path

HEAVY = {
    "sqlalchemy", "alembic", "icalendar", "recurring_ical_events", "msgspec", "tomlkit", "apscheduler",
    "plyer", "jeepney",
}  # fmt: skip

PROGRAM = """
import sys
from intermezzo.cli import main
from intermezzo.ui.tray import Tray

def show(tray):
    print(*sorted(name for name in sys.modules if "." not in name))
    sys.stdout.flush()
    raise SystemExit(0)

import PySide6.QtCore
Tray.show = show
main(["--home", sys.argv[1], "--no-welcome"])
"""


def test_nothing_heavy_is_imported_before_the_icon_shows(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    imported = set(done.stdout.split())
    assert "intermezzo" in imported
    assert imported.isdisjoint(HEAVY), imported.intersection(HEAVY)
