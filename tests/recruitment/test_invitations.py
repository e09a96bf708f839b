"""Inviting by list and by link: whom, once, for how long, and what opens with it."""

import datetime as dt

import pytest

from rapport.accounts.models import Person
from rapport.audit.models import AuditEvent
from rapport.core import clock
from rapport.core.actors import Actor
from rapport.core.errors import NotFound, WrongState
from rapport.letters.models import Letter
from rapport.programmes.choices import CohortState, OrganisationState
from rapport.recruitment.choices import APPLICANT_HAT, ApplicationState, InvitationState
from rapport.recruitment.errors import (
    ApplicationsClosed,
    CohortDoesNotRecruit,
    InvitationOver,
    LastDayOver,
    RoleNotAsked,
    WrittenToToday,
)
from rapport.recruitment.models import Application, Invitation, InviteLink
from rapport.recruitment.selectors import get_way, invitations_of
from rapport.recruitment.services.address_lists import lines_of_table, read_lines
from rapport.recruitment.services.applications import (
    begin_application,
    submit_application,
    write_application,
)
from rapport.recruitment.services.invitations import (
    invite_list,
    make_link,
    refuse_invitations,
    resend_invitation,
    revoke_link,
    withdraw_invitation,
)
from rapport.tables import read_table
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort():
    return make.make_cohort(state=CohortState.PLANNED)


@pytest.fixture
def coordinator(cohort):
    return make.make_actor(programme=cohort.programme)


def invite(cohort, coordinator, text="ada@example.org", days=10, **more):
    return invite_list(cohort, role=make.MENTEE, text=text, days=days, by=coordinator, **more)


def applicant(cohort, email="ada@example.org"):
    person = Person.objects.filter(email=email).first() or make.make_person(email=email)
    return Actor(person, cohort.programme.organisation, APPLICANT_HAT)


def begin(invited, by, role=make.MENTEE):
    way = get_way(invited.public_id)
    return begin_application(way.form, role=role, by=by, way=way)


def states(cohort, coordinator):
    return {each.email: each.state for each in invitations_of(cohort, by=coordinator)}


@pytest.mark.parametrize(
    ("written", "email", "name"),
    [
        ("ada@example.org", "ada@example.org", ""),
        ("Ada Ames <Ada@Example.org>", "ada@example.org", "Ada Ames"),
        ("ada@example.org;Ada Ames", "ada@example.org", "Ada Ames"),
        ("Ames, Ada, ada@example.org", "ada@example.org", "Ames, Ada"),
        ('"Ada Ames"\tada@example.org', "ada@example.org", "Ada Ames"),
        ("mailto:ada@example.org", "mailto:ada@example.org", ""),
    ],
)
def test_an_address_is_found_wherever_it_stands(cohort, written, email, name):
    (line,) = read_lines(cohort, make.MENTEE, written)

    if written.startswith("mailto"):
        assert line.fault
    else:
        assert (line.email, line.name, line.fault) == (email, name, "")


def test_each_line_of_which_nothing_comes_says_why_and_none_is_lost(cohort):
    programme = cohort.programme
    invited = make.make_invitation(cohort=cohort, email="invited@example.org")
    make.make_refusal(organisation=programme.organisation, email="no@example.org")
    applied = make.make_application(cohort=cohort)
    draft = make.make_application(cohort=cohort, state=ApplicationState.DRAFT)
    taking_part = make.make_participation(role=make.MENTEE, cohort=cohort)
    written = [
        "Name, E-mail",
        "ada@example.org",
        "",
        "Ada <ADA@example.org>",
        "nobody@nowhere",
        invited.email,
        "no@example.org",
        applied.person.email,
        taking_part.profile.person.email,
        draft.person.email,
    ]

    lines = read_lines(cohort, make.MENTEE, "\n".join(written))

    assert [(line.number, line.fault) for line in lines] == [
        (1, "There is no e-mail address in this line."),
        (2, ""),
        (4, "This address stands in line 2 already."),
        (5, "This is not an e-mail address."),
        (6, "They are invited already. You can send that letter again."),
        (7, "This address has asked not to be invited again."),
        (8, "They have applied already."),
        (9, "They take part already."),
        (10, ""),
    ]


