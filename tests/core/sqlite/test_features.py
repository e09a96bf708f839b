"""What the house's SQLite says that it can do."""

import pytest

from rapport.accounts.models import Person
from rapport.programmes.models import Profile
from tests import make

pytestmark = pytest.mark.django_db


def test_more_than_a_thousand_related_rows_are_prefetched():
    organisation = make.make_organisation()
    people = Person.objects.bulk_create([Person(email=f"p{number}@example.org") for number in range(1100)])
    Profile.objects.bulk_create(
        [Profile(organisation=organisation, person=each, name="P") for each in people]
    )

    profiles = list(Profile.objects.prefetch_related("person"))

    assert {profile.person.email for profile in profiles} == {person.email for person in people}
