"""The texts of the About page: limits, parts with their licences, and sources."""

from intermezzo.presenters import _

PARTS = (
    ("Newsreader", "SIL Open Font License 1.1"),
    ("Inter", "SIL Open Font License 1.1"),
    ("Qt and PySide6", "LGPL 3"),
    ("APScheduler", "MIT"),
    ("SQLAlchemy, Alembic", "MIT"),
    ("plyer", "MIT"),
    ("python-dateutil", "Apache 2.0, BSD 3-Clause"),
    ("jeepney, keyring, platformdirs, pulsectl, tomlkit, tzlocal", "MIT"),
    ("inotify-simple", "BSD 2-Clause"),
    ("pyobjc-framework-Cocoa, pyobjc-framework-EventKit", "MIT"),
    ("pywin32", "PSF"),
    ("SecretStorage", "BSD 3-Clause"),
    ("cryptography", "Apache 2.0 or BSD 3-Clause"),
    ("msgspec", "BSD 3-Clause"),
    ("tzdata", "Apache 2.0"),
)
"""(name, licence) of the fonts and libraries in the app, as stated by their packages."""


def limits() -> tuple[str, ...]:
    """Return the paragraphs that say what the app is not."""
    return (
        _(
            "Intermezzo is for movement and comfort, and for breaking up long sitting. "
            "It is not medical advice. Stop if anything hurts sharply, spreads or makes you dizzy; "
            "easing off is always a good choice."
        ),
        _(
            "Its movements have not yet been reviewed by a physiotherapist. Each one names its "
            "source and when to stop."
        ),
    )


def sources() -> tuple[str, ...]:
    """Return the lines about the sources of the dose and their strength."""
    return (
        _("Short breaks and energy: Albulescu et al., PLOS One, 2022. Small but consistent effects."),
        _("Breaks that change posture: Waongenngarm et al., Applied Ergonomics, 2018."),
        _("Extra breaks at work: Luger et al., Cochrane, 2019. No clear effect found."),
        _("Short, frequent breaks before you tire: HSE guidance on display screen work."),
        _("What people keep up is short and easy: Galinsky et al., NIOSH, 2000 and 2007."),
        _("No study has tested two minutes, two or three times a day. That amount is our own choice."),
    )
