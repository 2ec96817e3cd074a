"""A fictional town to try everything in."""
