"""Bring the bytes of a calendar into one form, and tell what is no calendar at all."""

import mmap
import re

from intermezzo.adapters.calendars.parse.protocol import Trouble

Data = bytes | mmap.mmap

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_UTF_16 = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_UTF_16_WITHOUT_MARK = {b"B\0E\0": "utf-16-le", b"\0B\0E": "utf-16-be"}
_NUL = re.compile(rb"\0")
_OLD_LINE_END = re.compile(rb"\r[^\n]")
_LINE_END = re.compile(rb"\r+\n?|\n")
FOLD = re.compile(rb"(?:\r?\n)+[ \t]")
_FOLDED_EDGE = re.compile(rb"\n(?:[BbEe][A-Za-z]{0,3}|(?i:BEGIN|END):?[A-Za-z-]*)\r?\n[ \t]")
"""Half of a BEGIN or END; nearly all programs fold long lines only."""
_SIGN = re.compile(rb"BEGIN[ \t]*:[ \t]*(?:VCALENDAR|VEVENT|VFREEBUSY)", re.IGNORECASE)
_BLANK = re.compile(rb"\s*\Z")
_START = 4096
PIECE = 16 * 1024 * 1024
"""Bytes of a mapped file that are looked at before memory is given back."""


def in_one_form(data: Data) -> Data:
    """Return the data in an encoding that contains ASCII, without NUL, each line ending with LF or CR LF.

    Data in this form already, as nearly all is, is returned as it is.
    """
    head = bytes(data[:4])
    encoding = _UTF_16.get(head[:2]) or _UTF_16_WITHOUT_MARK.get(head)
    if encoding:
        data = bytes(data).decode(encoding, "replace").encode()
    if _has(data, _NUL):
        data = bytes(data).replace(b"\0", b"")
    if _has(data, _OLD_LINE_END):
        data = _LINE_END.sub(b"\n", data)
    if _has(data, _FOLDED_EDGE):
        data = FOLD.sub(b"", data)
    return data


def release(data: Data, until: int) -> None:
    """Give back the memory of a mapped file before an offset; it is mapped again if it is looked at."""
    if isinstance(data, mmap.mmap) and hasattr(mmap, "MADV_DONTNEED"):
        data.madvise(mmap.MADV_DONTNEED, 0, until - until % mmap.PAGESIZE)


def _has(data: Data, pattern: re.Pattern[bytes]) -> bool:
    for place in range(0, len(data), PIECE):
        if pattern.search(data, place, place + PIECE + 1):
            return True
        release(data, place)
    return False


def trouble_of(data: Data) -> Trouble | None:
    """Return why the data is no calendar, or None."""
    if _SIGN.search(data):
        return None
    if _BLANK.match(data):
        return Trouble.EMPTY
    start = bytes(data[:_START]).removeprefix(_BYTE_ORDER_MARK).lstrip()
    return Trouble.WEB_PAGE if start.startswith(b"<") else Trouble.NOT_A_CALENDAR
