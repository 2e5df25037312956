"""Getting calendars from the network, the keyring and other programs, in a child process of its own."""
