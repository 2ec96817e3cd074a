"""A public form as a stranger meets it, in a browser and on a line of its own."""
