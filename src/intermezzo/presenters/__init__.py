"""Codes and numbers → sentences, through gettext; used by ui and cli alike."""

from intermezzo.presenters.i18n import gettext as _
from intermezzo.presenters.i18n import install, languages, ngettext

__all__ = ["_", "install", "languages", "ngettext"]
