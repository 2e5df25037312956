"""Every window from samples: as pictures, live while its source is edited, and for the README."""
