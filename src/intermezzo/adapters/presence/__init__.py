"""Probes of whether the user is present; each answers yes, no or unknown."""
