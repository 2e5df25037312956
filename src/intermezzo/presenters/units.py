"""The unit in which a load is told: kilograms, or pounds where these are usual."""

from intermezzo.presenters import _

_POUNDS_A_KG = 2.20462
_unit = "kg"


def install_units(*, pounds: bool) -> None:
    """Tell loads in pounds, or in kilograms, from here on."""
    global _unit  # noqa: PLW0603 - as gettext's language: one for the whole process
    _unit = "lb" if pounds else "kg"


def load_words(load_kg: float) -> str:
    """Return a load: 2.5 kg, or 5.5 lb."""
    if _unit == "lb":
        return _("{load} lb").format(load=f"{load_kg * _POUNDS_A_KG:.1f}".removesuffix(".0"))
    return _("{load} kg").format(load=f"{load_kg:g}")
