import pytest
from django.urls import reverse

from rapport.programmes.choices import StaffRole
from rapport.programmes.models import BudgetLine, Charter, Outcome
from tests import make
from tests.cast import browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme():
    return make.make_programme(name="First steps", preset="student-mentoring")


@pytest.fixture
def signed_in(programme):
    return browser_of(make.make_actor(programme=programme))


def page(name, *ids):
    return reverse(f"coordinator:{name}", args=ids)


def text_of(answer):
    return " ".join(answer.content.decode().replace("\N{NO-BREAK SPACE}", " ").split())


def test_a_charter_is_begun_worded_and_shown(signed_in, programme):
    assert "No charter yet" in text_of(signed_in.get(page("charter", programme.public_id)))

    signed_in.post(page("charter-begin", programme.public_id))
    form = signed_in.get(page("charter-edit", programme.public_id)).context["form"]
    typed = {name: form[name].value() or "" for name in form.fields}
    signed_in.post(
        page("charter-edit", programme.public_id), typed | {"sponsor": "Dr Rao", "currency": "inr"}
    )

    assert Charter.objects.get().currency == "INR"
    shown = text_of(signed_in.get(page("charter", programme.public_id)))
    assert "sponsor: Dr Rao" in shown
    assert "grievance redressal committee" in shown


def test_what_a_mentorship_costs_and_what_the_week_takes(signed_in, programme):
    charter = make.make_charter(programme=programme, currency="INR", mentees_wanted=60)
    make.make_budget_line(charter=charter, planned="12000.00", spent="1500.50")
    cohort = make.make_cohort(programme=programme)
    for _ in range(2):
        make.make_mentorship(
            mentee=make.make_participation(role=make.MENTEE, cohort=cohort),
            mentor=make.make_participation(role=make.MENTOR, cohort=cohort),
        )

    shown = text_of(signed_in.get(page("charter", programme.public_id)))

    assert "So far INR 750.25 for each of the 2 mentorships that have begun." in shown
    assert "Planned: INR 200.00 for each of the 60 wanted in a cohort." in shown
    assert "Check-ins with 2 mentorships: 1 a month with each, 20 minutes at a time" in shown
    assert "12,000.00" in shown


def test_an_entry_is_added_changed_and_taken_out(signed_in, programme):
    add = page("charter-part-add", programme.public_id, "budget-line")
    answer = signed_in.post(add, {"label": "Training", "planned": "100.10", "spent": "0"})
    assert answer.url == f"{page('charter', programme.public_id)}#budget-line"

    line = BudgetLine.objects.get()
    signed_in.post(
        page("charter-part-edit", programme.public_id, "budget-line", line.public_id),
        {"label": "Training", "planned": "100.10", "spent": "20.05"},
    )
    line.refresh_from_db()
    assert (str(line.planned), str(line.spent)) == ("100.10", "20.05")

    signed_in.post(page("charter-part-remove", programme.public_id, "budget-line", line.public_id))
    assert BudgetLine.objects.count() == 0


@pytest.mark.parametrize("amount", ["-1", "1.005", "much"])
def test_an_amount_that_is_none_is_sent_back(signed_in, programme, amount):
    answer = signed_in.post(
        page("charter-part-add", programme.public_id, "budget-line"),
        {"label": "Training", "planned": amount, "spent": "0"},
    )
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["planned"])
    assert answer.context["form"]["label"].value() == "Training"


def test_an_entry_is_found_in_its_own_charter_and_list_only(signed_in, programme):
    own = make.make_outcome(charter=make.make_charter(programme=programme))
    other = make.make_outcome(charter=make.make_charter(programme=make.make_programme()))

    for kind, part in (("outcome", other), ("seat", own)):
        ids = (programme.public_id, kind, part.public_id)
        assert signed_in.post(page("charter-part-remove", *ids)).status_code == 404
    assert Outcome.objects.count() == 2


def test_other_staff_read_it_and_find_nothing_to_change(programme):
    outcome = make.make_outcome(charter=make.make_charter(programme=programme))
    signed_in = browser_of(make.make_actor(role=StaffRole.COMMITTEE_MEMBER, programme=programme))

    shown = text_of(signed_in.get(page("charter", programme.public_id)))

    assert outcome.statement in shown
    assert "/charter/outcome/" not in shown


def test_the_guide_leads_through_six_steps(signed_in, programme):
    shown = text_of(signed_in.get(page("set-up-guide", programme.public_id)))
    assert "0 of 6" in shown
    assert "6. Develop a budget" in shown


def test_what_is_missing_leads_to_where_it_can_be_mended(signed_in, programme):
    def missing():
        steps = signed_in.get(page("set-up-guide", programme.public_id)).context["steps"]
        return [dict(wanting) for _step, _url, wanting in steps]

    charter, new_cohort = page("charter", programme.public_id), page("cohort-create", programme.public_id)
    found = missing()
    assert found[0]["Nobody's approval is noted."] == f"{charter}#approval"
    assert found[3]["Not in force: Boundaries."] == page("guideline-list", programme.public_id)
    assert found[3]["There is no cohort to join."] == new_cohort
    assert found[4]["There is nobody to train yet."] == new_cohort

    cohort = make.make_cohort(programme=programme, name="Autumn")
    assert missing()[4]["There is nobody to train yet."] == page("participation-list", cohort.public_id)

    make.make_participation(role=make.MENTOR, cohort=cohort)
    assert missing()[4] == {
        f"No course for {programme.mentor_words} is published.": page("course-list", programme.public_id),
        f"No course for {programme.mentee_words} is published.": page("course-list", programme.public_id),
        "1 of those who mentor in Autumn is not trained.": page("training", cohort.public_id),
    }


def test_the_charter_says_how_many_of_those_wanted_have_come(signed_in, programme):
    make.make_charter(programme=programme, mentors_wanted=20, mentees_wanted=60)
    cohort = make.make_cohort(programme=programme)
    make.make_participation(role=make.MENTOR, cohort=cohort)
    for _ in range(2):
        make.make_participation(role=make.MENTEE, cohort=cohort)

    shown = text_of(signed_in.get(page("charter", programme.public_id)))

    assert f"1 {programme.mentor_word} of 20 wanted · 2 {programme.mentee_words} of 60 wanted" in shown


def test_the_list_of_participants_warns_when_places_run_out(signed_in, programme):
    cohort = make.make_cohort(programme=programme)
    make.make_participation(role=make.MENTOR, cohort=cohort, capacity=10)
    for _ in range(9):
        make.make_participation(role=make.MENTEE, cohort=cohort, capacity=1)

    assert "Nearly full: 1 place is left." in text_of(
        signed_in.get(page("participation-list", cohort.public_id))
    )
