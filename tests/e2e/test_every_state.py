"""Pages in the states that the cast's world does not show: empty, under way, refused, several hats, a demo."""

import pytest
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.core.mail import EmailMessage, get_connection
from django.test import Client
from django.urls import reverse

from rapport.accounts.selectors import refusal_token
from rapport.accounts.services import refuse_letters
from rapport.core import clock
from rapport.letters.choices import LetterState
from rapport.matching.choices import RunState
from rapport.programmes.choices import ImportState, StaffRole
from rapport.programmes.models import Organisation, ParticipantImport
from rapport.programmes.services.imports.faults import FaultKind, cell_fault, group_faults, row_fault
from rapport.recruitment.choices import ApplicationState
from rapport.recruitment.selectors.guardians import consent_link_of
from rapport.screening.selectors import link_of
from tests import make
from tests.cast import sign_in

OF_COHORT = [
    "today",
    "participation-list",
    "question-list",
    "training",
    "clearance-list",
    "import-start",
    "matching",
    "run-list",
    "proposal-list",
    "unmatched-list",
    "change-list",
    "proposal-release",
    "mentorship-list",
    "register",
    "letter-list",
]


def client_of(actor):
    client = Client()
    sign_in(client, actor)
    return client


def coordinator_page(name, *about):
    return reverse(f"coordinator:{name}", args=[row.public_id for row in about])


def test_pages_of_an_empty_cohort(visitor, cast):
    cohort = make.make_cohort(programme=cast.own.programme, name="Spring intake")
    visitor.become(cast.client("coordinator"))
    assert visitor.wrong_at({name: coordinator_page(name, cohort) for name in OF_COHORT}) == {}


def test_pages_of_somebody_who_waits(visitor, cast):
    waiting = make.make_participation(role=make.MENTEE, cohort=cast.own.cohort)
    make.make_acknowledgement(guideline=cast.own.guideline, profile=waiting.profile)
    names = [
        "participant:home",
        "participant:profile",
        "participant:training",
        "participant:meeting-list",
        "participant:register-list",
    ]
    visitor.become(client_of(make.participant_actor(waiting)))
    assert visitor.wrong_at({name: reverse(name) for name in names}) == {}


def test_guidelines_come_first_for_whoever_has_not_read_them(visitor, cast):
    waiting = make.make_participation(role=make.MENTEE, cohort=cast.own.cohort)
    make.make_guideline(programme=cast.own.programme, kind="boundaries", text="## Not counselling\n\nTalk.")
    address = reverse("participant:guideline-list", args=[cast.own.programme.public_id])
    visitor.become(client_of(make.participant_actor(waiting)))
    assert visitor.wrong_at({"guidelines": address}) == {}
    assert visitor.faults_of_empty_form_at(address) == []


def test_charter_and_guidelines_of_a_programme_that_has_none(visitor, cast):
    cohort = make.make_cohort(programme=make.make_programme(organisation=cast.organisation))
    alone = make.make_participation(role=make.MENTEE, cohort=cohort)
    visitor.become(cast.client("owner"))
    names = ("guideline-list", "charter", "set-up-guide")
    assert visitor.wrong_at({name: coordinator_page(name, cohort.programme) for name in names}) == {}
    visitor.become(client_of(make.participant_actor(alone)))
    address = reverse("participant:guideline-list", args=[cohort.programme.public_id])
    assert visitor.wrong_at({"to somebody": address}) == {}


def test_pages_of_an_organisation_without_programmes(visitor, db):
    visitor.become(client_of(make.make_actor(role=StaffRole.OWNER)))
    assert visitor.wrong_at({name: coordinator_page(name) for name in ("programme-list", "staff-list")}) == {}


def test_runs_that_wait_work_and_failed(visitor, cast):
    visitor.become(cast.client("coordinator"))
    addresses = {}
    for state in (RunState.REQUESTED, RunState.RUNNING, RunState.FAILED):
        cohort = make.make_cohort(programme=cast.own.programme)
        run = make.make_match_run(cohort=cohort, state=state, progress=0.4)
        addresses |= {
            f"run {state}": coordinator_page("run", cohort, run),
            f"proposals while {state}": coordinator_page("proposal-list", cohort),
        }
    assert visitor.wrong_at(addresses) == {}


def test_imports_that_wait_work_and_ended(visitor, cast):
    visitor.become(cast.client("coordinator"))
    addresses = {}
    counts = {"new": 30, "known": 2, "changed": 1, "unchanged": 8, "left": 1, "in_error": 1}
    counts |= {"unread": 3, "doubtful": 1}
    alone = group_faults([row_fault(2, FaultKind.NOT_AN_EMAIL, "this is not an e-mail address.")])
    hours = [cell_fault(row, FaultKind.NOT_HOURS, "no.", column="Free", cell="x") for row in (2, 3, 4)]
    lowest = [cell_fault(5, FaultKind.LOWEST_TAKEN, "read as 2.", column="Places", cell="2-3")]
    groups = [*alone, *group_faults([*hours, *lowest])]
    outcome = {"counts": counts, "problems": [group.to_json() for group in groups]}
    for state in (ImportState.REQUESTED, ImportState.RUNNING, ImportState.DONE, ImportState.FAILED):
        row = make.make_import(cohort=cast.own.cohort)
        ParticipantImport.objects.filter(pk=row.pk).update(
            state=state, rows_in_all=40, rows_done=10, outcome=outcome
        )
        addresses[state] = coordinator_page("import", row)
    assert visitor.wrong_at(addresses) == {}


