"""Reading busy times from calendars: ``reading`` returns a ``results.Reading``.

``fetch`` gets what is not a file, ``parse`` reads iCalendar text; each runs in a child process. This file
imports nothing, so that the children start fast.
"""
