"""Intermezzo: short movements between meetings."""

__version__ = "0.1.0"
