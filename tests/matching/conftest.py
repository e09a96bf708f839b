"""Fixtures of matching."""

import pytest

from rapport.core.actors import Actor
from rapport.programmes.models import Cohort
from tests import make
from tests.matching.cohorts import matchable_cohort


@pytest.fixture
def cohort(db: None) -> Cohort:
    return matchable_cohort()


@pytest.fixture
def by(cohort: Cohort) -> Actor:
    return make.make_actor(programme=cohort.programme)
