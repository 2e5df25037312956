"""What the program is to its system. ``python -m tools.identity`` makes it."""

APP_ID = "org.example.Intermezzo"
HOMEPAGE = ""
"""Empty until somebody publishes it, as is the next."""
RELEASES = ""
"""What names the latest release."""
