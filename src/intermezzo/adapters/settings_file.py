"""Read and write the settings as a TOML file: values are checked one by one, comments are kept."""

import dataclasses
import json
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from intermezzo.adapters.system import atomic_file, toml_text, user_files
from intermezzo.adapters.system.time_zones import zone_known
from intermezzo.core.faults import Fault, Message, message
from intermezzo.core.settings import GROUPS, SPECS, STEADY_CHAIR, Calendar, Settings
from intermezzo.core.settings_check import DEFAULTS, UnfitError, fitted, needed, shown
from intermezzo.core.system_policy import NO_POLICY, SystemPolicy

if TYPE_CHECKING:
    from tomlkit import TOMLDocument

MOST_BYTES = 256 * 1024
"""Usual settings take a few kilobytes; a larger file is not read."""
UNSAVED = "unsaved-settings.json"
"""The file of settings that wait until their own file can be written."""
_CALENDAR: Mapping[str, Any] = {
    one.name: [] if one.default == () else one.default for one in dataclasses.fields(Calendar)
}
"""The defaults of a calendar's fields, as TOML has them; those that are unset are not written."""
_REPLACED: Mapping[str, tuple[object, str]] = {"notify": (True, "offer")}
"""Keys of earlier versions: the value that has no effect any more, and the key that is in its place."""


def read(path: Path, policy: SystemPolicy = NO_POLICY) -> tuple[Settings, dict[str, Message]]:
    """Return the settings, and a message about each faulty key; the key "" is the whole file.

    Without a file all settings have their defaults, or those of the policy. A faulty value is replaced by
    its default. A file that is not TOML, or breaks a limit, is renamed to ``settings.toml.corrupt-1``
    (2, 3 …).
    """
    found = toml_text.read(path, MOST_BYTES)
    if not isinstance(found, toml_text.Unread):
        return _settings(path, found[1], policy)
    unset = _settings(path, {}, policy)[0]
    if found.what.code == "file.missing":
        return unset, {}
    if found.damaged:
        return unset, {"": _set_aside(path, _why(found))}
    return unset, {"": message("settings.not_used", path=path, why=_why(found))}


def read_again(
    path: Path, before: Settings, policy: SystemPolicy = NO_POLICY
) -> tuple[Settings, dict[str, Message]]:
    """Return the same, some time after the settings ``before`` were read from the file.

    They are returned where the file is missing, empty or faulty as a whole, or changes while it is read. It
    is not renamed: somebody may be saving it just now, and a part of it can be TOML, too.
    """
    begun = stamp(path)
    found = toml_text.read(path, MOST_BYTES)
    if isinstance(found, toml_text.Unread):
        missing = not begun or found.what.code == "file.missing"
        return before, {} if missing else {"": message("settings.not_read_again", path=path, why=_why(found))}
    text, values = found
    whole = text and stamp(path) == begun  # numbers of a file may stay the same for some milliseconds
    return _settings(path, values, policy) if whole else (before, {})


def stamp(path: Path) -> tuple[int, ...]:
    """Return numbers that change with the file; () if there is none, or nothing in it."""
    time, size, *others = user_files.stamp(path) or (0, 0)
    return (time, size, *others) if size else ()


def _why(found: toml_text.Unread) -> Message:
    if found.what.code.startswith("file."):
        return found.what
    return message("settings.in_file", what=found.what, line=found.line, column=found.column)


