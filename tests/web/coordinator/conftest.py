"""A cohort, and the browser of whoever runs it."""

import pytest

from tests import make
from tests.cast import browser_of


@pytest.fixture
def cohort():
    return make.make_cohort()


@pytest.fixture
def browser(cohort):
    return browser_of(make.make_actor(programme=cohort.programme))
