"""What a browser gets of the notes."""
