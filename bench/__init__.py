"""Measurements: each module here has ``measure()``, and ``./test bench`` prints them all."""
