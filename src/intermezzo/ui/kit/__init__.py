"""Widgets and styles that several windows use."""
