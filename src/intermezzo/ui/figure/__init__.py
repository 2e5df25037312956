"""The body: outlines, drawing, and the widgets that show it."""
