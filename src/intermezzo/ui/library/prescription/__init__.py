"""A physiotherapist's plan: its window, its form, and what can be printed of it."""
