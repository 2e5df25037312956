"""The settings as a TOML file: read value by value, written whole or not at all, comments kept."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from intermezzo.adapters.system import atomic_file
from intermezzo.core.faults import Fault
from intermezzo.core.settings import GROUPS, SPECS, Calendar, Settings
from intermezzo.core.settings_check import DEFAULTS, UnfitError, fitted
from intermezzo.presenters import _

if TYPE_CHECKING:
    from tomlkit import TOMLDocument

MOST_BYTES = 1024 * 1024
"""A settings file is a few kilobytes; one this large is something else."""
_SHOWN_LETTERS = 60


def read(path: Path) -> tuple[Settings, dict[str, str]]:
    """Read the settings, and a line for whatever is wrong in the file: by its key, or "" for the whole file.

    A missing file is all defaults. A value that does not fit falls back alone. A file that cannot be
    understood at all is kept aside as ``settings.toml.corrupt-1`` (2, 3 …).
    """
    read_bytes = _bytes(path)
    if isinstance(read_bytes, str):
        return Settings(), {"": read_bytes}
    try:
        data = tomllib.loads(read_bytes.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return Settings(), {"": _set_aside(path, _("it is not UTF-8 text"))}
    except (ValueError, RecursionError) as error:  # ValueError: also a number of thousands of digits
        return Settings(), {"": _set_aside(path, str(error)[:200])}
    return _settings(path, data)


def _bytes(path: Path) -> bytes | str:
    """Read the file as it is, or tell in one line why not; a missing file is an empty one."""
    try:
        if not path.exists():
            return b""
        if not path.is_file():
            return _("{path}: it is not a file; the defaults hold until it is moved away").format(path=path)
        if path.stat().st_size > MOST_BYTES:
            return _set_aside(path, _("it is larger than 1 MB"))
        return path.read_bytes()
    except OSError as error:
        line = _("{path}: it cannot be read ({why}); the defaults hold until its permissions are mended")
        return line.format(path=path, why=error.strerror)


def write(path: Path, settings: Settings) -> None:
    """Replace the file by one with these settings, on the disk before this returns.

    Comments, order and unknown keys stay. Raises Fault where the folder cannot be written.
    """
    # A link in a folder of dotfiles stays a link: what it points to is replaced.
    target = path.resolve()
    document = _existing(target)
    if document is None:
        text = _new(settings)
    else:
        _update(document, settings)
        text = document.as_string()
    if _settings(path, tomllib.loads(text))[0] != settings:
        raise RuntimeError("the settings would not be read back as they were written")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        atomic_file.replace(target, text.encode())
    except OSError as error:
        raise Fault(
            _(
                "{path}: the settings cannot be saved ({why}); look at the folder’s permissions and space"
            ).format(path=path, why=error.strerror)
        ) from error


def _settings(path: Path, data: Mapping[str, Any]) -> tuple[Settings, dict[str, str]]:
    values: dict[str, Any] = {}
    lines: dict[str, str] = {}
    for key, raw in data.items():
        if key not in SPECS:
            lines |= _perhaps(path, key, data)
            continue
        try:
            values[key] = fitted(key, raw, zone_known)
        except UnfitError as unfit:
            line = _("{path}: {key}: {value} does not fit; {how} (until then {default})")
            how, default = _how(key, unfit.need), _shown(_plain(DEFAULTS[key]))
            lines[key] = line.format(path=path, key=key, value=_shown(unfit.value), how=how, default=default)
    return Settings(**values), lines


def _perhaps(path: Path, key: str, data: Mapping[str, Any]) -> dict[str, str]:
    """Unknown keys are kept in peace, unless one looks like a slip of the pen."""
    import difflib

    near = [one for one in difflib.get_close_matches(key, SPECS, n=1, cutoff=0.8) if one not in data]
    line = _("{path}: {key}: there is no such setting; write {near} if that is meant")
    return {key: line.format(path=path, key=_shown(key), near=near[0])} if near else {}


def _how(key: str, need: str) -> str:
    spec = SPECS[key]
    return {
        "number": _("give a whole number from {low} to {high}").format(low=spec.low, high=spec.high),
        "yes_no": _("write true or false"),
        "text": _("write a text in quotes"),
        "list": _("write a list in square brackets"),
        "choice": _("write one of: {choices}").format(choices=", ".join(value for value, _l in spec.choices)),
        "intervals": _('write stretches such as "09:00-17:00"'),
        "time": _('write a time such as "04:00"'),
        "days": _('write dates such as "2026-12-24"'),
        "words": _("write words in quotes"),
        "choices": _("write a list of any of: {choices}").format(
            choices=", ".join(value for value, _l in spec.choices)
        ),
        "zone": _('write an IANA name such as "Europe/Berlin", or "" for the zone of this computer'),
        "calendars": _('write each as {{path = "…", me = ["you@example.org"]}}').format(),
    }[need]


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    text = repr(value)
    return text if len(text) <= _SHOWN_LETTERS else text[: _SHOWN_LETTERS - 1] + "…"


def zone_known(name: str) -> bool:
    """Whether this computer knows the zone."""
    try:
        ZoneInfo(name)
    except (ValueError, OSError):
        return False
    except KeyError:  # ZoneInfoNotFoundError
        return False
    return True


def _set_aside(path: Path, why: str) -> str:
    """Rename the file so that nothing of it is lost, and tell where it went."""
    number = 1
    while (aside := path.with_name(f"{path.name}.corrupt-{number}")).exists():
        number += 1
    try:
        path.rename(aside)
    except OSError as error:
        return _(
            "{path}: {why}, and it cannot be moved aside ({error}); the defaults hold; mend it by hand"
        ).format(path=path, why=why, error=error.strerror)
    return _("{path}: {why}; the defaults hold; it was kept as {aside}, mend it and rename it back").format(
        path=path, why=why, aside=aside.name
    )


def _plain(value: Any) -> Any:
    """Turn a setting into what TOML holds."""
    if isinstance(value, Calendar):
        return {"path": value.path, "me": list(value.me)} if value.me else {"path": value.path}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return value


def _existing(path: Path) -> "TOMLDocument | None":
    """Read the file for writing into; None when there is none worth keeping in place."""
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    try:
        text = path.read_bytes().decode("utf-8-sig")
        return tomlkit.parse(text) if text.strip() else None
    except FileNotFoundError:
        return None
    except OSError as error:
        raise Fault(
            _("{path}: it cannot be read ({why}); the settings were not saved; mend its permissions").format(
                path=path, why=error.strerror
            )
        ) from error
    except (ValueError, TOMLKitError, RecursionError):
        # It became so after the last reading; what the user wrote is not ours to lose.
        _set_aside(path, "")
        return None


def _update(document: "TOMLDocument", settings: Settings) -> None:
    """Set what says something else than the settings, and nothing more."""
    from tomlkit.items import AoT, Table

    before = document.unwrap()
    for key in SPECS:
        wanted = _plain(getattr(settings, key))
        if key not in before:
            if wanted != _plain(DEFAULTS[key]):
                document[key] = _item(wanted)
        elif not _says(key, before[key], getattr(settings, key)):
            if isinstance(document[key], Table | AoT):
                # A plain key must stand before every table; taking it out lets tomlkit find that place.
                document.remove(key)
            document[key] = _item(_with_unknown(wanted, before[key]) if key == "calendars" else wanted)


def _says(key: str, raw: object, value: object) -> bool:
    """Whether the file's value is already read as the wanted one, however it is written."""
    try:
        return bool(fitted(key, raw, zone_known) == value)
    except UnfitError:
        return False


