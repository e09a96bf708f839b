"""Invitations on the coordinator's side: a list checked line by line, letters, links, and what came of them."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from rapport.letters.models import Letter
from rapport.programmes.choices import CohortState
from rapport.recruitment.choices import ApplicationState
from rapport.recruitment.models import Invitation, InviteLink
from tests import make
from tests.cast import browser_of
from tests.crowd import tell_the_planner
from tests.web.coordinator.matching_pages import words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort():
    return make.make_cohort(state=CohortState.RECRUITING)


@pytest.fixture
def signed_in(cohort):
    return browser_of(make.make_actor(programme=cohort.programme))


def page(about, name="invitation-list"):
    return reverse(f"coordinator:{name}", args=[about.public_id])


def sent(people="Ada Ames, ada@example.org\nrubbish", **more):
    return {"role": "mentee", "people": people, "days": "10", "note": "Do come.", **more}


def test_a_list_is_shown_line_by_line_with_its_letter_before_anything_goes_out(signed_in, cohort):
    answer = signed_in.post(page(cohort, "invitation-add"), sent())

    words = words_of(answer)
    assert "1 person can be invited 1 line is left out rubbish Line 2: There is no e-mail address" in words
    assert "Do come." in answer.context["letter"].paragraphs
    assert "rubbish" in answer.context["form"]["people"].value()
    assert not Invitation.objects.exists()


def test_a_list_is_invited_once_confirmed(signed_in, cohort):
    told = signed_in.post(page(cohort, "invitation-add"), sent(confirmed="yes"), follow=True)

    assert "1 person is invited." in words_of(told)
    assert "Ada Ames ada@example.org" in words_of(told)
    assert Letter.objects.get().to_address == "ada@example.org"


def test_a_spreadsheet_comes_to_what_was_typed(signed_in, cohort):
    file = SimpleUploadedFile("people.csv", b"Name;E-mail\nBo;bo@example.org\nCy;nowhere\n")

    answer = signed_in.post(page(cohort, "invitation-add"), sent("ada@example.org", file=file))

    assert [line.email for line in answer.context["good"]] == ["ada@example.org", "bo@example.org"]
    assert [line.written for line in answer.context["faulty"]] == ["Cy, nowhere"]


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"\x89PNG\r\n\x1a\n\x00\x00", ""), (b"", "")],
)
def test_a_file_that_cannot_be_read_is_refused_beside_the_field(signed_in, cohort, content, said):
    file = SimpleUploadedFile("people.csv", content)

    answer = signed_in.post(page(cohort, "invitation-add"), sent("ada@example.org", file=file))

    if content:
        assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["file"])
        assert answer.context["form"]["people"].value() == "ada@example.org"


def test_an_empty_list_is_refused(signed_in, cohort):
    answer = signed_in.post(page(cohort, "invitation-add"), sent(" "))

    assert answer.status_code == 422
    assert "Please write at least one address" in words_of(answer)


def test_the_list_says_what_came_of_each(signed_in, cohort):
    for state in (None, ApplicationState.DRAFT, ApplicationState.SUBMITTED):
        invitation = make.make_invitation(cohort=cohort)
        if state:
            make.make_application(cohort=cohort, state=state, invitation=invitation)
    make.make_invitation(cohort=cohort, expires_at=make.clock.now())
    make.make_invitation(cohort=cohort, withdrawn_at=make.clock.now())

    answer = signed_in.get(page(cohort))
    found = answer.context["page"]
    assert sorted(each.state_label for each in found) == ["applied", "begun", "ran out", "sent", "withdrawn"]

    assert sorted(each.state for each in found) == ["applied", "begun", "expired", "sent", "withdrawn"]
    narrowed = signed_in.get(page(cohort) + "?state=begun").context["page"]
    assert [each.state for each in narrowed] == ["begun"]


def test_a_letter_is_sent_again_and_an_invitation_taken_back(signed_in, cohort):
    invitation = make.make_invitation(
        cohort=cohort, sent_at=make.clock.now() - make.dt.timedelta(days=3), email="ada@example.org"
    )

    assert "on its way again" in words_of(signed_in.post(page(invitation, "invitation-resend"), follow=True))
    again = words_of(signed_in.post(page(invitation, "invitation-resend"), follow=True))
    assert "They were written to today already." in again
    signed_in.post(page(invitation, "invitation-withdraw"))

    invitation.refresh_from_db()
    assert invitation.withdrawn_at is not None
    assert Letter.objects.count() == 1


@pytest.mark.parametrize("has_begun", [False, True])
def test_withdrawing_says_first_what_it_does(signed_in, cohort, has_begun):
    invitation = make.make_invitation(cohort=cohort, email="ada@example.org")
    if has_begun:
        make.make_application(cohort=cohort, state=ApplicationState.DRAFT, invitation=invitation)

    listed = signed_in.get(page(cohort)).content.decode()

    (confirm,) = re.findall(r'<details class="confirm">.*?</details>', listed, re.DOTALL)
    assert f'action="{page(invitation, "invitation-withdraw")}"' in confirm
    assert listed.count(page(invitation, "invitation-withdraw")) == 1
    assert re.sub(r"<[^>]+>", "", confirm).split()[:2] == ["Withdraw:", "ada@example.org"]
    assert ("Whoever has begun goes on." in confirm) == has_begun


def test_a_link_is_made_shared_and_ended(signed_in, cohort):
    made = signed_in.post(
        page(cohort, "invite-link-add"),
        {"label": "Newsletter", "role": "mentor", "days": "5", "most_uses": "3"},
        follow=True,
    )

    link = InviteLink.objects.get()
    shared = f"http://localhost:8000{reverse('invited', args=[link.public_id])}"
    assert f'href="{shared}"' in made.content.decode()
    assert (link.role, link.most_uses) == ("mentor", 3)
    assert "Newsletter used 0 of 3 times" in words_of(signed_in.get(page(cohort)))

    signed_in.post(page(link, "invite-link-revoke"))

    assert "revoked" in words_of(signed_in.get(page(cohort)))
    assert shared not in signed_in.get(page(link, "invite-link")).content.decode()


def test_what_is_wrong_with_a_link_is_said_with_nothing_lost(signed_in, cohort):
    answer = signed_in.post(page(cohort, "invite-link-add"), {"label": "News", "days": "0", "most_uses": "0"})

    assert answer.status_code == 422
    assert answer.context["form"]["label"].value() == "News"
    assert not InviteLink.objects.exists()


def test_five_hundred_lines_ask_no_more_than_three(signed_in, cohort):
    def asked(count):
        people = "\n".join(f"person{number}@example.org" for number in range(count))
        tell_the_planner()
        with CaptureQueriesContext(connection) as seen:
            assert signed_in.post(page(cohort, "invitation-add"), sent(people)).status_code == 200
        return len(seen)

    asked(1)
    assert asked(3) == asked(500)
