"""The pages of the circle that keeps the list."""
