"""What the other adapters build on: files, D-Bus, paths, logging."""
