"""`python -m tests.saturday` puts a circle of two with a public page in TOOLBOX_DATA or DATABASE_URL."""

import os

import django


def make() -> None:
    """Riverbend's Saturday table, with a form for groceries and one that takes a photograph."""
    from tests.people import again, circle, joins, somebody
    from toolbox.kernel.circles import group as groups
    from toolbox.kernel.intake import boxes
    from toolbox.kernel.intake.questions import Both
    from toolbox.kernel.projects import publishing, rules, starters
    from toolbox.kernel.projects.records import HERE, Draft, Front

    own = circle(somebody())
    joins(somebody(), own, "Birch")
    group = groups.opened(again(own.me), own.id)
    draft = Draft(slug="saturday-table", front=Front(title=Both(en="Saturday Table", es="Mesa del sábado")))
    for name in ("groceries", "write-to-us"):
        asking = starters.everything()[name].asking()
        draft = rules.with_form(draft, asking, boxes.make(group, name).value.mailbox)
    publishing.publish(group, group.circle.put(draft, HERE))


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "toolbox.site.settings")
    django.setup()
    make()
