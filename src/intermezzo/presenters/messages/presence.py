"""Sentences about why it is unknown whether the user is here."""

from collections.abc import Mapping

from intermezzo.presenters import _


def sentences() -> Mapping[str, str]:
    """Return the templates by code, in the user's language."""
    return {
        "presence.lock_unknown": _("There’s no way to tell here whether the screen is locked."),
        "presence.microphone_unknown": _("There’s no way to tell here whether the microphone is in use."),
        "presence.camera_unknown": _("There’s no way to tell here whether the camera is in use."),
        "presence.path_unreadable": _("{path} can’t be read."),
        "presence.logind_answer": _("logind gave an unexpected answer."),
        "presence.screensaver_answer": _("{service} gave an unexpected answer."),
        "presence.gnome_answer": _("GNOME gave an unexpected answer."),
        "presence.not_macos": _("This is not macOS."),
        "presence.not_windows": _("This is not Windows."),
        "presence.windows_silent": _("Windows doesn’t report idle time."),
        "presence.wayland": _("On Wayland, X11 can’t see activity in other windows."),
        "presence.no_display": _("No X11 display."),
        "presence.no_libxss": _("libXss is missing; the package is called libxss1 on Debian."),
        "presence.no_server": _("The X server {name} can’t be reached."),
        "presence.no_extension": _("The X server has no MIT-SCREEN-SAVER extension."),
        "presence.server_silent": _("The X server doesn’t report idle time."),
        "presence.no_libpulse": _("libpulse is missing; the package is called libpulse0 on Debian."),
        "presence.no_sound_server": _("No sound server is running (PulseAudio or pipewire-pulse)."),
        "presence.sound_server_silent": _("The sound server did not answer within {seconds:g} s."),
    }