ODD_COLUMNS = (
    b"Name,E-mail,Topic,Availability,Skills\n"
    b'A,a@example.org,law,mostly,law; tax\nB,b@example.org,tax,no idea,"law, tax"\n'
)


def test_columns_that_need_a_second_look(visitor, cast):
    cohort = make.make_cohort(programme=cast.own.programme)
    make.make_question(cohort=cohort, key="topics", label="Topics", kind="multiple", options=["law"])
    row = make.make_import(cohort=cohort, content=ODD_COLUMNS)
    visitor.become(cast.client("coordinator"))
    pages = ("import-columns", "import-check")
    assert visitor.wrong_at({page: coordinator_page(page, row) for page in pages}) == {}
    assert visitor.faults_of_empty_form_at(coordinator_page("import-columns", row)) == []


def test_an_agreement_that_waits_for_a_signature(visitor, cast):
    mentorship = make.make_mentorship(
        proposal=make.make_proposal(
            mentee=make.make_participation(role=make.MENTEE, cohort=cast.own.cohort),
            mentor=make.make_participation(role=make.MENTOR, cohort=cast.own.cohort),
            state="accepted",
        ),
        signed=False,
    )
    visitor.become(client_of(make.participant_actor(mentorship.proposal.mentee)))
    address = reverse("participant:agreement-sign", args=[mentorship.public_id])
    assert visitor.faults_at(address) == []
    assert visitor.faults_of_empty_form_at(address) == []


def test_what_two_expect_alone_and_side_by_side(visitor, cast):
    cohort = make.make_cohort(programme=make.make_programme(asks_expectations=True))
    mentee = make.make_participation(role=make.MENTEE, cohort=cohort)
    mentorship = make.make_mentorship(mentee=mentee, signed=False)
    own, other = reversed(mentorship.people)
    page, first = (
        reverse(f"participant:{name}", args=[mentorship.public_id, *number])
        for name, number in (("expectations", []), ("expectation-step", [7]))
    )
    visitor.become(client_of(make.participant_actor(mentee)))
    assert visitor.wrong_at({"alone": page, "a question": first}) == {}
    assert visitor.faults_of_empty_form_at(first) == []
    make.make_expectations(party=own)
    assert visitor.wrong_at({"answered": page}) == {}
    make.make_expectations(party=other, notice="7")
    assert visitor.wrong_at({"both sides": page}) == {}


def test_a_change_of_an_agreement_that_waits_and_one_that_was_taken_back(visitor, cast):
    mentorship = cast.own.pair.mentorship
    change = make.make_agreement(
        mentorship=mentorship, signed=False, version=2, reason="Exams.", points={"notice": "A week before"}
    )
    address = reverse("participant:agreement-sign", args=[mentorship.public_id])
    visitor.become(cast.client("mentee"))
    assert visitor.wrong_at({"waits": address}) == {}
    type(change).objects.filter(pk=change.pk).update(
        state="withdrawn", withdrawn_at=clock.now(), withdrawn_by=cast.people["mentor"]
    )
    assert visitor.wrong_at({"taken back": address}) == {}
    visitor.become(cast.client("coordinator"))
    assert visitor.wrong_at({"to staff": coordinator_page("mentorship-agreement", mentorship)}) == {}


@pytest.mark.parametrize("name", ["nobody", "no_role", "mentee", "coordinator"])
def test_an_address_that_leads_nowhere(visitor, cast, name):
    visitor.become(cast.client(name))
    assert visitor.faults_at("/nowhere/", expected=404) == []


def test_somebody_with_several_hats(visitor, cast):
    person = cast.people["mentor"]
    make.make_membership(
        role=StaffRole.COORDINATOR,
        organisation=cast.other_organisation,
        profile=make.make_profile(organisation=cast.other_organisation, person=person),
    )
    visitor.become(cast.client("mentor"))
    assert visitor.wrong_at({name: reverse(name) for name in ("hats:hat-list", "participant:home")}) == {}
    assert visitor.faults_at("/nowhere/", expected=404) == []


def test_what_may_not_be_or_came_too_late(visitor, cast):
    visitor.become(cast.client("observer"))
    assert visitor.faults_at(coordinator_page("today", cast.own.cohort), expected=403) == []
    visitor.become(cast.client("coordinator"))
    cancel = coordinator_page("run-cancel", cast.own.cohort, cast.own.run)
    start = coordinator_page("matching", cast.own.cohort)
    assert visitor.faults_after_post(cancel, start=start, expected=409) == []


