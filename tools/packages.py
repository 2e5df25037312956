"""``python -m tools.packages WHAT``: builds what is published. packaging/build calls it, after the set-up."""

import argparse
import gzip
import hashlib
import os
import shutil
import subprocess
import sys
from datetime import UTC, date, datetime, time
from email.utils import format_datetime
from importlib.metadata import distributions
from pathlib import Path
from textwrap import wrap
from typing import Any

import msgspec

from intermezzo import __version__
from tools import completion, libraries, manual
from tools.identity import ROOT, Identity, identity, release_dates

OUT = ROOT / "out" / "packages"
WORK = ROOT / "out" / "packages-work"
LINUX = ROOT / "packaging" / "linux"
TOOLS = Path(sys.executable).parent
HOME = "/usr/lib/intermezzo"
"""The folder of the frozen program in an installed system."""

RECOMMENDS = {"deb": ("pulseaudio-utils | pipewire-bin | alsa-utils", "gnome-keyring"), "rpm": ()}


def main() -> int:
    """Build what the arguments name, and print each file with its size and checksum."""
    parser = argparse.ArgumentParser(prog="packaging/build", description="Build what is published.")
    parser.add_argument("what", nargs="+", choices=("deb", "rpm", "appimage", "wheel"))
    wanted = parser.parse_args().what
    shutil.rmtree(WORK, ignore_errors=True)
    for folder in (OUT, WORK):
        folder.mkdir(parents=True, exist_ok=True)
    of = identity()
    if {"deb", "rpm", "appimage"}.intersection(wanted):
        freeze()
    for one in wanted:
        if one == "wheel":
            run(sys.executable, "-m", "hatchling", "build", "-d", OUT)
        elif one == "appimage":
            app_image(of)
        else:
            package(of, one)
    bill_of_materials()
    print_sums()
    return 0


def run(*words: str | Path, **environment: str) -> None:
    """Run a program in the checkout. Raise CalledProcessError if it fails."""
    subprocess.run(words, cwd=ROOT, check=True, env=os.environ | environment)


def freeze() -> None:
    """Make the folder of the frozen program."""
    folders = ("--distpath", WORK / "frozen", "--workpath", WORK / "pyinstaller")
    run(TOOLS / "pyinstaller", "--noconfirm", "--log-level", "ERROR", *folders, "packaging/intermezzo.spec")
    for library in frozen().rglob("*.so*"):
        library.chmod(0o644)
    if missing := libraries.unknown(frozen()):
        raise SystemExit(f"tools/libraries.py has no package for {', '.join(missing)}.")


def frozen() -> Path:
    """Return the folder of the frozen program."""
    return WORK / "frozen" / "intermezzo"


def shared_files(of: Identity) -> dict[str, Path]:
    """Return what belongs into a system besides the program, by its place below /usr/share."""
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    texts = {
        f"man/man1/{of.command}.1.gz": manual.man_page(),
        **completion.files(),
        f"doc/{of.command}/changelog.gz": changelog,
        f"doc/{of.command}/changelog.Debian.gz": changelog_of_debian(of, changelog),
        f"doc/{of.command}/copyright": licences(of),
    }
    made = {}
    for place, text in texts.items():
        made[place] = WORK / "share" / place
        made[place].parent.mkdir(parents=True, exist_ok=True)
        # Without the hour of the build, so that the same source makes the same package.
        raw = text.encode()
        made[place].write_bytes(gzip.compress(raw, 9, mtime=0) if place.endswith(".gz") else raw)
    icons = ROOT / "assets" / "icons"
    return {
        **made,
        f"applications/{of.command}.desktop": ROOT / "assets" / "linux" / f"{of.command}.desktop",
        f"metainfo/{of.app_id}.metainfo.xml": LINUX / f"{of.app_id}.metainfo.xml",
        f"lintian/overrides/{of.command}": LINUX / "lintian-overrides",
        **{f"icons/{one.relative_to(icons)}": one for one in sorted(icons.glob("hicolor/**/*.*g"))},
    }


def changelog_of_debian(of: Identity, changelog: str) -> str:
    """Return the entry of this version, with the date of its release; without one, the first of all dates."""
    day = date.fromisoformat(release_dates(changelog).get(__version__, "1970-01-01"))
    when = format_datetime(datetime.combine(day, time(), UTC))
    return (
        f"{of.command} ({__version__}-1) unstable; urgency=medium\n\n  * See changelog.gz.\n\n"
        f" -- {maintainer(of)}  {when}\n"
    )


def placed(place: str, kind: str) -> str:
    """Return where systems with such packages look for a shared file; empty if only Debian does."""
    if kind == "deb":
        return place
    if place.startswith("lintian/") or place.endswith("changelog.Debian.gz"):
        return ""
    return place.replace("zsh/vendor-completions/", "zsh/site-functions/")


def maintainer(of: Identity) -> str:
    """Return who the package is by."""
    domain = ".".join(reversed(of.app_id.lower().split(".")[:-1]))
    return f"{of.developer} <{of.command}@{domain}>"


