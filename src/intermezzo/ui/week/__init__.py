"""The Week window and its export as an image."""
