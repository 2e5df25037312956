"""The languages that the user set for the whole desktop."""

from collections.abc import Mapping

VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
"""As gettext reads them: the first that is set counts, and may name several with colons between."""


def preferred(environment: Mapping[str, str]) -> tuple[str, ...]:
    """Codes such as ``de_AT``, the dearest first; none where no language is set."""
    named = next((words for name in VARIABLES if (words := environment.get(name))), "")
    codes = (one.partition("@")[0].partition(".")[0] for one in named.split(":"))
    return tuple(code for code in codes if code not in {"", "C", "POSIX"})
