"""The composer: movements on the left, the session made of them on the right."""
