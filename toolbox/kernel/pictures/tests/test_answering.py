"""A browser gets a picture, and nothing that it could keep, run or ask for."""

import pytest
from csp.middleware import CSPMiddleware
from django.test import RequestFactory

from toolbox.kernel.pictures.picture import Picture
from toolbox.kernel.pictures.showing import answer
from toolbox.kernel.ui.headers import HeadersMiddleware

JPEG = Picture(body=b"\xff\xd8\xff", media_type="image/jpeg", width=3, height=2)
PNG = Picture(body=b"\x89PNG\r\n\x1a\n", media_type="image/png", width=3, height=2)


@pytest.mark.parametrize(("picture", "name"), [(JPEG, "picture.jpg"), (PNG, "picture.png")])
def test_it_is_kept_by_nobody_and_can_do_nothing(picture: Picture, name: str) -> None:
    request = RequestFactory().get("/")
    response = HeadersMiddleware(lambda _: answer(picture))(request)
    CSPMiddleware(lambda _: response).process_response(request, response)
    assert response.content == picture.body
    assert response.headers["Content-Type"] == picture.media_type
    assert response.headers["Content-Disposition"] == f'inline; filename="{name}"'
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    policy = response.headers["Content-Security-Policy"]
    assert policy == "default-src 'none'; frame-ancestors 'none'; sandbox", "its own, and not the house's for pages"
