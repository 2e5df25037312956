"""A physiotherapist's prescription: its window, its form, and the PDFs."""
