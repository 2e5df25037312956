"""One outside thing per file, behind plain functions and frozen values."""
