"""What a folder lies on, and whether it is shared with other machines."""

import re
import sys
from pathlib import Path, PurePath

REMOTE = frozenset(
    {
        "9p", "afs", "ceph", "cifs", "davfs", "fuse.davfs", "fuse.glusterfs", "fuse.rclone", "fuse.s3fs",
        "fuse.sshfs", "glusterfs", "ncpfs", "nfs", "nfs4", "smb3", "smbfs",
    }
)  # fmt: skip
SYNCED = (
    "Dropbox", "OneDrive", "Google Drive", "GoogleDrive", "iCloud Drive", "Mobile Documents", "Nextcloud",
    "ownCloud", "pCloud", "Syncthing", "Sync",
)  # fmt: skip
_MOUNTS = Path("/proc/self/mounts")
_ESCAPED = re.compile(r"\\([0-7]{3})")
"""A space, tab, line feed or backslash in it (proc_pid_mounts(5))."""


def shared(path: Path) -> str:
    """Return what shares the folder of ``path`` (nfs4, Dropbox …); empty if nothing is known to.

    SQLite's WAL is not used there: its shared memory works on one host (sqlite.org/wal.html, "Overview").
    """
    folder = path.parent.resolve()
    kind = file_system(folder)
    return synced_by(folder) or remote_drive(folder) or (kind if kind in REMOTE else "")


def synced_by(folder: PurePath) -> str:
    """Return the synchronisation service whose folder this is in, by its usual name; empty if none."""
    pairs = ((part, name) for part in folder.parts for name in SYNCED)
    return next((name for part, name in pairs if part == name or part.startswith(f"{name} -")), "")


def file_system(folder: PurePath, mounts: str = "") -> str:
    """Return the type of a folder's file system, by ``mounts`` or /proc/self/mounts; empty if unknown."""
    if not mounts and _MOUNTS.exists():
        mounts = _MOUNTS.read_text(encoding="utf-8", errors="surrogateescape")
    best, kind = "", ""
    for line in mounts.splitlines():
        fields = line.split()
        if len(fields) < 3:
            continue
        point = _ESCAPED.sub(lambda found: chr(int(found[1], 8)), fields[1])
        inside = folder.as_posix() == point or folder.as_posix().startswith(point.rstrip("/") + "/")
        if inside and len(point) >= len(best):
            best, kind = point, fields[2]
    return kind


def remote_drive(folder: PurePath) -> str:
    """Return "network" if Windows reports a network drive, else an empty string."""
    if folder.drive.startswith("\\\\"):
        return "network"
    if sys.platform == "win32":
        import ctypes

        remote = 4
        return "network" if ctypes.windll.kernel32.GetDriveTypeW(f"{folder.drive}\\") == remote else ""
    return ""
