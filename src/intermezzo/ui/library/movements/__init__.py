"""The page of movements: cards, and one of them in detail."""
