"""The fault of what starts at login where it cannot be written."""

from collections.abc import Iterator
from contextlib import contextmanager

from intermezzo.core.faults import Fault


@contextmanager
def translate_errors(path: object = None) -> Iterator[None]:
    """Raise Fault for an OSError, with ``path`` or the file that the error names."""
    try:
        yield
    except OSError as error:
        raise Fault("autostart.unwritable", path=path or error.filename, why=error.strerror) from error
