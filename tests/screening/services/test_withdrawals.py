"""Whoever withdraws an application takes back what others have said about it, too."""

import pytest

from rapport.core.errors import NotFound
from rapport.screening.invariants import INVARIANTS
from rapport.screening.models import Reference
from rapport.screening.services.references import give_reference
from rapport.screening.services.withdrawals import withdraw_whole_application
from tests import make
from tests.breaking import overwrite, said_by

pytestmark = pytest.mark.django_db


def test_references_go_with_the_application_and_their_links_are_dead():
    application = make.make_application()
    make.make_reference(application=application, state="given")
    asked = make.make_reference(application=application)
    elsewhere = make.make_reference()

    withdraw_whole_application(application, by=make.make_applicant_actor(application))

    assert list(Reference.objects.all()) == [elsewhere]
    with pytest.raises(NotFound):
        give_reference(asked, known_for="Long", recommends="yes")


def test_a_reference_that_is_kept_is_found():
    reference = make.make_reference(state="given")
    assert said_by(INVARIANTS) == []

    overwrite(reference.application, state="withdrawn")

    assert said_by(INVARIANTS) == [f"reference {reference.public_id}: its application was withdrawn"]
