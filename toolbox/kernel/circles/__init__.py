"""Circles: some members and a key. Making, inviting, leaving, freezing, ending."""
