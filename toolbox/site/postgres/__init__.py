"""PostgreSQL instead of SQLite. Django finds its backend here: `base`."""
