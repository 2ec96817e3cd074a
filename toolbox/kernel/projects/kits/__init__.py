"""Kits: each kind of mutual aid project, as data. No kit has code, and nothing here knows one by name."""
