"""Notes pinned to a circle: agreements, phone numbers, how we do things."""
