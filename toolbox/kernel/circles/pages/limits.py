"""How long the texts of a circle may be, in characters: together they fit the 64 KiB of its settings."""

NAME = 80
PURPOSE = 200
PERSON = 60
AGREEMENTS = 10_000
