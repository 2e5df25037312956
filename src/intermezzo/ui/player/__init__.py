"""The player, which guides one session."""
