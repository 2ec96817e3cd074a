"""Two people of one circle, each with a browser, and a form."""

import pytest

from toolbox.kernel.intake.tests import desk as desks
from toolbox.kernel.intake.tests.desk import Desk


@pytest.fixture
def desk(db: None) -> Desk:
    return desks.desk()
