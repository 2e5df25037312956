"""Read the policy of an organisation; it is never written here."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from intermezzo.adapters.system import toml_text
from intermezzo.adapters.system.time_zones import zone_known
from intermezzo.core.faults import Message, message
from intermezzo.core.plain_text import one_line
from intermezzo.core.settings import SPECS
from intermezzo.core.settings_check import UnfitError, fitted, needed, shown
from intermezzo.core.system_policy import NO_POLICY, PERSONAL, SystemPolicy

MOST_BYTES = 64 * 1024
_LONGEST_NAME = 80
"""Characters of an organisation's name that are shown."""


def read(path: Path) -> tuple[SystemPolicy, tuple[Message, ...]]:
    """Return the policy, and a message about each part that is not used. Without a file nothing is set."""
    found = toml_text.read(path, MOST_BYTES)
    if isinstance(found, toml_text.Unread):
        if found.what.code == "file.missing":
            return NO_POLICY, ()
        return NO_POLICY, (message("policy.not_used", path=path, why=found.what, line=found.line),)
    data = found[1]
    wrong = [
        message("policy.unknown_key", path=path, key=key)
        for key in data
        if key not in {"organisation", "set", "lock"}
    ]
    name = data.get("organisation", "")
    if not isinstance(name, str) or not name.strip():
        wrong.append(message("policy.no_name", path=path))
        name = ""
    defaults, fixed = (_values(path, data.get(table, {}), wrong) for table in ("set", "lock"))
    return SystemPolicy(one_line(name, _LONGEST_NAME), defaults, fixed), tuple(wrong)


def _values(path: Path, table: object, wrong: list[Message]) -> Mapping[str, Any]:
    """Return the values of a table that can be used; add a message for each other."""
    values: dict[str, Any] = {}
    if not isinstance(table, Mapping):
        wrong.append(message("policy.no_table", path=path))
        return values
    for key, raw in table.items():
        if key not in SPECS:
            wrong.append(message("policy.unknown_key", path=path, key=key))
        elif key in PERSONAL:
            wrong.append(message("policy.personal", path=path, key=key))
        else:
            try:
                values[key] = fitted(key, raw, zone_known)
            except UnfitError as unfit:
                how = needed(key, unfit.need)
                wrong.append(message("policy.unfit", path=path, key=key, value=shown(unfit.value), how=how))
    return values
