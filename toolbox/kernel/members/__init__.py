"""Members: handles, passphrases, sessions, second factor."""
