"""Practice calls: invented people for two comrades on two phones. Nothing of it is kept."""

from typing import NamedTuple

from django.utils.translation import gettext as _


class Somebody(NamedTuple):
    """An invented person: what the one who plays them knows, says, and says only if asked."""

    name: str
    number: str  # 555-01…: nobody's
    asked: str  # as it came through a form
    says: list[str]
    only_if_asked: list[str]
    listen_for: str


def people() -> list[Somebody]:
    """Three calls, the easiest first."""
    return [
        Somebody(
            "Wren",
            "202-555-0147",
            _("Groceries please"),
            [
                _("“Yes, I wrote to you. I need something to eat for the week.”"),
                _("“There are two of us, and a baby.”"),
                _("You talk softly. Somebody sleeps in the next room."),
            ],
            [
                _("The baby needs formula, and today."),
                _("You are at home after five only. The bell does not work: they should knock."),
                _("You would rather get a message than a call."),
            ],
            _("Did they hear what cannot wait? Did they ask who else hears the phone?"),
        ),
        Somebody(
            "Jay",
            "202-555-0162",
            _("Company to see a doctor"),
            [
                _("“It’s not for me. It’s for the old man upstairs, he doesn’t get out any more.”"),
                _("“Give me your number, I’ll tell him to call you.”"),
                _("You are in a hurry, and a little annoyed that it took two days."),
            ],
            [
                _("He knows that you ask, and is glad of it. His name is Mr. Alder."),
                _("He lives two floors above you, not at your address."),
                _("He speaks Spanish."),
            ],
            _("Whose place and whose number stands in which field? Did they say when somebody calls again?"),
        ),
        Somebody(
            _("Nobody answers"),
            "202-555-0189",
            _("Call me after six"),
            [
                _("Let it ring. Then answer as somebody else: “Who is this? What do you want from her?”"),
            ],
            [
                _("You are not the person. You try to find out who calls, and why."),
            ],
            _("Did they say nothing of the group and the reason? Did they write down when to try again?"),
        ),
    ]
