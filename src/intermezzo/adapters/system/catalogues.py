"""Catalogues of translated sentences: ``folder/de/LC_MESSAGES/intermezzo.mo``."""

import gettext
import io
import logging
import struct
from collections.abc import Sequence
from pathlib import Path

from intermezzo.adapters.system import user_files

DOMAIN = "intermezzo"
WRITTEN_IN = "en"
"""The language of the texts in the source, which needs no catalogue."""
MOST_BYTES = 4 * 1024 * 1024

_log = logging.getLogger(__name__)


def load(folder: Path, preferred: Sequence[str] = ()) -> tuple[gettext.NullTranslations, tuple[str, ...]]:
    """Return the catalogue of the first ``preferred`` language that has one, and the languages to read in.

    Languages are codes such as ``de_AT``, best first; ``de`` is looked for after ``de_AT``. Languages after
    English are ignored. Without a catalogue that can be read the texts stay as written.
    """
    codes = tuple(part for code in preferred for part in dict.fromkeys((code, code.partition("_")[0])))
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