def write(path: Path, settings: Settings, policy: SystemPolicy = NO_POLICY) -> None:
    """Write the settings to the file, atomically; it is on the disk when this returns.

    Comments, order, unknown keys and what the policy has fixed are kept. Raise Fault if it cannot be written.
    """
    try:
        # A symbolic link is kept: the file that it points to is replaced.
        target = path.resolve()
    except (OSError, RuntimeError) as error:  # RuntimeError: links in a circle, before Python 3.13
        raise Fault("settings.not_saved_unreadable", path=path, why=error) from error
    document = _existing(target)
    if document is None:
        text = _new(settings, policy)
    else:
        _update(document, settings, policy)
        text = document.as_string()
    if _settings(path, tomllib.loads(text), policy)[0] != settings:
        raise RuntimeError("the settings would not be read back as they were written")
    if len(text.encode()) > MOST_BYTES:
        raise Fault("settings.not_saved", path=path, why=message("file.too_large", most=MOST_BYTES // 1024))
    try:
        atomic_file.write(target, text.encode())
    except OSError as error:
        raise Fault("settings.not_saved", path=path, why=error.strerror) from error


def keep_unsaved(folders: Sequence[Path], before: Settings, settings: Settings) -> None:
    """Write settings that their own file does not take to the first of the folders that can be written.

    ``before`` are those that the file holds. Raise OSError if no folder can be written.
    """
    raw = json.dumps({"before": _new(before), "after": _new(settings)}).encode()
    refused = OSError()
    for folder in folders:
        try:
            atomic_file.write(folder / UNSAVED, raw)
        except OSError as error:
            refused = error
        else:
            return
    raise refused


def unsaved(folders: Sequence[Path]) -> tuple[Settings, Settings] | None:
    """Return what ``keep_unsaved`` has written: the settings before and after the change; None if nothing."""
    for folder in folders:
        path = folder / UNSAVED
        try:
            kept = {name: tomllib.loads(text) for name, text in json.loads(path.read_bytes()).items()}
            return _settings(path, kept["before"])[0], _settings(path, kept["after"])[0]
        except (OSError, ValueError, TypeError, AttributeError, KeyError, RecursionError):
            continue  # none is kept there, or it is not ours
    return None


def forget_unsaved(folders: Sequence[Path]) -> None:
    """Delete the files of ``keep_unsaved``. Raise OSError."""
    for folder in folders:
        (folder / UNSAVED).unlink(missing_ok=True)


def forget_set_aside(path: Path) -> None:
    """Delete the files that were set aside because they could not be read. Raise OSError."""
    for aside in path.parent.glob(f"{path.name}.corrupt-*"):
        aside.unlink()


def _settings(
    path: Path, data: Mapping[str, Any], policy: SystemPolicy = NO_POLICY
) -> tuple[Settings, dict[str, Message]]:
    defaults = {**DEFAULTS, **policy.defaults}
    values: dict[str, Any] = dict(policy.defaults)
    messages: dict[str, Message] = {}
    for key, raw in _renewed(data).items():
        if key in _REPLACED:
            gone, new = _REPLACED[key]
            if raw is gone:
                messages[key] = message("settings.replaced_key", path=path, key=key, new=new)
            continue
        if key not in SPECS:
            if near := _misspelt(key, data):
                messages[key] = message("settings.unknown_key", path=path, key=shown(key), near=near[0])
            continue
        try:
            values[key] = fitted(key, raw, zone_known)
        except UnfitError as unfit:
            messages[key] = message(
                "settings.unfit",
                path=path,
                key=key,
                value=shown(unfit.value),
                how=needed(key, unfit.need),
                default=shown(_plain(defaults[key])),
            )
    return policy.applied(Settings(**values)), messages


def _renewed(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the keys of a file as this version has them: a chair that doesn’t roll was equipment once."""
    listed = data.get("equipment")
    if not isinstance(listed, list) or STEADY_CHAIR not in listed:
        return data
    return {"chair": "steady", **data, "equipment": [one for one in listed if one != STEADY_CHAIR]}


def _misspelt(key: str, data: Mapping[str, Any]) -> list[str]:
    """Return the known key that an unknown one seems to mean; other unknown keys are accepted."""
    import difflib

    return [one for one in difflib.get_close_matches(key, SPECS, n=1, cutoff=0.8) if one not in data]


def _set_aside(path: Path, why: Message) -> Message:
    """Rename the file, so that its content is not lost; return the message about it."""
    number = 1
    while (aside := path.with_name(f"{path.name}.corrupt-{number}")).exists():
        number += 1
    try:
        path.rename(aside)
    except OSError as error:
        return message("settings.not_set_aside", path=path, why=why, error=error.strerror)
    return message("settings.set_aside", path=path, why=why, aside=aside.name)


def _plain(value: Any) -> Any:
    """Return a setting as a type that TOML has."""
    if isinstance(value, Calendar):
        entry = {name: _plain(one) for name, one in dataclasses.asdict(value).items()}
        return {name: one for name, one in entry.items() if name == "path" or one != _CALENDAR[name]}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return value


def _existing(path: Path) -> "TOMLDocument | None":
    """Return the document of the file to change, None if there is none. Raise Fault if it cannot be read.

    A damaged one stays as it is: somebody has changed it since it was read, and may be about to mend it.
    """
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    found = toml_text.read(path, MOST_BYTES)
    if isinstance(found, toml_text.Unread):
        if found.damaged:
            raise Fault("settings.not_saved_damaged", path=path, why=_why(found))
        if found.what.code != "file.missing":
            raise Fault("settings.not_saved_unreadable", path=path, why=found.what)
        return None
    try:
        return tomlkit.parse(found[0]) if found[0].strip() else None
    except (ValueError, TOMLKitError, RecursionError) as error:
        _set_aside(path, message("toml.not_toml", why=str(error)))
        return None


def _update(document: "TOMLDocument", settings: Settings, policy: SystemPolicy) -> None:
    """Set the keys whose values differ from the settings, and only these; drop those of earlier versions."""
    from tomlkit.items import AoT, Table

    before = document.unwrap()
    for key in _REPLACED.keys() & before.keys():
        document.remove(key)
    defaults = {**DEFAULTS, **policy.defaults}
    for key in SPECS:
        if key in policy.fixed:
            continue
        wanted = _plain(getattr(settings, key))
        if key not in before:
            if wanted != _plain(defaults[key]):
                document[key] = _item(wanted)
        elif not _is_read_as(key, before[key], getattr(settings, key)):
            if isinstance(document[key], Table | AoT):
                # A plain key must stand before all tables: removed first, tomlkit puts it there.
                document.remove(key)
            document[key] = _item(_with_unknown(wanted, before[key]) if key == "calendars" else wanted)


def _is_read_as(key: str, raw: object, value: object) -> bool:
    """Return whether the file's value is read as the wanted one, however it is written."""
    try:
        return bool(fitted(key, raw, zone_known) == value)
    except UnfitError:
        return False


def _with_unknown(value: list[dict[str, Any]], plain: object) -> list[dict[str, Any]]:
    """Return the calendars with the unknown keys that they have in the file."""
    entries = [one for one in plain if isinstance(one, dict)] if isinstance(plain, list) else []
    others = {one.get("path"): {k: v for k, v in one.items() if k not in _CALENDAR} for one in entries}
    return [{**one, **others.get(one["path"], {})} for one in value]


def _item(value: Any) -> Any:
    import tomlkit

    if not isinstance(value, list):
        return tomlkit.item(value)
    array = tomlkit.array()  # of a list of tables tomlkit.item would make [[…]]
    array.extend(value)
    return array.multiline(multiline=any(isinstance(one, dict) for one in value))


def _new(settings: Settings, policy: SystemPolicy = NO_POLICY) -> str:
    """Return the text of a new file: every setting, with its label and help as comments."""
    lines = ["# Settings of Intermezzo. Everything can be changed in its window too.", ""]
    for group in GROUPS:
        for key, spec in SPECS.items():
            if spec.group == group:
                lines.append("# " + (f"{spec.label}: {spec.help}" if spec.help else spec.label))
                if spec.form == "choices":
                    values = ", ".join(value for value, _label in spec.choices)
                    lines.append(f"# Any of: {values}")
                mark = "# fixed by policy: " if key in policy.fixed else ""
                lines.append(f"{mark}{key} = {_item(_plain(getattr(settings, key))).as_string()}")
        lines.append("")
    return "\n".join(lines).rstrip("\n") + "\n"
