"""The world's fault, told in one clear line; everything else that is raised is our own."""


class Fault(Exception):
    """Something outside is wrong. The message is one line for the user: where, what, and how to mend it."""


class Malformed(Fault):
    """The words of a command are off."""
