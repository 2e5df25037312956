"""What one types to run this program, for the sentences that tell a command."""

from intermezzo.core.plain_text import escaped

_typed = ["intermezzo"]


def install_program(typed: str) -> None:
    """Tell commands with ``typed`` as their first words from now on."""
    _typed[0] = escaped(typed)


def typed() -> str:
    """Return the first words of every command of this program, as one types them in a terminal."""
    return _typed[0]
