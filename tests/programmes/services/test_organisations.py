"""Staff roles end, and somebody always owns the organisation."""

import pytest

from rapport.programmes.choices import StaffRole
from rapport.programmes.errors import LastOwner
from rapport.programmes.models import Membership
from rapport.programmes.services.organisations import end_membership
from tests import make

pytestmark = pytest.mark.django_db


def test_two_owners_who_end_each_other_leave_one_behind():
    organisation = make.make_organisation()
    first, second = (make.make_membership(role=StaffRole.OWNER, organisation=organisation) for _ in range(2))
    make.make_membership(role=StaffRole.OWNER)

    end_membership(second, by=make.staff_actor(first))
    with pytest.raises(LastOwner):
        end_membership(first, by=make.staff_actor(second))

    owners = Membership.objects.filter(profile__organisation=organisation, ended_at=None)
    assert list(owners) == [first]
