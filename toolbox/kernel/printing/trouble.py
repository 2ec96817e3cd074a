"""What is said when something cannot be printed."""


class CannotPrint(Exception):
    """Printing failed; the sentence is plain and holds no word of the document."""
