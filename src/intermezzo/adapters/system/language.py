"""The languages that the user chose for the desktop, and catalogues of translated sentences."""

import gettext
import io
import logging
import struct
from collections.abc import Mapping, Sequence
from pathlib import Path

from intermezzo.adapters.system import user_files

VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
"""In the order of gettext: the first that is set counts; it may list several, separated by colons."""
_MEASURES = ("LC_ALL", "LC_MEASUREMENT", "LANG")
_POUNDS = frozenset({"US", "LR", "MM"})
DOMAIN = "intermezzo"
WRITTEN_IN = "en"
"""The language of the texts in the source, which needs no catalogue."""
MOST_BYTES = 4 * 1024 * 1024

_log = logging.getLogger(__name__)


def preferred(environment: Mapping[str, str]) -> tuple[str, ...]:
    """Return codes such as ``de_AT``, the preferred first; none if no language is set."""
    named = next((words for name in VARIABLES if (words := environment.get(name))), "")
    codes = (one.partition("@")[0].partition(".")[0] for one in named.split(":"))
    # A code is part of the path of a file.
    return tuple(code for code in codes if code not in {"C", "POSIX"} and code.replace("_", "").isalnum())


def uses_pounds(environment: Mapping[str, str]) -> bool:
    """Return whether the country that the user chose for measures weighs in pounds."""
    named = next((words for name in _MEASURES if (words := environment.get(name))), "")
    return named.partition("@")[0].partition(".")[0].partition("_")[2] in _POUNDS


def load(folder: Path, languages: Sequence[str] = ()) -> tuple[gettext.NullTranslations, tuple[str, ...]]:
    """Return the catalogue of the first of the ``languages`` that has one, and the languages to read in.

    They are codes such as ``de_AT``, best first; ``de`` is looked for after ``de_AT``. Languages after
    English are ignored. Without a catalogue that can be read the texts stay as written.
    """
    codes = tuple(part for code in languages for part in dict.fromkeys((code, code.partition("_")[0])))
    wanted = codes[: codes.index(WRITTEN_IN)] if WRITTEN_IN in codes else codes
    for code in wanted:
        path = folder / code / "LC_MESSAGES" / f"{DOMAIN}.mo"
        if path.is_file() and (found := _read(path)) is not None:
            return found, wanted
    return gettext.NullTranslations(), wanted


def _read(path: Path) -> gettext.NullTranslations | None:
    """Return the catalogue of a file; None, and a line in the log, if it is damaged."""
    why: object
    raw = why = user_files.content(path, MOST_BYTES)
    if isinstance(raw, bytes):
        try:
            # gettext limits the length and the depth of a plural rule itself.
            return gettext.GNUTranslations(io.BytesIO(raw))
        except (OSError, ValueError, LookupError, struct.error) as error:
            why = error
    _log.warning("%s: no catalogue: %s", path, why)
    return None