@pytest.mark.parametrize(
    ("content", "lines"),
    [
        (b"Name;E-mail\nAda;ada@example.org\nBo;\n", ["Ada, ada@example.org", "Bo"]),
        (b"Ada,ada@example.org\nBo,bo@example.org\n", ["Ada, ada@example.org", "Bo, bo@example.org"]),
    ],
)
def test_a_spreadsheet_becomes_lines_with_or_without_headings(content, lines):
    assert lines_of_table(read_table(content)).splitlines() == lines


def test_whoever_can_be_invited_gets_a_letter_and_the_cohort_recruits(cohort, coordinator):
    known = make.make_person(email="known@example.org", language="de")

    invite(cohort, coordinator, "Ada Ames, ada@example.org\nknown@example.org\nrubbish", note="Do come.")

    cohort.refresh_from_db()
    letters = Letter.objects.order_by("to_address")
    ada = Invitation.objects.get(email="ada@example.org")
    assert cohort.state == CohortState.RECRUITING
    assert [(each.to_address, each.to_name) for each in letters] == [
        ("ada@example.org", "Ada Ames"),
        ("known@example.org", ""),
    ]
    assert f"/invited/{ada.public_id}/" in letters[0].text
    assert "Do come." in letters[0].text
    assert not Person.objects.filter(email="ada@example.org").exists()
    assert letters[1].reader == known.public_id
    assert AuditEvent.objects.get(act="invitations-sent").detail == {"role": "mentee", "count": 2}


def test_nobody_is_invited_twice(cohort, coordinator):
    assert len(invite(cohort, coordinator, "ada@example.org\nADA@example.org")) == 1
    assert invite(cohort, coordinator) == []
    assert Letter.objects.count() == 1


def test_a_cohort_that_closes_invites_nobody(cohort, coordinator):
    type(cohort).objects.update(state=CohortState.CLOSING)

    with pytest.raises(CohortDoesNotRecruit):
        invite(cohort, coordinator)
    with pytest.raises(CohortDoesNotRecruit):
        make_link(cohort, days=3, by=coordinator)


def test_an_invitation_opens_the_form_of_a_page_that_is_not_public(cohort, coordinator):
    (invitation,) = invite(cohort, coordinator)
    ada = applicant(cohort)

    application = begin(invitation, ada)
    write_application(application, by=ada, answers={}, name="Ada")
    assert states(cohort, coordinator) == {"ada@example.org": InvitationState.BEGUN}
    submit_application(application, by=ada)

    assert states(cohort, coordinator) == {"ada@example.org": InvitationState.APPLIED}
    with pytest.raises(ApplicationsClosed):
        begin_application(get_way(invitation.public_id).form, role=make.MENTOR, by=ada)


def test_an_invitation_is_for_one_role_and_one_person(cohort, coordinator):
    (invitation,) = invite(cohort, coordinator)

    with pytest.raises(RoleNotAsked):
        begin(invitation, applicant(cohort), role=make.MENTOR)
    begin(invitation, applicant(cohort))
    with pytest.raises(InvitationOver):
        begin(invitation, applicant(cohort, "bo@example.org"))


def test_an_invitation_runs_out_at_the_end_of_a_day_and_is_sent_again(cohort, coordinator):
    (invitation,) = invite(cohort, coordinator, days=3)

    with clock.at(invitation.expires_at):
        assert states(cohort, coordinator) == {"ada@example.org": InvitationState.EXPIRED}
        with pytest.raises(InvitationOver):
            begin(invitation, applicant(cohort))
        resend_invitation(invitation, days=3, by=coordinator)
        assert states(cohort, coordinator) == {"ada@example.org": InvitationState.SENT}
        begin(invitation, applicant(cohort))
    assert (Letter.objects.filter(is_secret=False).count(), Invitation.objects.get().times_sent) == (2, 2)


def test_a_second_letter_goes_out_once_a_day(cohort, coordinator):
    (invitation,) = invite(cohort, coordinator)

    with pytest.raises(WrittenToToday):
        resend_invitation(invitation, days=3, by=coordinator)

    assert (Letter.objects.count(), Invitation.objects.get().times_sent) == (1, 1)


