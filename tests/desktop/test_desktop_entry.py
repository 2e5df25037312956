"""The entry for the applications menu."""

import subprocess
from pathlib import Path

ENTRY = Path(__file__).parents[2] / "packaging" / "linux" / "intermezzo.desktop"


def test_the_entry_for_the_menu_is_valid() -> None:
    done = subprocess.run(["desktop-file-validate", str(ENTRY)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")
