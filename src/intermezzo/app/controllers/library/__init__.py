"""Movements, own sessions, and what a physiotherapist wrote."""
