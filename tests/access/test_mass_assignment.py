"""Forms take what they show and nothing else: every other column of the row is sent along, and none of them changes (S4)."""

import pytest
from django.urls import reverse

from tests.access.rows import public_id

HOSTILE = {
    "id": "1",
    "pk": "1",
    "public_id": "aaaaaaaaaaaa",
    "created_at": "2000-01-01 00:00",
    "organisation": "2",
    "organisation_id": "2",
    "programme": "2",
    "programme_id": "2",
    "cohort": "2",
    "cohort_id": "2",
    "questionnaire": "2",
    "profile": "2",
    "profile_id": "2",
    "person": "2",
    "role": "owner",
    "hat": "owner",
    "state": "closed",
    "is_demo": "on",
    "preset": "stolen",
    "places_taken": "0",
    "answers": "2",
    "email": "stolen@oak.example",
    "line_manager": "2",
    "recorded_by": "1",
    "mentorship": "2",
    "settled_by": "1",
    "settled_at": "2026-01-01",
    "verdict": "confirmed",
    "proposal": "2",
    "signed_at": "2000-01-01",
    "is_superuser": "on",
    "is_staff": "on",
    "is_active": "",
}
PROGRAMME = {
    "name": "Renamed",
    "purpose": "Other",
    "model": "one-to-one",
    "mentor_word": "guide",
    "mentee_word": "learner",
    "mentor_capacity": "2",
    "mentee_capacity": "1",
    "required_meetings": "2",
    "required_mode": "",
    "answer_days": "7",
    "time_zone": "Europe/Berlin",
    "asks_expectations": "on",
    "waits_for_agreement": "",
    "agreement_text": "We meet.",
}
COHORT = {"name": "Renamed", "starts_on": "2030-01-01", "ends_on": "2030-12-31"}
ENTRY = {
    "length": "60",
    "minutes": "",
    "mode": "video",
    "topics": "Other",
    "place": "Elsewhere",
    "next_steps": "",
    "entry_key": "other",
}
CHECK = {"name": "Renamed", "guidance": "Other", "validity_months": "12", "is_required": "on"}
READY = {"capacity": "7", "trained_on": "2026-01-01", "cleared_on": "2026-01-02"}

FORMS = [
    ("owner", "coordinator:programme-edit", ["own.programme"], "own.programme", PROGRAMME),
    ("coordinator", "coordinator:cohort-edit", ["own.cohort"], "own.cohort", COHORT),
    ("coordinator", "coordinator:check-edit", ["own.programme", "own.check"], "own.check", CHECK),
    ("coordinator", "coordinator:participation", ["own.pair.mentor"], "own.pair.mentor", READY),
    (
        "mentee",
        "participant:meeting-correct",
        ["own.pair.mentorship", "own.pair.held"],
        "own.pair.held",
        ENTRY,
    ),
]


def find(cast, where):
    for part in where.split("."):
        cast = getattr(cast, part)
    return cast


@pytest.mark.parametrize("form", FORMS, ids=[form[1] for form in FORMS])
def test_form_changes_only_what_it_shows(cast, form):
    who, route, at, where, shown = form
    row = find(cast, where)
    before = type(row).objects.filter(pk=row.pk).values().get()
    data = HOSTILE | shown
    if route == "participant:meeting-correct":
        data |= {
            "held_on": row.held_on.isoformat(),
            "present": [p.public_id for p in row.mentorship.parties.all()],
        }

    response = cast.client(who).post(reverse(route, args=[public_id(cast, each) for each in at]), data)

    after = type(row).objects.filter(pk=row.pk).values().get()
    changed = {name for name in before if before[name] != after[name]}
    assert response.status_code == 302
    assert changed != set()
    assert changed <= set(shown)
