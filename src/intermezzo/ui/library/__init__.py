"""Movements, sessions and prescriptions."""
