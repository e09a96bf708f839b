"""What takes seconds runs before the transaction: on SQLite it would keep everybody else from writing."""

import pytest
from django.db import connection

from rapport.matching.models import Proposal
from rapport.matching.services import exports as proposals
from rapport.mentorships.services import exports as mentorships
from rapport.programmes.choices import ParticipantRole
from rapport.programmes.services import exports as participants
from rapport.programmes.services.imports import lifecycle as imports
from tests import make

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cohort():
    return make.make_cohort()


@pytest.fixture
def by(cohort):
    return make.make_actor(programme=cohort.programme)


def watch(monkeypatch, module, name):
    """Let the function of `module` say, at each call, whether a transaction is open."""
    seen, real = [], getattr(module, name)

    def watched(*args, **kwargs):
        seen.append(connection.in_atomic_block)
        return real(*args, **kwargs)

    monkeypatch.setattr(module, name, watched)
    return seen


@pytest.mark.parametrize(
    ("module", "export"),
    [
        (participants, lambda cohort, by: participants.export_participants(cohort, kind="csv", by=by)),
        (mentorships, lambda cohort, by: mentorships.export_mentorships(cohort, kind="csv", by=by)),
        (mentorships, lambda cohort, by: mentorships.export_register(cohort, kind="csv", by=by)),
        (
            proposals,
            lambda cohort, by: proposals.export_proposals(cohort, Proposal.objects.all(), kind="csv", by=by),
        ),
    ],
)
def test_a_spreadsheet_is_written_outside_any_transaction(monkeypatch, cohort, by, module, export):
    seen = watch(monkeypatch, module, "write_spreadsheet")
    export(cohort, by)
    assert seen == [False]


def test_an_upload_is_read_outside_any_transaction(monkeypatch, cohort, by):
    seen = watch(monkeypatch, imports, "read_table")
    content = b"Name,E-mail\r\nAsha Rao,asha@example.org\r\n"
    imports.start_import(cohort, role=ParticipantRole.MENTOR, file_name="mentors.csv", content=content, by=by)
    assert seen == [False]
