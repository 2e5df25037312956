"""Cells of a CSV file that a spreadsheet shows as text, whatever they begin with.

See OWASP, "CSV Injection": a cell is taken for a formula if it begins with ``= + - @``, a tab or a carriage
return; some programs skip spaces before the sign, or read its full-width form. An apostrophe before it makes
it text.
"""

import re

_NEEDS_APOSTROPHE = re.compile("[\\s\x00-\x1f\ufeff]*[=+\\-@＝＋－＠]|[\t\r\n']")


def as_text(cell: str) -> str:
    """Return the cell with an apostrophe before it if a spreadsheet could take it for a formula."""
    return f"'{cell}" if _NEEDS_APOSTROPHE.match(cell) else cell


def as_written(cell: str) -> str:
    """Return what ``as_text`` was given."""
    return cell[1:] if cell.startswith("'") and _NEEDS_APOSTROPHE.match(cell[1:]) else cell
