"""The week window and its picture."""
