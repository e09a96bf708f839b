"""Nobody is shown what belongs to others: their texts carry marks, and nothing that anybody is shown may hold one (S2)."""

import io
import zipfile

import pytest
from django.db.models import F, Value
from django.db.models.functions import Concat
from django.http import HttpResponse
from django.urls import path, reverse

from rapport.letters.models import Letter
from rapport.mentorships.models import Attendance, Meeting, MentorshipParty
from rapport.programmes.models import Cohort, Profile
from rapport.questionnaires.services import freeze_questions
from rapport.recruitment.models import GuardianConsent, Reservation, Review
from rapport.screening.models import Clearance, Reference
from rapport.training.models import PlanStep
from tests import make
from tests.access.crawl import crawl, told_by
from tests.cast import NAMES, OTHER_ORGANISATION_MARK, OTHER_PROGRAMME_MARK, OWN_MARK, assemble_cast

NEIGHBOURS_MARK = "cnryneighbours"
PEOPLE_MARK = "cnrypeople"
REVIEW_MARK, RESERVATION_MARK = "cnryreview", "cnryreservation"
APPLICANT_SECRET, MENTEE_SECRET = "cnryapplicantsecret", "cnrymenteesecret"
NUMBER, REFERENCE = "cnrynumberofacheck", "cnrytextofareference"
GUARDIAN = "cnryguardian"
SECRETS = {APPLICANT_SECRET, MENTEE_SECRET, NUMBER, REFERENCE, GUARDIAN}
MENTOR_PLAN, NEIGHBOUR_PLAN = "cnrymentorplan", "cnryneighbourplan"
PLANS = {MENTOR_PLAN, NEIGHBOUR_PLAN}
ALL = frozenset(
    {
        *SECRETS,
        MENTOR_PLAN,
        NEIGHBOUR_PLAN,
        OWN_MARK,
        NEIGHBOURS_MARK,
        PEOPLE_MARK,
        REVIEW_MARK,
        RESERVATION_MARK,
        OTHER_PROGRAMME_MARK,
        OTHER_ORGANISATION_MARK,
    }
)
STARTS = [
    "/",
    "/account/roles/",
    "/account/login/",
    "/coordinator/programmes/",
    "/coordinator/team/",
    "/participant/",
    "/applicant/",
]
TEAM, COLLEAGUES = "/coordinator/team/", {OWN_MARK, OTHER_PROGRAMME_MARK}

# What each may be shown. Staff see who else works for the organisation, so its other programme's name stands in the team.
RUNS_OWN = {OWN_MARK, NEIGHBOURS_MARK, PEOPLE_MARK, REVIEW_MARK, RESERVATION_MARK} | SECRETS
MAY_SEE = {
    "owner": RUNS_OWN | {OTHER_PROGRAMME_MARK},
    "coordinator": RUNS_OWN,
    "deputy": RUNS_OWN,
    "reviewer": {OWN_MARK},
    "safeguarding_lead": {OWN_MARK, NEIGHBOURS_MARK, PEOPLE_MARK, NUMBER, GUARDIAN},
    "committee_member": {OWN_MARK},
    "second_committee_member": {OWN_MARK},
    "observer": {OWN_MARK},
    "mentor": {OWN_MARK, PEOPLE_MARK, MENTOR_PLAN},
    "mentee": {OWN_MARK, PEOPLE_MARK, MENTEE_SECRET},
    "former_mentor": set(),
    "other_programme_coordinator": {OTHER_PROGRAMME_MARK},
    "other_organisation_coordinator": {OTHER_ORGANISATION_MARK},
    "other_organisation_mentor": {OTHER_ORGANISATION_MARK},
    "other_organisation_mentee": {OTHER_ORGANISATION_MARK},
    "applicant": {OWN_MARK, APPLICANT_SECRET},
    "no_role": set(),
    "half_signed_in": set(),
    "nobody": set(),
}


@pytest.fixture
def cast(db):
    """The cast with marks: on everything of a programme, on its mentors and mentees, on what is between neighbours."""
    cast = assemble_cast(mark=OWN_MARK)
    mark_people(cast.own.cohort)
    mark_what_is_between(cast.own.neighbours.mentorship)
    mark_what_is_sensitive(cast.own)
    Review.objects.filter(pk=cast.own.review.pk).update(comment=REVIEW_MARK)
    Reservation.objects.filter(pk=cast.own.reservation.pk).update(note=RESERVATION_MARK)
    Clearance.objects.filter(pk=cast.own.clearance.pk).update(number=NUMBER)
    Reference.objects.filter(pk=cast.own.reference.pk).update(
        state="given",
        answered_at=make.clock.now(),
        recommends="no",
        known_for=REFERENCE,
        comment=REFERENCE,
        concerns=REFERENCE,
    )
    GuardianConsent.objects.filter(pk=cast.own.consent.pk).update(
        name=GUARDIAN, email=f"{GUARDIAN}@example.org"
    )
    mark_what_is_private(cast.own)
    return cast


def mark_people(cohort: Cohort) -> None:
    people = Profile.objects.filter(participations__cohort=cohort)
    people.update(name=Concat(F("name"), Value(f" {PEOPLE_MARK}")))


def mark_what_is_between(mentorship) -> None:
    meetings = Meeting.objects.filter(mentorship=mentorship)
    meetings.update(topics=NEIGHBOURS_MARK, next_steps=NEIGHBOURS_MARK, place=NEIGHBOURS_MARK)
    Attendance.objects.filter(meeting__in=meetings).update(note=NEIGHBOURS_MARK)
    parties = MentorshipParty.objects.filter(mentorship=mentorship)
    Profile.objects.filter(participations__mentorship_parties__in=parties).update(name=NEIGHBOURS_MARK)


