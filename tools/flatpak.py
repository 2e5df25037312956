"""``python -m tools.flatpak``: makes the Flatpak manifest from packaging/identity.toml and uv.lock.

https://docs.flatpak.org/en/latest/flatpak-builder-command-reference.html#flatpak-manifest
"""

import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec
from packaging.markers import Marker
from packaging.tags import Tag, compatible_tags, cpython_tags
from packaging.utils import parse_wheel_filename

from intermezzo import __version__
from tools.identity import ROOT, Identity, identity

RUNTIME = "25.08"
"""The version of org.freedesktop.Platform, which has the libraries that Qt's wheel asks a system for."""
PYTHON = (3, 13)
"""The Python of that runtime."""
GLIBC = 39
"""Its C library is 2.39 or newer."""
MACHINES = ("x86_64", "aarch64")

PERMISSIONS = (
    "--share=network",  # calendars at an address
    "--share=ipc",  # X11 draws through shared memory
    "--socket=wayland",
    "--socket=fallback-x11",
    "--socket=pulseaudio",  # the chime, and whether a call uses the microphone
    "--device=dri",
    "--talk-name=org.kde.StatusNotifierWatcher",  # the tray
    "--talk-name=org.freedesktop.Notifications",  # with buttons, and one in the place of another
    "--talk-name=org.freedesktop.secrets",  # the addresses and passwords of calendars
    "--talk-name=org.gnome.evolution.dataserver.*",  # the calendars of GNOME; its names carry versions
    "--talk-name=org.freedesktop.ScreenSaver",  # whether somebody is there
    "--talk-name=org.gnome.ScreenSaver",
    "--talk-name=org.xfce.ScreenSaver",
    "--talk-name=org.gnome.Mutter.IdleMonitor",
    "--talk-name=org.gnome.SessionManager",  # whether a program keeps the screen on
    "--talk-name=org.kde.Solid.PowerManagement.PolicyAgent",
    "--talk-name=org.freedesktop.PowerManagement",
    "--system-talk-name=org.freedesktop.login1",  # locked, woken, kept awake: no portal tells
)
"""What the sandbox lets through. Files come through the portal's file dialog, which Qt opens by itself."""


def manifest(of: Identity, lock: Mapping[str, Any]) -> dict[str, Any]:
    """Return the manifest; paths in it are relative to its folder."""
    entry = f"share/applications/{of.app_id}.desktop"
    metadata = f"share/metainfo/{of.app_id}.metainfo.xml"
    return {
        "id": of.app_id,
        "runtime": "org.freedesktop.Platform",
        "runtime-version": RUNTIME,
        "sdk": "org.freedesktop.Sdk",
        "command": of.command,
        "finish-args": PERMISSIONS,
        "modules": [
            {
                "name": of.command,
                "buildsystem": "simple",
                "build-commands": [
                    # What the SDK has already is not in the runtime.
                    (
                        'pip3 install --no-index --find-links="file://${PWD}" --ignore-installed '
                        f'--prefix="${{FLATPAK_DEST}}" ./{of.command}-*.whl'
                    ),
                    # A sandboxed program shows a system only files that have its id for a name.
                    f"sed -i 's/^Icon=.*/Icon={of.app_id}/' {entry}",
                    f"sed -i 's/{of.command}[.]desktop/{of.app_id}.desktop/' {metadata}",
                    'cp -r share "${FLATPAK_DEST}"',
                ],
                "sources": [
                    _file(f"out/packages/{of.command}-{__version__}-py3-none-any.whl"),
                    _file(f"assets/linux/{of.command}.desktop", entry),
                    _file(f"packaging/linux/{of.app_id}.metainfo.xml", metadata),
                    *_icons(of),
                    *(source for one in needed(of.command, lock) for source in wheels(one)),
                ],
            }
        ],
    }


def _icons(of: Identity) -> Iterator[dict[str, Any]]:
    for one in sorted((ROOT / "assets" / "icons").glob("hicolor/**/*.*g")):
        source = one.relative_to(ROOT)
        place = Path("share", *source.parent.parts[1:], one.name.replace(of.command, of.app_id))
        yield _file(str(source), str(place))


def _file(path: str, place: str = "") -> dict[str, Any]:
    """Return a file of the checkout as a source, and where it is put."""
    folder, _, name = place.rpartition("/")
    return {
        "type": "file",
        "path": f"../../{path}",
        **({"dest": folder, "dest-filename": name} if name else {}),
    }


def needed(name: str, lock: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return the packages of the lock file that ``name`` needs in the runtime, by name."""
    packages = {one["name"]: one for one in lock["package"]}
    there = {
        "sys_platform": "linux",
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
        "python_full_version": "{}.{}.0".format(*PYTHON),
    }
    found: set[str] = set()
    rest = [name]
    while rest:
        for one in packages[rest.pop()].get("dependencies", ()):
            if one["name"] not in found and ("marker" not in one or Marker(one["marker"]).evaluate(there)):
                found.add(one["name"])
                rest.append(one["name"])
    return [packages[one] for one in sorted(found)]


def wheels(package: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Return the wheel of a package, or that of each machine, as sources. Raise ValueError if none fits."""
    best = {machine: _best(package, list(_tags(machine))) for machine in MACHINES}
    same = len({one["url"] for one in best.values()}) == 1
    for machine, one in best.items():
        source = {"type": "file", "url": one["url"], "sha256": one["hash"].removeprefix("sha256:")}
        if same:
            yield source
            return
        yield {**source, "only-arches": [machine]}


def _best(package: Mapping[str, Any], tags: Sequence[Tag]) -> Mapping[str, Any]:
    """Return the wheel that pip would take where it takes these tags, the best first."""
    ranks = {tag: rank for rank, tag in enumerate(tags)}
    fitting: dict[int, Mapping[str, Any]] = {}
    for one in package.get("wheels", ()):
        _name, _version, _build, offered = parse_wheel_filename(one["url"].rpartition("/")[2])
        if known := ranks.keys() & offered:
            fitting[min(ranks[tag] for tag in known)] = one
    if not fitting:
        raise ValueError(f"{package['name']} {package['version']} has no wheel for the runtime")
    return fitting[min(fitting)]


def _tags(machine: str) -> Iterator[Tag]:
    platforms = [f"manylinux_2_{minor}_{machine}" for minor in range(GLIBC, 16, -1)]
    yield from cpython_tags(PYTHON, platforms=platforms)
    yield from compatible_tags(PYTHON, platforms=platforms)


def text() -> str:
    """Return the manifest of this checkout as JSON."""
    lock = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))
    raw = msgspec.json.encode(manifest(identity(), lock))
    return msgspec.json.format(raw, indent=4).decode() + "\n"


def main() -> int:
    """Write the manifest; return the exit code."""
    target = ROOT / "packaging" / "flatpak" / f"{identity().app_id}.json"
    target.parent.mkdir(exist_ok=True)
    target.write_text(text(), encoding="utf-8")
    print(target.relative_to(ROOT))
    return 0


if __name__ == "__main__":
    sys.exit(main())
