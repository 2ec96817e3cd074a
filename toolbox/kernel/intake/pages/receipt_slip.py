"""The code of a receipt on paper: words and a square of the same words, never an address."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from toolbox.kernel.intake import codes
from toolbox.kernel.intake.codes import Code
from toolbox.kernel.printing import slips
from toolbox.kernel.printing.slips import Slip


def printed(code: Code, language: str, *, large: bool = False) -> bytes:
    """A PDF with one slip. It says neither what was sent nor to whom. Raises CannotPrint."""
    with override(language):
        sheet = Slip(
            title=_("Receipt"),
            parts=(
                slips.Code(text=" ".join(codes.parts(code)), qr=code.text),
                slips.Steps(
                    heading=_("With this code"),
                    steps=(
                        _("you read the answer, on the page “I have a receipt” of the toolbox where you got it,"),
                        _("you write more, or say that it is solved,"),
                        _("you take back what you sent."),
                    ),
                ),
                slips.Warn(
                    words=_("Whoever has this slip can do the same. What you wrote is not shown to anybody with it.")
                ),
            ),
        )
    return slips.printed([sheet], language, large=large)
