"""What is said when a picture cannot be shown."""


class CannotShow(Exception):
    """A file is not shown; the sentence is plain and tells nothing of what is in it."""
