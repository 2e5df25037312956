"""The page of sessions: a list, one of them in detail, and the composer in their place."""
