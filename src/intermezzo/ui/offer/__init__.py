"""The offer card."""
