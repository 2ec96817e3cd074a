"""What rooms declare about themselves, so that nothing is left undeclared."""