def test_pages_of_a_demo(visitor, cast, settings, tmp_path):
    settings.DEMO, settings.EMAIL_FILE_PATH = True, tmp_path
    Organisation.objects.update(is_demo=True)
    empty = visitor.faults_at(reverse("demo:mail-list"))
    by_file = get_connection("django.core.mail.backends.filebased.EmailBackend")
    EmailMessage("Your code", "It is 1234.", to=["prem@example.org"], connection=by_file).send()
    (mail,) = tmp_path.iterdir()
    addresses = {name: reverse(name) for name in ("demo:panel", "demo:mail-list", "home")}
    addresses["demo:mail"] = reverse("demo:mail", args=[mail.name])
    assert (empty, visitor.wrong_at(addresses)) == ([], {})
    visitor.become(cast.client("coordinator"))
    assert visitor.faults_at(reverse("style")) == []


def test_pages_of_somebody_with_a_password(visitor, cast):
    person = cast.people["mentee"]
    person.set_password("a long and quiet sentence")
    person.save()
    reset = reverse(
        "account_reset_password_from_key",
        kwargs={"uidb36": user_pk_to_url_str(person), "key": default_token_generator.make_token(person)},
    )
    by_mail = visitor.faults_at(reset)
    visitor.become(cast.client("mentee"))
    names = ("account_change_password", "account_reauthenticate")
    assert (by_mail, visitor.wrong_at({name: reverse(name) for name in names})) == ([], {})


def test_pages_of_who_sent_something_when_their_session_had_ended(visitor, cast):
    with clock.at(clock.now() - make.dt.timedelta(minutes=31)):
        browser = cast.client("owner")
    answer = browser.post(coordinator_page("programme-edit", cast.own.programme), {"purpose": "To meet"})
    visitor.become(browser)
    at_the_gate = visitor.faults_at(answer.url)
    browser.force_login(cast.people["owner"])
    visitor.become(browser)
    assert (at_the_gate, visitor.faults_at(reverse("hats:unsent"))) == ([], [])


def test_letters_in_our_words_in_faulty_ones_and_without_readers(visitor, cast):
    visitor.become(cast.client("owner"))
    programme = make.make_programme(organisation=cast.organisation)
    for kind, text in (("training-reminder", "Dear {nickname}"), ("proposal-reminder", "Dear {reader}")):
        make.make_letter_wording(programme=programme, kind=kind, text=text)
    kinds = ("application-declined-notification", "training-reminder", "meeting-disputed-notice")
    addresses = {
        kind: reverse("coordinator:wording", args=[programme.public_id, kind, "en-gb"]) for kind in kinds
    }
    addresses["list"] = reverse("coordinator:wording-list", args=[programme.public_id])
    assert visitor.wrong_at(addresses) == {}


def test_letters_that_wait_failed_or_do_not_fit_the_filter(visitor, cast):
    visitor.become(cast.client("coordinator"))
    error = {"scope": cast.own.cohort.public_id, "last_error": "SMTPRecipientsRefused: {'x': (550, b'gone')}"}
    failed = make.make_letter(state=LetterState.FAILED, **error)
    waiting = make.make_letter(state=LetterState.QUEUED, **error)
    letters = coordinator_page("letter-list", cast.own.cohort)
    addresses = {
        "failed": coordinator_page("letter", cast.own.cohort, failed),
        "waiting": coordinator_page("letter", cast.own.cohort, waiting),
        "with failed ones": letters,
        "none fits": f"{letters}?q=nobody&state=sent",
    }
    assert visitor.wrong_at(addresses) == {}


def test_saying_no_to_letters(visitor, cast):
    asked, refused = cast.people["mentor"], cast.people["mentee"]
    refuse_letters(refused, ["training-reminder"])
    addresses = {
        person.email: reverse("hats:letter-refuse", args=[refusal_token(person, "training-reminder")])
        for person in (asked, refused)
    }
    visitor.become(cast.client("nobody"))
    assert visitor.wrong_at(addresses) == {}


def test_an_application_that_is_not_sent_yet(visitor, cast):
    draft = make.make_application(
        cohort=cast.own.cohort, person=cast.people["no_role"], state=ApplicationState.DRAFT
    )
    visitor.become(client_of(make.make_applicant_actor(draft)))
    names = ("applicant:application", "applicant:check")
    addresses = {name: reverse(name, args=[draft.public_id]) for name in names}
    assert visitor.wrong_at(addresses) == {}
    assert visitor.page.get_by_role("button", name="Send my application").count() == 1


def test_pages_of_a_guardian(visitor):
    visitor.become(Client())
    for state in ("asked", "given"):
        link = consent_link_of(make.make_consent(state=state))
        assert visitor.faults_at(reverse("consent", args=[link])) == []
    assert visitor.faults_at(reverse("consent", args=["nonsense"]), expected=404) == []


def test_pages_of_a_referee(visitor, cast):
    visitor.become(Client())
    address = reverse("reference", args=[link_of(cast.own.reference)])
    assert visitor.faults_at(address) == []
    assert visitor.faults_of_empty_form_at(address) == []
    assert visitor.faults_at(reverse("reference", args=["nonsense"]), expected=404) == []
