"""Reading busy times from calendars. Every source returns a ``results.Reading``; files are read by ``ics``.

This file imports nothing, so that the child process, which is a module of this package, starts fast.
"""
