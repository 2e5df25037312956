"""The settings name what the app is made of."""

import re
import tomllib
from pathlib import Path

from intermezzo.ui.settings.privacy_page import PARTS

PROJECT = Path(__file__).parents[3] / "pyproject.toml"


def test_every_library_is_named() -> None:
    dependencies = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]["dependencies"]
    named = " ".join(name for name, _licence in PARTS).lower()
    libraries = [re.split(r"[;<>=]", one)[0].removesuffix("-Essentials") for one in dependencies]
    assert [one for one in libraries if one.lower() not in named] == []
