"""Act before each call by which SQLite changes a file: it makes them itself, where Python cannot see them.

SQLite has a table of functions for files (a VFS). A copy of the usual one, with functions of ours in four
places, is made the default as long as the block runs.
"""

import _sqlite3  # private: its file is where the library is linked
import ctypes
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any, NamedTuple

_OPEN, _DELETE, _METHODS = 0, 1, 18
"""Places in a VFS, and how many functions are in it."""
_FILE_METHODS = 18
_WRITE, _TRUNCATE, _SYNC = 2, 3, 4
"""Places among the functions of a file."""
_FOR_WRITING = 0x06
"""SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE."""
_FULL, _CANNOT_OPEN, _IO_ERROR = 13, 14, 10
FLUSH = (_IO_ERROR | 4 << 8,)
"""The codes of a failed fsync."""


class Call(NamedTuple):
    """A call that changes a file: its number, from 1 on, and the codes with which it can fail."""

    number: int
    codes: tuple[int, ...]


class _Vfs(ctypes.Structure):
    _fields_ = (
        ("version", ctypes.c_int),
        ("file_size", ctypes.c_int),
        ("longest_name", ctypes.c_int),
        ("next", ctypes.c_void_p),
        ("name", ctypes.c_char_p),
        ("own", ctypes.c_void_p),
        ("functions", ctypes.c_void_p * _METHODS),
    )


class _FileMethods(ctypes.Structure):
    _fields_ = (("version", ctypes.c_int), ("functions", ctypes.c_void_p * _FILE_METHODS))


class _File(ctypes.Structure):
    _fields_ = (("methods", ctypes.POINTER(_FileMethods)),)


_FilePointer = ctypes.POINTER(_File)
_Open = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p, _FilePointer, ctypes.c_int, ctypes.c_void_p
)
_Delete = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)
_Write = ctypes.CFUNCTYPE(ctypes.c_int, _FilePointer, ctypes.c_void_p, ctypes.c_int, ctypes.c_int64)
_Truncate = ctypes.CFUNCTYPE(ctypes.c_int, _FilePointer, ctypes.c_int64)
_Sync = ctypes.CFUNCTYPE(ctypes.c_int, _FilePointer, ctypes.c_int)
_CODES = {_WRITE: (_FULL, _IO_ERROR | 3 << 8), _TRUNCATE: (_IO_ERROR | 6 << 8,), _SYNC: FLUSH}
"""The codes with which each can fail: ``SQLITE_FULL``, and ``SQLITE_IOERR_…`` of its kind."""


@cache
def library() -> Any:
    """Return the library of SQLite that Python uses; None where its functions cannot be reached."""
    found = ctypes.CDLL(getattr(_sqlite3, "__file__", None))  # without a file it is a part of the program
    if not hasattr(found, "sqlite3_vfs_find"):
        return None
    found.sqlite3_vfs_find.restype = ctypes.POINTER(_Vfs)
    return found


@contextmanager
def before_each(act: Callable[[Call], int]) -> Iterator[None]:
    """Call ``act`` before each call; where it returns a code that is not 0, the call fails with that."""
    usual = library().sqlite3_vfs_find(None)
    kept: list[object] = []  # what SQLite has pointers to
    ours = _copy(usual.contents, act, kept)
    library().sqlite3_vfs_register(ctypes.byref(ours), 1)
    try:
        yield
    finally:
        library().sqlite3_vfs_unregister(ctypes.byref(ours))
        library().sqlite3_vfs_register(usual, 1)
        _KEPT.append(kept)


_KEPT: list[list[object]] = []
"""A connection may outlive the block."""


def _copy(usual: _Vfs, act: Callable[[Call], int], kept: list[object]) -> _Vfs:
    count = 0
    tables: dict[int, _FileMethods] = {}

    def code(codes: tuple[int, ...]) -> int:
        nonlocal count
        count += 1
        return act(Call(count, codes))

    def hooked(kind: Any, usual_function: int, codes: tuple[int, ...]) -> int:
        """Return a function that first asks ``act``."""
        real = kind(usual_function)
        function = kind(lambda *given: code(codes) or real(*given))
        kept.extend((real, function))
        return ctypes.cast(function, ctypes.c_void_p).value or 0

    def table_of(methods: Any) -> _FileMethods:
        address = ctypes.addressof(methods.contents)
        if address not in tables:
            tables[address] = made = _FileMethods.from_buffer_copy(methods.contents)
            for place, kind in ((_WRITE, _Write), (_TRUNCATE, _Truncate), (_SYNC, _Sync)):
                made.functions[place] = hooked(kind, made.functions[place], _CODES[place])
            kept.append(made)
        return tables[address]

    real_open = _Open(usual.functions[_OPEN])

    def opened(vfs: int, name: int, file: Any, flags: int, out: int) -> int:
        if flags & _FOR_WRITING and (failed := code((_CANNOT_OPEN,))):
            file.contents.methods = None
            return failed
        result: int = real_open(vfs, name, file, flags, out)
        if result == 0:
            file.contents.methods = ctypes.pointer(table_of(file.contents.methods))
        return result

    own_open = _Open(opened)
    ours = _Vfs.from_buffer_copy(usual)
    ours.name, ours.next = b"refusing", None
    ours.functions[_OPEN] = ctypes.cast(own_open, ctypes.c_void_p).value or 0
    ours.functions[_DELETE] = hooked(_Delete, usual.functions[_DELETE], (_IO_ERROR | 10 << 8,))
    kept.extend((real_open, own_open, ours))
    return ours
