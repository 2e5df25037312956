"""The colours of a body, by the names of its tones."""

from collections.abc import Mapping
from functools import lru_cache

from PySide6.QtGui import QBrush, QColor

from intermezzo.ui.figure.scenery import PROP_SHARE, prop_colour
from intermezzo.ui.kit import style

_ROSE = QColor("#c4685c")
"""Of tongue and lips; no light on the body has it."""


@lru_cache(maxsize=4)
def tone_brushes(palette: style.Palette) -> Mapping[str, QBrush]:
    """Return the brush of each tone in a palette."""
    body, arm, far = (QColor(name) for name in (palette.figure, palette.near_arm, palette.far))
    skin = style.mixed(arm, far, 0.22 if palette.dark else 0.42)
    dark = QColor(palette.ground if palette.dark else palette.ink)
    white, iris = (body, dark) if palette.dark else (far, body)
    pale = QColor(palette.ink if palette.dark else palette.card)
    tones = {
        "shirt": body,
        "sleeve": arm,
        "trousers": style.mixed(body, far, 0.17),
        "sole": style.mixed(skin, dark, 0.46),
        "seam": style.mixed(skin, dark, 0.34),
        "nail": style.mixed(skin, pale, 0.62),
        "teeth": pale,
        "hollow": style.mixed(body if not palette.dark else far, dark, 0.55),
        "tongue": style.mixed(skin, _ROSE, 0.72),
        "lip": style.mixed(skin, _ROSE, 0.42),
        "bone": style.mixed(skin, pale, 0.40),
        "blade": QColor(palette.spine),
        "light": style.mixed(QColor(palette.card), QColor(palette.spine), 0.38),
        # Darker than the ghost.
        "far": style.mixed(far, body, 0.34),
        "far_skin": style.mixed(far, body, 0.20),
        "behind_skin": style.mixed(skin, far, 0.20),
        "behind": style.mixed(body, far, 0.35),
        "skin": skin,
        "shade": style.mixed(skin, dark, 0.28),
        "hair": style.mixed(arm, dark, 0.39) if palette.dark else style.mixed(body, dark, 0.72),
        "white": white,
        "iris": iris,
        "mark": QColor(palette.amber),
        "held": style.mixed(prop_colour(PROP_SHARE), QColor(palette.amber), 0.5),
    }
    return {name: QBrush(colour) for name, colour in tones.items()}
