"""Parts of a page that are the same for everybody: made once a language, of nothing that a page knows."""

from django.template import Context, Template
from django.utils.translation import override

PAGE = "{% still %}<h1>{% translate 'Sign in' %}{{ name }}</h1>{% endstill %}<p>{{ name }}</p>"


def test_it_is_said_in_the_language_of_whoever_reads() -> None:
    page = Template(PAGE)
    with override("en"):
        assert page.render(Context({"name": "Ana"})) == "<h1>Sign in</h1><p>Ana</p>"
    with override("es"):
        assert page.render(Context({"name": "Ana"})) == "<h1>Entrar</h1><p>Ana</p>"
    with override("en"):
        assert page.render(Context({"name": "Ben"})) == "<h1>Sign in</h1><p>Ben</p>"


def test_nothing_about_anybody_gets_into_it() -> None:
    page = Template(PAGE)
    for name in ("Ana", "Ben"):
        shown = page.render(Context({"name": name}))
        assert shown.count(name) == 1
        assert f"<p>{name}</p>" in shown


def test_it_is_made_once() -> None:
    page = Template("{% still %}{% now 'u' %}{% endstill %}")
    assert page.render(Context()) == page.render(Context())
