"""`python -m tests.pantry` puts a public page with a form, and the two forms of the list, into TOOLBOX_DATA.

There is no circle behind them: whoever only looks at pages needs none, and a toolbox that is debugged takes no members.
"""

import os

import django


def make() -> None:
    """Porch Pantry, with the form for groceries; somebody keeps the list."""
    from nacl.public import PrivateKey

    from toolbox.kernel.intake.models import Mailbox
    from toolbox.kernel.intake.questions import Both
    from toolbox.kernel.projects import publishing, rules, starters
    from toolbox.kernel.projects.records import Draft, Front
    from toolbox.kernel.vault.ids import new_id
    from toolbox.library.models import Curators

    key = bytes(PrivateKey.generate().public_key)
    box, suggestions, experiences = [
        Mailbox.objects.create(id=new_id(), public_key=key, alone=False) for _one in range(3)
    ]
    Curators.objects.create(public=key, suggestions=suggestions.pk, experiences=experiences.pk)
    front = Front(
        title=Both(en="Porch Pantry", es="Despensa del porche"),
        words=Both(en="We share **food** on porches.", es="Compartimos **comida** en los porches."),
        hours=Both(en="Saturdays, 10 to 1", es="Sábados, de 10 a 1"),
        place=Both(en="North side", es="Lado norte"),
        phone="+12025550143",
    )
    asking = starters.everything()["groceries"].asking()
    _things()
    publishing.show(new_id(), rules.with_form(Draft(slug="porch-pantry", front=front), asking, box.pk))


def _things() -> None:
    """What Porch Pantry needs, and what is full."""
    from django.utils import timezone

    from toolbox.kernel.intake.questions import Both
    from toolbox.kernel.vault.ids import new_id
    from toolbox.tools.needs import publishing
    from toolbox.tools.needs.wanted import Level, Thing, Wanted

    things = (
        Thing(id=new_id(), says=Both(en="Diapers, size 4", es="Pañales, talla 4"), many="20"),
        Thing(id=new_id(), says=Both(en="Clothes", es="Ropa"), level=Level.FULL),
    )
    wanted = Wanted(title=Both(en="Porch Pantry", es="Despensa del porche"), slug="porch-pantry", things=things)
    publishing.show(new_id(), wanted, timezone.localdate())


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "toolbox.site.settings")
    django.setup()
    make()
