"""Needs and offers: who asks for what, who can do it, who does it by when, and how it ended."""
