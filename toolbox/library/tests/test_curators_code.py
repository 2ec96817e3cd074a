"""Whoever runs the toolbox prints the code with which a circle keeps the list."""

import pytest
from click.testing import CliRunner
from django.conf import LazySettings
from django.utils import timezone

from toolbox.kernel.vault import words
from toolbox.library.commands import library
from toolbox.library.curating import codes
from toolbox.library.models import CuratorsCode

pytestmark = pytest.mark.django_db


def printed(*more: str) -> str:
    done = CliRunner().invoke(library, ["curators", *more], obj=lambda: None)
    assert done.exit_code == 0, done.output
    return done.output.strip()


def test_each_new_code_voids_the_one_before_and_none_is_written_down() -> None:
    first = printed()
    assert len(first.split()) == codes.WORDS
    second = printed("--spanish")
    assert not words.unknown(second)
    now = timezone.now()
    assert not codes.is_good(first, now)
    assert codes.is_good(second, now)
    assert not codes.is_good(second, now + codes.LASTS)
    (row,) = CuratorsCode.objects.values()
    assert second.split()[0].encode() not in bytes(row["lookup"])


def test_no_circle_keeps_the_list_where_errors_are_shown_in_full(settings: LazySettings) -> None:
    settings.DEBUG = True
    done = CliRunner().invoke(library, ["curators"], obj=lambda: None)
    assert done.exit_code == 1
    assert not CuratorsCode.objects.exists()
