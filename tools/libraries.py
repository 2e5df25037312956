"""The libraries that the frozen program asks of a system, by the names that deb and rpm have for them."""

import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

GLIBC = "2.36"
"""That of Debian 12, on which the packages are built."""
PACKAGES: Mapping[str, str] = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libbrotlicommon.so.1": "libbrotli1",
    "libbrotlidec.so.1": "libbrotli1",
    "libcrypto.so.3": "libssl3",
    "libdbus-1.so.3": "libdbus-1-3",
    "libexpat.so.1": "libexpat1",
    "libffi.so.8": "libffi8",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libgcc_s.so.1": "libgcc-s1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "liblzma.so.5": "liblzma5",
    "libpulse.so.0": "libpulse0",
    "libsqlite3.so.0": "libsqlite3-0",
    "libssl.so.3": "libssl3",
    "libstdc++.so.6": "libstdc++6",
    "libuuid.so.1": "libuuid1",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-screensaver.so.0": "libxcb-screensaver0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
}
"""The Debian package of each. An rpm asks for the library, since distributions name packages differently.

Those of PulseAudio and of the screen saver are opened while the program runs, so no file of it needs them.
"""
DEBIAN_ONLY: Mapping[str, str] = {"libbz2.so.1.0": "libbz2-1.0"}
"""Of another name elsewhere; Python does without."""
OF_GLIBC = ("libc.so.", "libm.so.", "libdl.so.", "libpthread.so.", "libresolv.so.", "ld-linux-")
WHERE_IT_IS = ("libqgtk3.so", "libqglib.so")
"""Plugins that Qt uses only where GTK and GIO are."""


def depends(kind: str) -> list[str]:
    """Return what a ``deb`` or an ``rpm`` asks for."""
    if kind == "deb":
        return [f"libc6 (>= {GLIBC})", *sorted({*PACKAGES.values(), *DEBIAN_ONLY.values()})]
    return [f"glibc >= {GLIBC}", *(f"{name}()(64bit)" for name in sorted(PACKAGES))]


def unknown(folder: Path) -> list[str]:
    """Return the libraries that programs in the folder need, and that neither it nor a package brings."""
    files = [one for one in folder.rglob("*") if one.is_file() and one.read_bytes()[:4] == b"\x7fELF"]
    brought = {one.name for one in folder.rglob("*.so*")}
    asked = {name for one in files if one.name not in WHERE_IT_IS for name in _needed(one)}
    known = brought | PACKAGES.keys() | DEBIAN_ONLY.keys()
    return sorted(one for one in asked - known if not one.startswith(OF_GLIBC))


def _needed(file: Path) -> Iterator[str]:
    """Return the libraries that the loader looks for when it loads the file."""
    words = ["readelf", "--dynamic", "--wide", str(file)]
    told = subprocess.run(words, capture_output=True, text=True, check=True, env={"LC_ALL": "C"})
    for line in told.stdout.splitlines():
        if "(NEEDED)" in line:
            yield line.partition("[")[2].rstrip("]")
