"""Kits that circles have started: steps, jobs, what was checked, and the end."""
