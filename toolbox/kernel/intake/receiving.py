"""Files of strangers, counted against what a form takes in within an hour, while they arrive."""

from django.utils import timezone

from toolbox.kernel.intake import limits
from toolbox.kernel.members.uploading import Allowance

PIECE = 1024 * 1024  # bytes that are counted at once


class Counted(Allowance):
    """The allowance of a form with a mailbox. What arrived for a form that is not sent in the end stays counted."""

    def __init__(self, mailbox: int) -> None:
        super().__init__(0)
        self.mailbox = mailbox
        self.reserved = 0
        self.full = False

    def take(self, size: int) -> bool:
        """Count bytes that arrived; False where the form has no room for them within this hour."""
        self.left -= size
        while self.left < 0 and not self.full:
            self.full = not limits.reserve(self.mailbox, PIECE, timezone.now())
            if not self.full:
                self.reserved += PIECE
                self.left += PIECE
        return not self.full

    def give_back(self) -> None:
        """The form is about to be sent, and is counted whole then."""
        if self.reserved:
            limits.give_back(self.mailbox, self.reserved, timezone.now())

    def count_again(self) -> None:
        """It was not sent after all."""
        if self.reserved:
            limits.reserve(self.mailbox, self.reserved, timezone.now())
