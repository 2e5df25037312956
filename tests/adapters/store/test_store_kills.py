import json
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow


def test_fifty_kills_lose_no_acknowledged_row(path: Path, folder: Path) -> None:
    script = str(Path(__file__).with_name("killed_writer.py"))
    done = subprocess.run(
        [sys.executable, script, str(path), str(folder)],
        capture_output=True,
        text=True,
        timeout=300,
        check=True,
    )
    found = json.loads(done.stdout)
    assert found["acknowledged"] >= 50
    assert found["lost"] == []
    assert found["notes"] == []
