"""Movements, sessions, their timeline, the repertoire and prescriptions."""
