"""What a folder lies on."""

import sys
from pathlib import Path, PureWindowsPath

import pytest

from intermezzo.adapters.system import file_systems

MOUNTS = """\
/dev/vda / ext4 rw 0 0
host:/home /home nfs4 rw 0 0
/dev/sdb /home/me/local\\040disk ext4 rw 0 0
sshfs /mnt/there fuse.sshfs rw 0 0
host:/t /mnt/a\\011tab\\134 nfs4 rw 0 0
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/home/me", "nfs4"),
        ("/home/me/local disk/x", "ext4"),
        ("/mnt/there", "fuse.sshfs"),
        ("/mnt/thereabouts", "ext4"),
        ("/mnt/a\ttab\\/x", "nfs4"),
        ("/", "ext4"),
    ],
)
def test_a_remote_file_system_is_known_by_its_mount(folder: str, kind: str) -> None:
    assert file_systems.file_system(Path(folder), MOUNTS) == kind
    assert (kind in file_systems.REMOTE) == (kind != "ext4")


@pytest.mark.skipif(sys.platform != "linux", reason="/proc is Linux")
def test_that_of_this_computer_is_read() -> None:
    assert file_systems.file_system(Path("/proc/self")) == "proc"


@pytest.mark.parametrize(
    ("folder", "by"),
    [
        ("/home/me/Dropbox/intermezzo", "Dropbox"),
        ("/home/me/OneDrive - Work/x", "OneDrive"),
        ("/home/me/Droppings", ""),
    ],
)
def test_a_synced_folder_is_known_by_its_name(folder: str, by: str) -> None:
    assert file_systems.synced_by(Path(folder)) == by


def test_a_share_of_windows_is_remote() -> None:
    assert file_systems.remote_drive(PureWindowsPath(r"\\server\share\me")) == "network"
    assert file_systems.remote_drive(Path("/home/me")) == ""
