"""The value types that all tools share, and how their words are compared. Knows nothing of keys or tables."""
