"""What the frozen program leaves of PyInstaller's loader in the environment of what it starts."""

import json
import os
import subprocess
import sys

import pytest

from tools.identity import ROOT

HOOK = ROOT / "packaging" / "environment_hook.py"


@pytest.mark.parametrize(
    ("loader", "left"),
    [
        ({"LD_LIBRARY_PATH": "/usr/lib/intermezzo/_internal"}, None),
        (
            {"LD_LIBRARY_PATH": "/usr/lib/intermezzo/_internal:/opt/lib", "LD_LIBRARY_PATH_ORIG": "/opt/lib"},
            "/opt/lib",
        ),
        ({}, None),
    ],
)
def test_libraries_are_found_as_before(loader: dict[str, str], left: str | None) -> None:
    program = f"import json, os, runpy; runpy.run_path({str(HOOK)!r}); print(json.dumps(dict(os.environ)))"
    plain = {name: text for name, text in os.environ.items() if not name.startswith("LD_LIBRARY_PATH")}
    done = subprocess.run(
        [sys.executable, "-c", program], env=plain | loader, capture_output=True, text=True, check=True
    )
    found: dict[str, str] = json.loads(done.stdout)
    assert found.get("LD_LIBRARY_PATH") == left
    assert "LD_LIBRARY_PATH_ORIG" not in found
