"""Codes and numbers → sentences, through gettext; used by ui and cli alike."""

from intermezzo.words.catalogue import gettext as _
from intermezzo.words.catalogue import install, languages, ngettext

__all__ = ["_", "install", "languages", "ngettext"]
