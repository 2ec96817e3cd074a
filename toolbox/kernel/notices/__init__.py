"""Bells and reminders: one line that says nothing, by mail or to a phone."""
