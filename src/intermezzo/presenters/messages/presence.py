"""Sentences about why it is unknown whether the user is here."""

from collections.abc import Mapping

from intermezzo.presenters import _


def sentences() -> Mapping[str, str]:
    """Return the templates by code, in the user's language."""
    return {
        "presence.lock_unknown": _("No way is known here to ask whether the screen is locked."),
        "presence.microphone_unknown": _("No way is known here to ask whether the microphone is in use."),
        "presence.camera_unknown": _("No way is known here to ask whether the camera is in use."),
        "presence.path_unreadable": _("{path} cannot be read."),
        "presence.logind_answer": _("logind answered something else than yes or no."),
        "presence.screensaver_answer": _("{service} answered something else than yes or no."),
        "presence.gnome_answer": _("GNOME answered something else than a time."),
        "presence.not_macos": _("This is not macOS."),
        "presence.not_windows": _("This is not Windows."),
        "presence.windows_silent": _("Windows does not tell the idle time."),
        "presence.wayland": _("Wayland does not tell X11 what is typed elsewhere."),
        "presence.no_display": _("There is no X11 display here."),
        "presence.no_libxss": _("libXss is missing; the package is called libxss1 on Debian."),
        "presence.no_server": _("The X server {name} cannot be reached."),
        "presence.no_extension": _("The X server has no MIT-SCREEN-SAVER extension."),
        "presence.server_silent": _("The X server does not tell the idle time."),
        "presence.no_libpulse": _("libpulse is missing; the package is called libpulse0 on Debian."),
        "presence.no_sound_server": _("There is no sound server to ask (PulseAudio, or pipewire-pulse)."),
        "presence.sound_server_silent": _("The sound server did not answer within {seconds:g} s."),
    }
