"""The report of an error, for those who mend it."""

from collections.abc import Sequence


def report(version: str, python: str, qt: str, system: str, trace: Sequence[str]) -> str:
    """Return the whole text. It is not translated: it is read by others than the user."""
    about = f"Intermezzo {version}\nPython {python}, Qt {qt}\n{system}\n"
    return about + "\n" + "\n".join(trace) + "\n"
