"""Parts of a window that are shown or hidden."""

from PySide6.QtWidgets import QWidget


def show_or_hide(part: QWidget, *, shown: bool) -> None:
    """Show or hide a part of a window, unless it is so already.

    Qt would style it and lay it out again, and then anew for each parent of a window that is being made.
    """
    if part.isHidden() == shown:
        part.setVisible(shown)
