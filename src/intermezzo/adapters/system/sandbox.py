"""Whether the program runs as a Flatpak: in a sandbox, under an id of its own.

https://docs.flatpak.org/en/latest/sandbox-permissions.html
"""

import os


def flatpak_id() -> str:
    """Return the id of the Flatpak that this program is; empty outside one."""
    return os.environ.get("FLATPAK_ID", "")


def entry_name() -> str:
    """Return the name of the menu entry without its ending: that of a Flatpak is its id."""
    return flatpak_id() or "intermezzo"
