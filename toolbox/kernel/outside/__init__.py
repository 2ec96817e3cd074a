"""Asking other servers, and never one of our own network."""