def mark_what_is_sensitive(world) -> None:
    """Ask something sensitive, and let an applicant and a mentee answer it; the applicant begins after it is asked."""
    make.make_question(cohort=world.cohort, key="health", kind="text", is_sensitive=True, position=9)
    for sheet, secret in (
        (world.application.answers, APPLICANT_SECRET),
        (world.pair.mentee.answers, MENTEE_SECRET),
    ):
        sheet.values |= {"health": secret}
        sheet.version = sheet.version and freeze_questions(world.cohort.questionnaire)
        sheet.save()


def mark_what_is_private(world) -> None:
    """Mark the plan of the cast's mentor, and that of one whom nobody else is: not even who runs the programme sees it."""
    for pair, mark in ((world.pair, MENTOR_PLAN), (world.neighbours, NEIGHBOUR_PLAN)):
        PlanStep.objects.filter(pk=pair.plan_step.pk).update(text=mark)


def leaks(client, name):
    """Return where one of the cast is shown a mark that they may not see."""
    found = []
    for page in crawl(client, STARTS, searched_for="Moss"):
        allowed = MAY_SEE[name] | (
            {OTHER_PROGRAMME_MARK, OWN_MARK} if page.address.startswith(TEAM) and MAY_SEE[name] else set()
        )
        found += [f"{page.address} shows {mark}" for mark in ALL - allowed if mark in page.told]
        found += [f"{page.address} answers {page.status}"] * (page.status >= 500)
    return found


@pytest.mark.parametrize("name", NAMES)
def test_nobody_is_shown_what_belongs_to_others(cast, name):
    assert leaks(cast.client(name), name) == []


@pytest.mark.parametrize(
    ("name", "marks"),
    [
        ("owner", RUNS_OWN | {OTHER_PROGRAMME_MARK}),
        ("coordinator", RUNS_OWN),
        ("safeguarding_lead", {OWN_MARK, PEOPLE_MARK, NUMBER, GUARDIAN}),
        ("mentor", {OWN_MARK, PEOPLE_MARK, MENTOR_PLAN}),
        ("mentee", {OWN_MARK, PEOPLE_MARK, MENTEE_SECRET}),
        ("applicant", {OWN_MARK, APPLICANT_SECRET}),
        ("other_organisation_coordinator", {OTHER_ORGANISATION_MARK}),
    ],
)
def test_crawl_reaches_what_people_may_see(cast, name, marks):
    """The control: a crawl that saw nothing would find no leak."""
    told = "".join(page.told for page in crawl(cast.client(name), STARTS, searched_for="Moss"))

    assert {mark for mark in marks if mark in told} == marks


def leaking(request):
    names = ", ".join(Profile.objects.values_list("name", flat=True))
    return HttpResponse(f'<a href="/leak/further/">{names}</a>')


def leaking_in_a_header(request):
    return HttpResponse(
        "", headers={"X-Cohort": Cohort.objects.filter(name__contains=OTHER_ORGANISATION_MARK)[0].name}
    )


urlpatterns = [path("", leaking), path("leak/further/", leaking_in_a_header)]


def test_planted_leak_is_found(cast, settings):
    settings.ROOT_URLCONF = __name__

    found = leaks(cast.client("nobody"), "nobody")

    assert f"/ shows {OTHER_ORGANISATION_MARK}" in found
    assert f"/leak/further/ shows {OTHER_ORGANISATION_MARK}" in found


EXPORTS = [
    ("coordinator:participation-export", "csv"),
    ("coordinator:participation-export", "xlsx"),
    ("coordinator:mentorship-export", "csv"),
    ("coordinator:training-export", "csv"),
    ("coordinator:clearance-export", "csv"),
    ("coordinator:register-export", "xlsx"),
    ("coordinator:proposal-export", "csv"),
]


@pytest.mark.parametrize(("route", "kind"), EXPORTS)
def test_tables_that_are_taken_away_hold_nothing_of_others(cast, route, kind):
    client, address = cast.client("coordinator"), reverse(route, args=[cast.own.cohort.public_id, kind])
    response = client.post(address)
    response = client.get(address) if response.status_code == 405 else response

    told = unpacked(told_by(response), response)

    assert {mark for mark in ALL if mark in told} - MAY_SEE["coordinator"] == set()
    assert PEOPLE_MARK in told


def unpacked(told, response):
    content = b"".join(response.streaming_content) if response.streaming else response.content
    if not content.startswith(b"PK"):
        return told
    with zipfile.ZipFile(io.BytesIO(content)) as workbook:
        return "".join(workbook.read(name).decode(errors="replace") for name in workbook.namelist())


def test_letters_hold_nothing_of_others(cast):
    before = set(Letter.objects.values_list("pk", flat=True))
    address = reverse("coordinator:proposal-release", args=[cast.own.cohort.public_id])
    cast.client("coordinator").post(address, {"all": "yes", "confirmed": "yes"})
    proposal = cast.own.released_to_mentor.public_id
    cast.client("mentor").post(reverse("participant:proposal-accept", args=[proposal]))

    written = Letter.objects.exclude(pk__in=before)
    told = "".join(f"{row}" for row in written.values())

    assert {letter.chain for letter in written} == {cast.organisation.public_id}
    assert {mark for mark in ALL if mark in told} == RUNS_OWN - SECRETS - {REVIEW_MARK, RESERVATION_MARK}
