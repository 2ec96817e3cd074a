"""The pages of strangers and of members."""
