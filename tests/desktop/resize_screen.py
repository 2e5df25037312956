"""Give the X screen another size, as when a monitor is unplugged: ``resize_screen.py WIDTH HEIGHT``.

``0 0`` turns its one output off. Calls libXrandr, on which the panel of the virtual desktop depends; the
program xrandr would be one more package.
"""

import ctypes
import sys
from ctypes import POINTER, byref, c_char_p, c_int, c_uint, c_ulong, c_void_p

_ROTATE_0 = 1


class _Mode(ctypes.Structure):
    """XRRModeInfo."""

    _fields_ = (
        ("id", c_ulong), ("width", c_uint), ("height", c_uint), ("dot_clock", c_ulong),
        *((f"h_{part}", c_uint) for part in ("start", "end", "total", "skew")),
        *((f"v_{part}", c_uint) for part in ("start", "end", "total")),
        ("name", c_char_p), ("name_length", c_uint), ("flags", c_ulong),
    )  # fmt: skip


class _Resources(ctypes.Structure):
    """XRRScreenResources."""

    _fields_ = (
        ("timestamp", c_ulong), ("config_timestamp", c_ulong),
        ("crtc_count", c_int), ("crtcs", POINTER(c_ulong)), ("output_count", c_int),
        ("outputs", POINTER(c_ulong)), ("mode_count", c_int), ("modes", POINTER(_Mode)),
    )  # fmt: skip


def main(width: int, height: int) -> None:
    """Resize the screen of DISPLAY. Raise OSError if the server refuses."""
    x11, randr = ctypes.CDLL("libX11.so.6"), ctypes.CDLL("libXrandr.so.2")
    x11.XOpenDisplay.restype = c_void_p
    x11.XDefaultRootWindow.restype = randr.XRRCreateMode.restype = c_ulong
    randr.XRRGetScreenResources.restype = POINTER(_Resources)
    display = c_void_p(x11.XOpenDisplay(None))
    if not display.value:
        raise OSError("There is no display.")
    root = c_ulong(x11.XDefaultRootWindow(display))
    found = randr.XRRGetScreenResources(display, root)
    crtc, output = c_ulong(found.contents.crtcs[0]), c_ulong(found.contents.outputs[0])

    def use(mode: c_ulong, *outputs: c_ulong) -> None:
        some = (c_ulong * len(outputs))(*outputs)
        if randr.XRRSetCrtcConfig(
            display, found, crtc, c_ulong(0), 0, 0, mode, _ROTATE_0, some, len(outputs)
        ):
            raise OSError(f"The X server refuses {width} × {height}.")

    use(c_ulong(0))
    if width and height:
        name = b"%dx%d" % (width, height)
        mode = _Mode(0, width, height, 1, width, width, width, 0, height, height, height, name, len(name), 0)
        new = c_ulong(randr.XRRCreateMode(display, root, byref(mode)))
        randr.XRRAddOutputMode(display, output, new)
        randr.XRRSetScreenSize(display, root, width, height, width // 4, height // 4)
        use(new, output)
    x11.XSync(display, 0)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
