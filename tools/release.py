"""``python -m tools.release VERSION``: writes a new version, with the date of today, wherever it stands."""

import argparse
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

from tools.identity import ROOT

CHANGELOG = ROOT / "CHANGELOG.md"
UNRELEASED = "## [Unreleased]\n"
PLACES = {
    "pyproject.toml": r'(?<=^version = ")[^"]+',
    "src/intermezzo/__init__.py": r'(?<=^__version__ = ")[^"]+',
    "uv.lock": r'(?<=^name = "intermezzo"\nversion = ")[^"]+',
}
"""Where the version stands in each file. `uv lock` might write what the index says of other packages, too."""


def files(version: str, changelog: str, day: date) -> Iterator[tuple[Path, str]]:
    """Return the new text of each file. Raise ValueError where that cannot be a release."""
    if not re.fullmatch(r"(0|[1-9]\d*)(\.(0|[1-9]\d*)){2}", version):
        raise ValueError(f"{version} is not a version such as 1.2.3")
    for name, place in PLACES.items():
        path = ROOT / name
        text, count = re.subn(place, version, path.read_text(encoding="utf-8"), flags=re.MULTILINE)
        if count != 1:
            raise ValueError(f"{name} has the version in {count} places")
        yield path, text
    yield CHANGELOG, released(changelog, version, day)


def released(changelog: str, version: str, day: date) -> str:
    """Return the changelog with what is unreleased as that version. Raise ValueError if that is nothing."""
    if f"\n## [{version}] " in changelog:
        raise ValueError(f"the changelog already has {version}")
    before, heading, after = changelog.partition(UNRELEASED)
    if not heading or not after.partition("\n## ")[0].strip():
        raise ValueError("the changelog has nothing unreleased")
    return f"{before}{heading}\n## [{version}] - {day}\n{after}"


def main() -> int:
    """Write the files, and those that are made from them; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tools.release", description="Write a new version.")
    parser.add_argument("version")
    try:
        changelog = CHANGELOG.read_text(encoding="utf-8")
        made = dict(files(parser.parse_args().version, changelog, datetime.now(UTC).date()))
    except ValueError as fault:
        print(f"Nothing was written: {fault}.", file=sys.stderr)
        return 1
    for path, text in made.items():
        path.write_text(text, encoding="utf-8")
        print(path.relative_to(ROOT))
    for name in ("identity", "flatpak"):  # each reads the new version when it starts
        subprocess.run([sys.executable, "-m", f"tools.{name}"], cwd=ROOT, check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
