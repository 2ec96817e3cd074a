"""A kit on paper: the booklet, and its first page by itself."""
