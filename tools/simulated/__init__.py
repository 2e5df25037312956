"""Simulated days: ``python -m tools.simulated`` runs the calendars of ``calendars.py`` and writes a table."""
