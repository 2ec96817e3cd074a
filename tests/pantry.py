"""`python -m tests.pantry` puts a public page with a form into TOOLBOX_DATA, with no circle behind it.

Whoever only looks at pages needs no more, and a toolbox that is debugged takes no members.
"""

import os

import django


def make() -> None:
    """Porch Pantry, with the form for groceries."""
    from nacl.public import PrivateKey

    from toolbox.kernel.intake.models import Mailbox
    from toolbox.kernel.intake.questions import Both
    from toolbox.kernel.projects import publishing, rules, starters
    from toolbox.kernel.projects.records import Draft, Front
    from toolbox.kernel.vault.ids import new_id

    box = Mailbox.objects.create(id=new_id(), public_key=bytes(PrivateKey.generate().public_key), alone=False)
    front = Front(
        title=Both(en="Porch Pantry", es="Despensa del porche"),
        words=Both(en="We share **food** on porches.", es="Compartimos **comida** en los porches."),
        hours=Both(en="Saturdays, 10 to 1", es="Sábados, de 10 a 1"),
        place=Both(en="North side", es="Lado norte"),
        phone="+12025550143",
    )
    asking = starters.everything()["groceries"].asking()
    publishing.show(new_id(), rules.with_form(Draft(slug="porch-pantry", front=front), asking, box.pk))


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "toolbox.site.settings")
    django.setup()
    make()
