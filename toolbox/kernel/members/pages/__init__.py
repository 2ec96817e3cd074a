"""The pages of members: signing in, and what is theirs alone."""
