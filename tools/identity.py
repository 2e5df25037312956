"""``python -m tools.identity``: makes from packaging/identity.toml what systems and the program know of it.

Desktop Entry Specification 1.5; AppStream 1.0, https://www.freedesktop.org/software/appstream/docs/
"""

import re
import sys
from pathlib import Path
from xml.etree import ElementTree as Xml

import msgspec

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "packaging" / "identity.toml"
_RELEASE = re.compile(r"^## \[(\d[^\]]*)\] - (\d{4}-\d\d-\d\d)$", re.MULTILINE)
"""The heading of a version in the changelog."""


class Action(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An entry of the menu entry's own menu."""

    id: str
    name: str
    words: str


class Identity(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What stands in the file, which explains each field."""

    app_id: str
    provisional: bool
    command: str
    name: str
    kind: str
    summary: str
    description: tuple[str, ...]
    developer: str
    licence: str
    metadata_licence: str
    homepage: str
    releases: str
    categories: tuple[str, ...]
    keywords: tuple[str, ...]
    actions: tuple[Action, ...]


def identity() -> Identity:
    """Return what Intermezzo is called. Raise msgspec.ValidationError where a field is missing or unknown."""
    return msgspec.toml.decode(SOURCE.read_bytes(), type=Identity)


def files(of: Identity, changelog: str) -> dict[Path, str]:
    """Return the text of each generated file by its path."""
    return {
        ROOT / "assets" / "linux" / f"{of.command}.desktop": menu_entry(of),
        ROOT / "packaging" / "linux" / f"{of.app_id}.metainfo.xml": metadata(of, changelog),
        ROOT / "src" / "intermezzo" / "adapters" / "system" / "identity.py": module(of),
    }


def menu_entry(of: Identity) -> str:
    """Return the entry of the applications menu. Its file has the name that the windows give as theirs."""
    lines = [
        "[Desktop Entry]",
        "Type=Application",
        "Version=1.4",
        f"Name={of.name}",
        f"GenericName={of.kind}",
        f"Comment={of.summary}",
        f"Exec={of.command}",
        f"Icon={of.command}",
        "Terminal=false",
        f"Categories={''.join(f'{one};' for one in of.categories)}",
        f"Keywords={''.join(f'{one};' for one in of.keywords)}",
        "StartupNotify=false",
        f"StartupWMClass={of.command}",
        f"Actions={''.join(f'{one.id};' for one in of.actions)}",
    ]
    for one in of.actions:
        lines += ["", f"[Desktop Action {one.id}]", f"Name={one.name}", f"Exec={of.command} {one.words}"]
    return "\n".join(lines) + "\n"


def module(of: Identity) -> str:
    """Return the module with what the program itself needs to know."""
    return f'''"""What the program is to its system. ``python -m tools.identity`` makes it."""

APP_ID = "{of.app_id}"
HOMEPAGE = "{of.homepage}"
"""Empty until somebody publishes it, as is the next."""
RELEASES = "{of.releases}"
"""What names the latest release."""
'''


def metadata(of: Identity, changelog: str) -> str:
    """Return what a software centre shows; its releases are those that have a date in the changelog."""
    top = Xml.Element("component", type="desktop-application")
    _add(top, "id", of.app_id)
    _add(top, "metadata_license", of.metadata_licence)
    _add(top, "project_license", of.licence)
    _add(top, "name", of.name)
    _add(top, "summary", of.summary)
    description = _add(top, "description")
    for paragraph in of.description:
        _add(description, "p", paragraph)
    _add(top, "developer_name", of.developer)
    if of.homepage:
        _add(top, "url", of.homepage, type="homepage")
    _add(top, "launchable", f"{of.command}.desktop", type="desktop-id")
    _add(_add(top, "provides"), "binary", of.command)
    categories = _add(top, "categories")
    for one in of.categories:
        _add(categories, "category", one)
    keywords = _add(top, "keywords")
    for one in of.keywords:
        _add(keywords, "keyword", one)
    _add(top, "content_rating", type="oars-1.1")
    dates = release_dates(changelog)
    releases = _add(top, "releases") if dates else top
    for version, day in dates.items():
        _add(releases, "release", version=version, date=day)
    Xml.indent(top)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{Xml.tostring(top, encoding="unicode")}\n'


def release_dates(changelog: str) -> dict[str, str]:
    """Return the date of each version that has one, as it stands there."""
    return dict(_RELEASE.findall(changelog))


def _add(parent: Xml.Element, tag: str, text: str = "", **attributes: str) -> Xml.Element:
    child = Xml.SubElement(parent, tag, attributes)
    child.text = text or None
    return child


def main() -> int:
    """Write the files; return the exit code."""
    for path, text in files(identity(), (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")).items():
        path.write_text(text, encoding="utf-8")
        print(path.relative_to(ROOT))
    return 0


if __name__ == "__main__":
    sys.exit(main())
