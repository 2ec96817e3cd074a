"""Tools: features that circles and projects share. Each folder is found by itself; none knows another."""
