"""Figures: their drawings, the widget that shows them, and the timer that moves them."""
