"""Sentences about the computer: installation, time zone, buses, presence, notifications, the running app."""

from collections.abc import Mapping

from intermezzo.presenters import _


def sentences() -> Mapping[str, str]:
    """Return the templates by code, in the user's language."""
    return {
        "install.incomplete": _("{path}: Intermezzo’s own {name} are missing; reinstall Intermezzo"),
        "home.unusable": _(
            "{path} can’t be Intermezzo’s folder: {why}. Name another with --home, or in INTERMEZZO_HOME."
        ),
        "autostart.unwritable": _("{path}: Start at login can’t be changed ({why})."),
        "autostart.refused": _(
            "Your desktop didn’t let Intermezzo change whether it starts at login. Allow it to run in the "
            "background in your desktop’s settings, then try again."
        ),
        "autostart.no_portal": _(
            "Start at login couldn’t be changed: {why} You can add Intermezzo to your desktop’s startup "
            "applications yourself."
        ),
        "autostart.on": _("Intermezzo starts at login."),
        "autostart.off": _("Intermezzo doesn’t start at login."),
        "updates.by_flatpak": _("Flatpak brings new versions."),
        "updates.by_git": _("This is a checkout; git brings new versions."),
        "updates.by_system": _("New versions come with your system’s other software."),
        "updates.no_page": _("There is no page of releases to ask yet."),
        "log.not_written": _("The log can’t be written to {path}: {why}."),
        "log.unexpected": _("Something went wrong in Intermezzo ({kind}). It keeps running."),
        "zone.unknown": _(
            "The variable TZ is “{text}”, which is not a time zone; {used} is used instead. Correct it, or "
            "choose a time zone in Settings."
        ),
        "zone.unreadable": _(
            "This computer’s time zone can’t be read, so times are in UTC. Choose a time zone in Settings."
        ),
        "bus.no_answer": _("{service} did not answer within {seconds:g} s."),
        "bus.unreachable": _("The {bus} bus can’t be reached: {why}."),
        "bus.unusable": _("The {bus} bus can’t be used: {why}."),
        "bus.no_address": _("DBUS_SESSION_BUS_ADDRESS is not set"),
        "bus.not_running": _("{service} is not running."),
        "bus.error": _("{service} answered with an error: {name}."),
        "instance.folder": _("{path} is accessible to other users; remove it, or set XDG_RUNTIME_DIR."),
        "instance.none": _("Intermezzo isn’t running. Start it with: {intermezzo}"),
        "instance.no_answer": _(
            "Intermezzo hasn’t answered; it may be busy, and may still do this. See: {intermezzo} status"
        ),
        "instance.closed": _(
            "Intermezzo closed before it answered; it may have done this. See: {intermezzo} status"
        ),
        "instance.gone": _(
            "Intermezzo has gone, or its events were not read in time. See: {intermezzo} status"
        ),
        "instance.foreign": _("Another program is using {path}."),
        "instance.os_error": _("{path}: {why}."),
        # why it is unknown whether the user is here
        "presence.microphone_unknown": _("There’s no way to tell here whether the microphone is in use."),
        "presence.camera_unknown": _("There’s no way to tell here whether the camera is in use."),
        "presence.path_unreadable": _("{path} can’t be read."),
        "presence.share_unknown": _("There’s no way to tell here whether the screen is shared."),
        "presence.dnd_unknown": _("There’s no way to tell here whether do not disturb is on."),
        "presence.inhibitors_unknown": _(
            "There’s no way to tell here whether a program keeps the screen on."
        ),
        "presence.answer": _("{service} gave an unexpected answer."),
        "presence.no_screensaver": _("No screen saver is running that can be asked."),
        "presence.no_presentation_mode": _("This desktop has no presentation mode."),
        "presence.kept_awake": _("A program keeps the computer awake; it may only be playing music."),
        "presence.no_do_not_disturb": _("{name} doesn’t report whether do not disturb is on."),
        "presence.no_program": _("The program {name} is missing."),
        "presence.program_failed": _("The program {name} failed or took too long."),
        "presence.no_pipewire": _("PipeWire isn’t running."),
        "presence.x11_share": _("On X11, a program can record the screen without being noticed."),
        "presence.wayland_windows": _("On Wayland, programs can’t see which window is active."),
        "presence.no_libxcb": _("libxcb is missing; the package is called libxcb1 on Debian."),
        "presence.no_window_manager": _("The window manager doesn’t report the active window."),
        "presence.gnome_answer": _("GNOME gave an unexpected answer."),
        "presence.not_macos": _("This is not macOS."),
        "presence.not_windows": _("This is not Windows."),
        "presence.windows_silent": _("Windows doesn’t report idle time."),
        "presence.windows_lock_silent": _("Windows doesn’t report whether the screen is locked."),
        "presence.windows_state_silent": _("Windows doesn’t report the state of notifications."),
        "presence.windows_focus": _("Windows doesn’t tell programs whether do not disturb is on."),
        "presence.macos_no_session": _("macOS has no graphical session here."),
        "presence.wayland": _("On Wayland, X11 can’t see activity in other windows."),
        "presence.no_wayland": _("No Wayland display."),
        "presence.no_idle_protocol": _("The Wayland compositor doesn’t report idle time."),
        "presence.compositor_silent": _("The Wayland compositor can’t be reached, or did not answer."),
        "presence.no_display": _("No X11 display."),
        "presence.no_libxcb_screensaver": _(
            "libxcb-screensaver is missing; the package is called libxcb-screensaver0 on Debian."
        ),
        "presence.no_server": _("The X server {name} can’t be reached."),
        "presence.no_extension": _("The X server has no MIT-SCREEN-SAVER extension."),
        "presence.server_silent": _("The X server doesn’t report idle time."),
        "presence.no_libpulse": _("libpulse is missing; the package is called libpulse0 on Debian."),
        "presence.no_sound_server": _("No sound server is running (PulseAudio or pipewire-pulse)."),
        "presence.sound_server_silent": _("The sound server did not answer within {seconds:g} s."),
        # why a notification is not shown
        "notifications.not_shown": _("Notifications don’t work on {platform}: {why}."),
        "notifications.not_withdrawn": _("Notifications can’t be removed here."),
        "notifications.answer": _("The notification service gave an unexpected answer."),
    }