def licences(of: Identity) -> str:
    """Return the licence, and the names and licences of what is bundled."""
    lines = []
    for one in sorted(distributions(), key=lambda one: one.name.lower()):
        told = one.metadata.json
        terms = str(told.get("license_expression") or told.get("license") or "see its site").splitlines()[0]
        lines.append(f"  {one.name} {one.version}: {terms}")
    return "\n".join(
        [
            f"{of.name}, by {of.developer}; licence: {of.licence}.", "",
            (ROOT / "LICENSE").read_text(), "",
            "The fonts and icons have their licences beside them in the program's folder.",
            "Python (PSF-2.0), Qt (the GNU Lesser General Public License 3, on Debian in",
            "/usr/share/common-licenses/LGPL-3) and these Python packages come with it:", "",
            *lines, "",
        ]
    )  # fmt: skip


def package(of: Identity, kind: str) -> None:
    """Make the Debian or the RPM package with nfpm, https://nfpm.goreleaser.com/configuration/ ."""
    share = [
        {"src": str(source), "dst": f"/usr/share/{found}", "file_info": {"mode": 0o644}}
        for place, source in shared_files(of).items()
        if (found := placed(place, kind))
    ]
    settings: dict[str, Any] = {
        "name": of.command,
        "arch": {"x86_64": "amd64", "aarch64": "arm64"}[os.uname().machine],
        "version": __version__,
        "release": 1,
        "section": "utils",
        "maintainer": maintainer(of),
        "description": "\n".join([of.summary, *(line for one in of.description for line in wrap(one))]),
        "license": of.licence,
        "homepage": of.homepage,
        "depends": libraries.depends(kind),
        "recommends": RECOMMENDS[kind],
        "contents": [
            {"src": str(frozen()), "dst": HOME, "type": "tree"},
            {"src": f"../lib/{of.command}/intermezzo", "dst": f"/usr/bin/{of.command}", "type": "symlink"},
            *share,
        ],
        "scripts": {"postremove": str(LINUX / "after_remove.sh")},
        "deb": {"compression": "xz"},
        "rpm": {"compression": "xz", "group": "Applications/Productivity"},
    }
    file = WORK / f"{kind}.json"  # JSON is YAML
    file.write_bytes(msgspec.json.encode(settings))
    run(TOOLS / "nfpm", "package", "--config", file, "--packager", kind, "--target", OUT)


def app_image(of: Identity) -> None:
    """Make an AppImage where APPIMAGE_RUNTIME names the runtime; otherwise pack what would be in it.

    https://docs.appimage.org/reference/appdir.html: an AppImage is the runtime with a SquashFS of the folder.
    """
    folder = WORK / f"{of.name}.AppDir"
    shutil.copytree(frozen(), folder / HOME.lstrip("/"), symlinks=True)
    for place, source in shared_files(of).items():
        target = folder / "usr" / "share" / place
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
    (folder / "AppRun").symlink_to(f"{HOME.lstrip('/')}/intermezzo")
    (folder / f"{of.command}.desktop").symlink_to(f"usr/share/applications/{of.command}.desktop")
    icon = f"usr/share/icons/hicolor/256x256/apps/{of.command}.png"
    for name in (f"{of.command}.png", ".DirIcon"):
        (folder / name).symlink_to(icon)
    run("appstreamcli", "validate-tree", "--no-net", folder)
    run(folder / "AppRun", "--version")
    whole = OUT / f"{of.name}-{__version__}-{os.uname().machine}.AppImage"
    if runtime := os.environ.get("APPIMAGE_RUNTIME"):
        made = WORK / "squashfs"
        run("mksquashfs", folder, made, "-root-owned", "-noappend", "-comp", "zstd")
        whole.write_bytes(Path(runtime).read_bytes() + made.read_bytes())
        whole.chmod(0o755)
    else:
        same = ("--sort=name", "--owner=0", "--group=0", "--mtime=@0")
        run("tar", "-czf", whole.with_suffix(".AppDir.tar.gz"), *same, "-C", WORK, folder.name)


def bill_of_materials() -> None:
    """Write what is inside, from the lock file, as CycloneDX 1.5."""
    uv = shutil.which("uv", path=os.pathsep.join([os.environ["PATH"], str(ROOT / ".uv" / "bin")])) or "uv"
    target = OUT / f"intermezzo-{__version__}.cdx.json"
    run(uv, "export", "--quiet", "--locked", "--no-dev", "--format", "cyclonedx1.5", "-o", target)


def print_sums() -> None:
    """Write SHA256SUMS over all files, and print each with its size."""
    sums = []
    for file in sorted(one for one in OUT.iterdir() if one.is_file() and one.name != "SHA256SUMS"):
        sums.append(f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}")
        print(f"{file.stat().st_size / 1e6:7.1f} MB  {sums[-1]}")
    (OUT / "SHA256SUMS").write_text("\n".join(sums) + "\n")


if __name__ == "__main__":
    sys.exit(main())
