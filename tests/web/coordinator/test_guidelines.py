import pytest
from django.urls import reverse

from rapport.letters.models import Letter
from rapport.programmes.choices import GuidelineState, StaffRole
from rapport.programmes.models import Guideline
from tests import make
from tests.cast import browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme():
    return make.make_programme(name="First steps")


@pytest.fixture
def signed_in(programme):
    return browser_of(make.make_actor(programme=programme))


def page(name, row, *more):
    return reverse(f"coordinator:{name}", args=[row.public_id, *more])


def test_our_text_becomes_a_draft_and_then_holds(signed_in, programme):
    edit = signed_in.post(page("guideline-draft", programme, "boundaries")).url
    text = signed_in.get(edit).context["form"]["text"].value()

    saved = signed_in.post(edit, {"text": text + "\n\nAnd be kind."})
    draft = Guideline.objects.get()
    assert (saved.url, draft.state) == (page("guideline", draft), GuidelineState.DRAFT)

    signed_in.post(edit, {"text": draft.text, "publish": "yes"})
    draft.refresh_from_db()
    assert (draft.state, draft.text.endswith("And be kind.")) == (GuidelineState.IN_FORCE, True)


def test_a_new_version_without_what_has_changed_keeps_what_was_typed(signed_in, programme):
    make.make_guideline(programme=programme)
    edit = signed_in.post(page("guideline-draft", programme, "code-of-conduct")).url

    answer = signed_in.post(edit, {"text": "Shorter.", "changes": "", "publish": "yes"})

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["changes"])
    assert answer.context["form"]["text"].value() == "Shorter."
    assert signed_in.post(edit, {"text": "Shorter.", "changes": ""}).status_code == 302  # a draft may wait


def test_what_is_in_force_has_no_form(signed_in, programme):
    assert signed_in.get(page("guideline-edit", make.make_guideline(programme=programme))).status_code == 409


def test_it_says_who_has_and_who_has_not(signed_in, programme):
    cohort = make.make_cohort(programme=programme)
    read = make.make_participation(role=make.MENTOR, cohort=cohort, name="Maya Moss")
    make.make_participation(role=make.MENTEE, cohort=cohort, name="Emil East")
    make.leave(make.make_participation(role=make.MENTEE, cohort=cohort, name="Lena Left"))
    guideline = make.make_guideline(programme=programme)
    make.make_acknowledgement(guideline=guideline, profile=read.profile)

    def names(query):
        listed = signed_in.get(page("guideline-readers", guideline) + query).content.decode()
        return [name for name in ("Maya Moss", "Emil East", "Lena Left") if name in listed]

    assert (names(""), names("?has")) == (["Emil East"], ["Maya Moss"])
    assert "1 of 2" in signed_in.get(page("guideline-list", programme)).content.decode()

    signed_in.post(page("guideline-remind", guideline))
    assert [letter.to_name for letter in Letter.objects.all()] == ["Emil East"]


def test_other_staff_read_and_see_no_names(programme):
    guideline = make.make_guideline(programme=programme)
    signed_in = browser_of(make.make_actor(role=StaffRole.REVIEWER, programme=programme))

    assert signed_in.get(page("guideline", guideline)).status_code == 200
    listed = signed_in.get(page("guideline-list", programme)).content.decode()
    assert page("guideline-readers", guideline) not in listed


def test_an_earlier_version_stays_readable(signed_in, programme):
    old = make.make_guideline(programme=programme, state="superseded", text="Be on time.")
    make.make_guideline(programme=programme, version=2, changes="Softer.")

    shown = signed_in.get(page("guideline", old)).content.decode()

    assert "Be on time." in shown
    assert "An earlier version." in shown