def _with_unknown(value: list[dict[str, Any]], plain: object) -> list[dict[str, Any]]:
    """Keep keys of a calendar that are not ours."""
    entries = [one for one in plain if isinstance(one, dict)] if isinstance(plain, list) else []
    others = {one.get("path"): {k: v for k, v in one.items() if k not in {"path", "me"}} for one in entries}
    return [{**one, **others.get(one["path"], {})} for one in value]


def _item(value: Any) -> Any:
    import tomlkit

    item = tomlkit.item(value)
    if isinstance(value, list):
        array = tomlkit.array()
        for one in value:
            if isinstance(one, dict):
                table = tomlkit.inline_table()
                table.update(one)
                array.append(table)
            else:
                array.append(one)
        if any(isinstance(one, dict) for one in value):
            array.multiline(multiline=True)
        return array
    return item


def _new(settings: Settings) -> str:
    """Write the first file: every setting, with its label and help as comments."""
    lines = [_("# Settings of Intermezzo. Everything can be changed in its window too."), ""]
    for group in GROUPS:
        for key, spec in SPECS.items():
            if spec.group == group:
                lines.append("# " + (f"{_(spec.label)}: {_(spec.help)}" if spec.help else _(spec.label)))
                if spec.form == "choices":
                    values = ", ".join(value for value, _label in spec.choices)
                    lines.append("# " + _("Any of: {choices}").format(choices=values))
                lines.append(f"{key} = {_item(_plain(getattr(settings, key))).as_string()}")
        lines.append("")
    return "\n".join(lines).rstrip("\n") + "\n"
