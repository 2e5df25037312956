"""The composer: movements on the left, the session that they become on the right."""
