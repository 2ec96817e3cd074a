"""What each attacker gets, as the page says it and SECURITY.md repeats it; tests/disk keep it true."""

from typing import NamedTuple

from django.utils.translation import gettext_lazy as _


class Attacker(NamedTuple):
    """One row."""

    who: object
    gets: object
    lacks: object


ATTACKERS = (
    Attacker(
        _("Whoever has the disk or a copy of it, with the server’s keys, but no passphrase"),
        _(
            "Random numbers, weeks, sizes in a few steps, how many members, circles and records there are, addresses "
            "of bells, and all that is public. They can try passphrases, slowly, and guess handles."
        ),
        _("What was written, names, who is in which circle, what a circle does, files, contacts."),
    ),
    Attacker(
        _("The same, with the passphrase of one member"),
        _("All that this member’s circles can read; with an old copy, also what was destroyed since."),
        _("Other circles."),
    ),
    Attacker(
        _("Whoever reads the memory of the running server, once"),
        _("What is being opened in that moment, with its circles, and some remains."),
        _("Sessions of people who are not asking for a page just then."),
    ),
    Attacker(
        _("Whoever quietly changes the running server, or forces its host to"),
        _("All that anybody types or opens from then on."),
        _("What nobody opens."),
    ),
    Attacker(
        _("Whoever takes a member’s phone while it is awake"),
        _("That member’s circles, until it sleeps, is locked, or a comrade freezes it."),
        _("The rest."),
    ),
    Attacker(
        _("An informer in a circle"),
        _("All that the circle can read. As a keeper, they can remove people."),
        _("Other circles."),
    ),
    Attacker(
        _("Whoever carries mail or runs the push server for a bell"),
        _("That an address uses something on this server, and when it rings."),
        _("What was written, names, circles."),
    ),
    Attacker(
        _("Whoever finds the code of a receipt"),
        _(
            "The answers to it. They can write more and withdraw it all, like the one who sent it. "
            "If it belongs to somebody who helps: the errands that lie in it, and by saying that they do one, its "
            "address, until it is done."
        ),
        _("What was sent: nobody outside the circle can read it again, not even the one who wrote it."),
    ),
)
