"""Turn codes and numbers into sentences and views, for ui and cli."""

from intermezzo.presenters.i18n import gettext as _
from intermezzo.presenters.i18n import install, languages, ngettext

__all__ = ["_", "install", "languages", "ngettext"]
