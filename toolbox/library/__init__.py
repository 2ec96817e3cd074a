"""The curated list: resources, search, reading lists, booklets, link checks and sharing."""
