"""``typing.override`` (PEP 698), which Python 3.11 lacks; importing typing_extensions takes 16 ms."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing_extensions import override
else:

    def override(method):
        """Mark a method that overrides one of a base class."""
        return method


__all__ = ["override"]
