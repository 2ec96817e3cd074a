"""A circle keeps the public list in the browser."""
