"""The program itself: what one types to run it, whether it is the newest version, the report of an error."""

from collections.abc import Sequence

from intermezzo.core.newest_version import is_newer
from intermezzo.core.plain_text import escaped
from intermezzo.presenters import _

_typed = ["intermezzo"]


def install_program(typed: str) -> None:
    """Tell commands with ``typed`` as their first words from now on."""
    _typed[0] = escaped(typed)


def typed() -> str:
    """Return the first words of every command of this program, as one types them in a terminal."""
    return _typed[0]


def newest_line(newest: str, ours: str, page: str) -> str:
    """Return what the page of releases said last; ``newest`` is empty while it has named no version."""
    if not newest:
        return _("The page of releases hasn’t answered yet. It is asked once a week.")
    if not is_newer(newest, ours):
        return _("You have the newest version.")
    return _("Version {version} is available at {page}").format(version=newest, page=page)


def report(version: str, python: str, qt: str, system: str, trace: Sequence[str]) -> str:
    """Return the whole report of an error. It is not translated: those who mend it read it, not the user."""
    about = f"Intermezzo {version}\nPython {python}, Qt {qt}\n{system}\n"
    return about + "\n" + "\n".join(trace) + "\n"
