"""The doctor looks at a whole installation and says in plain words what to do."""
