"""Riverbend: an invented town of members, circles and notes, to try everything in."""
