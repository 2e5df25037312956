"""Sentences about any file of the user, and about TOML: what is wrong, and what to do."""

from collections.abc import Mapping

from intermezzo.presenters import _


def sentences() -> Mapping[str, str]:
    """Return the templates by code, in the user's language."""
    return {
        "file.missing": _("there is no such file"),
        "file.check_name": _("check its name"),
        "file.not_a_file": _("it is not a file"),
        "file.put_a_file": _("put a TOML file in its place"),
        "file.too_large": _("it is larger than {most} kB"),
        "file.make_smaller": _("make it smaller"),
        "file.unreadable": _("it can’t be read ({why})"),
        "file.check_permissions": _("check its permissions"),
        "toml.not_utf8": _("it is not UTF-8 text"),
        "toml.save_as_utf8": _("save it as UTF-8"),
        "toml.not_toml": "{why}",
        "toml.mend": _("fix the TOML there"),
        "toml.too_deep": _("this is nested more than {most} levels deep"),
        "toml.write_flat": _("use fewer levels"),
        "toml.long_word": _("this number or key is longer than {most} characters"),
        "toml.write_shorter": _("write a shorter one"),
        "toml.long_key": _("this key has more than {most} parts"),
        "toml.use_fewer_dots": _("use fewer dots"),
    }