def test_a_withdrawn_invitation_leads_nowhere_and_whoever_has_begun_goes_on(cohort, coordinator):
    first, second = invite(cohort, coordinator, "ada@example.org\nbo@example.org")
    ada = applicant(cohort)
    begun = begin(first, ada)
    for each in (first, second):
        withdraw_invitation(each, by=coordinator)

    with pytest.raises(InvitationOver):
        begin(second, applicant(cohort, "bo@example.org"))
    with pytest.raises(WrongState):
        resend_invitation(second, days=3, by=coordinator)
    write_application(begun, by=ada, answers={}, name="Ada")
    assert submit_application(begun, by=ada).state == ApplicationState.SUBMITTED
    assert len(invite(cohort, coordinator, "bo@example.org")) == 1


def test_whoever_wants_no_invitations_gets_none_from_the_whole_organisation(cohort, coordinator):
    (invitation,) = invite(cohort, coordinator)
    next_door = make.make_cohort(
        programme=make.make_programme(organisation=cohort.programme.organisation),
        state=CohortState.RECRUITING,
    )
    elsewhere = make.make_cohort(state=CohortState.RECRUITING)

    for _ in range(2):
        refuse_invitations(invitation)

    assert states(cohort, coordinator) == {"ada@example.org": InvitationState.WITHDRAWN}
    assert invite(next_door, make.make_actor(programme=next_door.programme)) == []
    assert len(invite(elsewhere, make.make_actor(programme=elsewhere.programme))) == 1
    assert AuditEvent.objects.filter(act="invitations-refused").count() == 1


def test_a_link_is_used_as_often_as_it_says(cohort, coordinator):
    link = make_link(cohort, days=5, most_uses=2, by=coordinator)
    for email in ("ada@example.org", "bo@example.org"):
        begin(link, applicant(cohort, email))
    again = begin(link, applicant(cohort))

    with pytest.raises(InvitationOver):
        begin(link, applicant(cohort, "cy@example.org"))
    assert again.person.email == "ada@example.org"
    assert (InviteLink.objects.get().uses, Application.objects.filter(invite_link=link).count()) == (2, 2)


def test_a_link_is_revoked_at_once_and_for_good(cohort, coordinator):
    link = make_link(cohort, days=5, by=coordinator)
    revoke_link(link, by=coordinator)

    with pytest.raises(InvitationOver):
        begin(link, applicant(cohort))
    with pytest.raises(WrongState):
        revoke_link(link, by=coordinator)


def test_a_link_ends_with_its_last_day(cohort, coordinator):
    link = make_link(cohort, days=5, by=coordinator)

    with clock.at(link.expires_at - dt.timedelta(seconds=1)):
        begin(link, applicant(cohort))
    with clock.at(link.expires_at), pytest.raises(InvitationOver):
        begin(link, applicant(cohort, "bo@example.org"))


def test_the_last_day_to_apply_holds_for_the_invited_too(cohort, coordinator):
    link = make_link(cohort, days=50, by=coordinator)
    type(cohort.application_form).objects.update(last_day=make.days_ago(2))

    with pytest.raises(ApplicationsClosed):
        begin(link, applicant(cohort))


def test_a_suspended_organisation_invites_nobody_in(cohort, coordinator):
    link = make_link(cohort, days=5, by=coordinator)
    type(cohort.programme.organisation).objects.update(
        state=OrganisationState.SUSPENDED, suspended_at=clock.now()
    )

    with pytest.raises(NotFound):
        get_way(link.public_id)


def test_an_apostrophe_belongs_to_an_address_and_two_addresses_are_no_line(cohort):
    typed = "O'Brien, o'brien@example.org\n'ann@example.org'\nann@x.org; bob@x.org"

    lines = read_lines(cohort, make.MENTEE, typed)

    assert [(line.email, line.fault) for line in lines[:1]] == [("o'brien@example.org", "")]
    assert lines[2].fault == "Please write one address a line."


def test_no_letter_promises_a_day_after_the_last_one(cohort, coordinator):
    form = make.make_application_form(cohort=cohort, last_day=make.days_ago(-3))

    (invitation,) = invite_list(cohort, role=make.MENTEE, text="a@example.org", days=21, by=coordinator)
    assert invitation.expires_at == form.closes_at

    form.last_day = make.days_ago(1)
    form.save()
    with pytest.raises(LastDayOver):
        invite_list(cohort, role=make.MENTEE, text="b@example.org", days=21, by=coordinator)
