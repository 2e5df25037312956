"""Runs first in the frozen program, on Linux: lets what it starts have the environment as it was.

PyInstaller's loader names our folder in LD_LIBRARY_PATH, which this process has read by now. A browser that
opens a meeting's link would look for its libraries there too.
https://pyinstaller.org/en/stable/runtime-information.html#ld-library-path-libpath-considerations
"""

import os

before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
os.environ.pop("LD_LIBRARY_PATH", None)
if before is not None:
    os.environ["LD_LIBRARY_PATH"] = before
