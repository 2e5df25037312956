"""What is told of newer versions."""

from intermezzo.core.newest_version import is_newer
from intermezzo.presenters import _


def newest_line(newest: str, ours: str, page: str) -> str:
    """Return what the page of releases said last; ``newest`` is empty while it has named no version."""
    if not newest:
        return _("The page of releases hasn’t answered yet. It is asked once a week.")
    if not is_newer(newest, ours):
        return _("You have the newest version.")
    return _("Version {version} is available at {page}").format(version=newest, page=page)
