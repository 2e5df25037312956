"""What a search has found, for screen readers."""

from intermezzo.presenters import _, ngettext


def movements_found(count: int) -> str:
    """Return how many movements were found."""
    words = ngettext("{n} movement", "{n} movements", count)
    return words.format(n=count) if count else _("Nothing found")


def sessions_found(count: int) -> str:
    """Return how many sessions were found."""
    words = ngettext("{n} session", "{n} sessions", count)
    return words.format(n=count) if count else _("Nothing found")
