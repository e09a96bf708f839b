"""Applying on a phone: by an address and a code, over two sittings, with nothing typed lost."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from rapport.accounts.models import Person
from rapport.files.errors import FileEmpty, FileKindNotTaken, PictureBroken
from rapport.letters.models import Letter
from rapport.programmes.choices import StaffRole
from rapport.questionnaires.choices import QuestionKind
from rapport.questionnaires.models import AnswerFile
from rapport.questionnaires.services import erase_question
from rapport.recruitment.choices import ApplicationState
from rapport.recruitment.models import Application
from tests import make
from tests.cast import browser_of
from tests.files.hostile import BROKEN, HOSTILE
from tests.files.test_redrawing import noted, seen
from tests.web.coordinator.matching_pages import words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def form():
    form = make.make_application_form()
    make.make_question(
        cohort=form.cohort,
        key="before",
        label="Have you been mentored before?",
        kind=QuestionKind.SINGLE,
        options=["Yes", "No"],
        position=0,
    )
    make.make_question(
        cohort=form.cohort,
        key="where",
        label="Where was that?",
        kind=QuestionKind.TEXT,
        is_required=True,
        shown_if="before",
        shown_for=["Yes"],
        position=1,
    )
    make.make_question(
        cohort=form.cohort,
        key="hours",
        label="Hours a month",
        kind=QuestionKind.NUMBER,
        section="Your time",
        is_required=True,
        position=2,
    )
    return form


def begin(form, role="mentee"):
    return reverse("join-begin", args=[form.public_id, role])


def page(application, name, *args):
    return reverse(f"applicant:{name}", args=[application.public_id, *args])


@pytest.fixture
def ada(form):
    """A browser in which somebody has signed in, and begun."""
    browser = Client()
    browser.force_login(make.make_person(email="ada@example.org"))
    browser.post(begin(form))
    return browser


@pytest.fixture
def application(ada):
    return Application.objects.get()


def code_of_last_letter():
    return re.search(r"^[A-Z0-9-]{6,}$", Letter.objects.latest("pk").text, re.MULTILINE)[0]


@pytest.mark.parametrize("is_known", [True, False])
def test_an_address_is_proved_by_a_code_and_nothing_tells_whether_it_was_known(form, is_known):
    if is_known:
        make.make_person(email="ada@example.org")
    browser = Client()

    asked = browser.post(begin(form), {"email": "Ada@Example.org"})
    confirmed = browser.post(asked.headers["Location"], {"code": code_of_last_letter(), "next": begin(form)})

    assert asked.headers["Location"].startswith(reverse("account_confirm_login_code"))
    assert confirmed.headers["Location"] == begin(form)
    assert "You are signed in as ada@example.org." in words_of(browser.get(begin(form)))
    assert Person.objects.get().email == "ada@example.org"
    assert not Application.objects.exists()


def test_opening_the_page_begins_nothing(form):
    browser = Client()
    browser.force_login(make.make_person())

    assert browser.get(begin(form)).status_code == 200
    assert not Application.objects.exists()


def test_what_is_no_address_is_said_beside_the_field(form):
    answer = Client().post(begin(form), {"email": "ada"})

    assert answer.status_code == 422
    assert answer.context["address_form"].errors == {
        "email": ["Please write an e-mail address, such as name@example.org."]
    }
    assert not Person.objects.exists()


def test_a_role_that_is_not_looked_for_has_no_way_in(form):
    type(form).objects.update(asks_mentors=False)

    assert Client().get(begin(form, "mentor")).status_code == 404


def test_two_sittings_make_one_application(form, ada, application):
    ada.post(page(application, "step", 1), {"name": "Ada Ames", "answer-before": "No", "stop": "yes"})
    assert "Your answers" in words_of(ada.get(page(application, "application")))

    later = Client()
    later.force_login(application.person)
    assert later.get("/").headers["Location"] == reverse("applicant:application-list")
    assert later.get(page(application, "step", 1)).context["form"]["name"].value() == "Ada Ames"
    onwards = later.post(page(application, "step", 1), {"name": "Ada Ames", "answer-before": "No"})
    last = later.post(onwards.headers["Location"], {"answer-hours": "3"})
    assert last.headers["Location"] == page(application, "check")
    assert "Hours a month 3" in words_of(later.get(page(application, "check")))
    later.post(page(application, "check"))

    application.refresh_from_db()
    assert application.state == ApplicationState.SUBMITTED
    assert application.answers.values == {"before": "No", "hours": 3}
    assert "Your application has arrived." in words_of(later.get(page(application, "application")))


def test_what_is_wrong_is_said_beside_the_field_and_the_rest_is_kept(ada, application):
    answer = ada.post(page(application, "step", 2), {"answer-hours": "three"})

    assert answer.status_code == 422
    assert answer.context["form"].errors == {"answer-hours": ["Please write a number, such as 2.5."]}
    assert answer.context["form"]["answer-hours"].value() == "three"

    wrong = ada.post(page(application, "step", 1), {"name": "", "answer-before": "No"})

    application.answers.refresh_from_db()
    assert wrong.status_code == 422
    assert application.answers.values == {"before": "No"}


def test_stopping_for_today_asks_for_nothing(ada, application):
    assert ada.post(page(application, "step", 2), {"stop": "yes"}).status_code == 302


def test_an_answer_opens_one_more_question_before_one_goes_on(ada, application):
    first = ada.get(page(application, "step", 1))
    assert "Where was that?" not in words_of(first)

    sent = {"name": "Ada", "answer-before": "Yes", "asked": ["before"]}
    opened = ada.post(page(application, "step", 1), sent)
    assert opened.status_code == 422
    assert list(opened.context["form"].errors) == ["answer-where"]

    sent |= {"answer-where": "At sea", "asked": ["before", "where"]}
    assert ada.post(page(application, "step", 1), sent).headers["Location"] == page(application, "step", 2)


def test_an_answer_that_need_not_be_given_is_shown_once_all_the_same(form, ada, application):
    """It was not on the page that was sent, so it is not known whether it would be left empty."""
    form.cohort.questionnaire.questions.filter(key="where").update(is_required=False)
    browser = Client()
    browser.force_login(make.make_person())
    browser.post(begin(form))
    application = Application.objects.exclude(pk=application.pk).get()

    sent = {"name": "Bo", "answer-before": "Yes", "asked": ["before"]}
    opened = browser.post(page(application, "step", 1), sent)

    assert opened.context["form"].errors == {
        "answer-where": ["This is asked because of your answer above. Please look at it."]
    }
    sent["asked"] = ["before", "where"]
    assert browser.post(page(application, "step", 1), sent).status_code == 302


def test_sending_too_early_says_what_is_missing_and_where(ada, application):
    answer = ada.post(page(application, "check"))

    told = answer.content.decode()
    assert answer.status_code == 422
    assert f'href="{page(application, "step", 1)}"' in told
    assert f'href="{page(application, "step", 2)}#id_answer-hours"' in told


def test_questions_that_were_changed_meanwhile_are_asked_as_they_were(form, ada, application):
    erase_question(form.cohort.questionnaire.questions.get(key="hours"))
    make.make_question(cohort=form.cohort, key="new", label="Something new", position=9)

    told = words_of(ada.get(page(application, "step", 2)))

    assert "Hours a month" in told
    assert ada.post(page(application, "step", 2), {"answer-hours": ""}).status_code == 422
    assert ada.get(page(application, "step", 3)).status_code == 404


def test_what_was_sent_is_changed_only_as_a_whole(ada, application):
    for number, sent in ((1, {"name": "Ada", "answer-before": "No"}), (2, {"answer-hours": "3"})):
        ada.post(page(application, "step", number), sent)
    ada.post(page(application, "check"))

    assert ada.post(page(application, "step", 2), {"answer-hours": ""}).status_code == 422
    assert ada.post(page(application, "step", 2), {"answer-hours": "5"}).status_code == 302

    application.answers.refresh_from_db()
    assert application.answers.values["hours"] == 5


def test_after_the_last_day_nothing_is_lost_and_nothing_is_taken(form, ada, application):
    ada.post(page(application, "step", 1), {"name": "Ada", "answer-before": "No"})
    type(form).objects.update(last_day=make.days_ago(2))

    answer = ada.post(page(application, "step", 2), {"answer-hours": "3"})

    assert answer.status_code == 422
    assert answer.context["form"]["answer-hours"].value() == "3"
    assert "Applications are closed." in answer.content.decode()
    assert "this was not sent" in words_of(ada.get(page(application, "application")))


def test_withdrawing_asks_once_and_deletes_the_answers(ada, application):
    ada.post(page(application, "step", 1), {"name": "Ada", "answer-before": "No"})
    assert "deleted at once" in words_of(ada.get(page(application, "withdraw")))

    ada.post(page(application, "withdraw"))

    application.answers.refresh_from_db()
    assert application.answers.values == {}
    assert ada.get(page(application, "step", 1)).status_code == 403


def test_somebody_elses_application_does_not_exist(application):
    browser = Client()
    browser.force_login(make.make_person())

    for name, args in (("application", ()), ("step", (1,)), ("check", ()), ("withdraw", ())):
        assert browser.get(page(application, name, *args)).status_code == 404


@pytest.fixture
def letter(form):
    return make.make_question(
        cohort=form.cohort,
        key="applying--letter",
        label="A letter",
        kind=QuestionKind.FILE,
        asked_when="applying",
        section="Papers",
        is_required=True,
        position=5,
    )


PDF = b"%PDF-1.7\n1 0 obj <<>> endobj\n%%EOF\n"


def paper(content=PDF, name="../My letter.html"):
    return SimpleUploadedFile(name, content, content_type="text/html")


def send_paper(ada, application, **file):
    return ada.post(page(application, "step", 3), {"answer-applying--letter": paper(**file)})


def test_a_file_is_kept_and_handed_out_so_that_no_browser_runs_it(letter, ada, application):
    assert send_paper(ada, application).headers["Location"] == page(application, "check")

    handed = ada.get(page(application, "file", "applying--letter"))

    assert handed.content == PDF
    assert handed.headers["Content-Type"] == "application/pdf"
    assert handed.headers["Content-Disposition"] == 'attachment; filename="My letter.pdf"'
    assert handed.headers["X-Content-Type-Options"] == "nosniff"
    assert handed.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"<script>alert(1)</script>", "Please choose a PDF, or a picture as PNG or JPEG."),
        (PDF + b"0" * 5_000_000, "This file is larger than 5 MB."),
        (b"", "This file is empty."),
    ],
)
def test_a_file_that_is_not_taken_is_refused_beside_its_field(letter, ada, application, content, sentence):
    answer = send_paper(ada, application, content=content, name="letter.pdf")

    assert answer.status_code == 422
    assert sentence in answer.context["form"].errors["answer-applying--letter"][0]
    assert not AnswerFile.objects.exists()


@pytest.fixture
def why(form):
    """A question beside the file, which is answered rightly."""
    return make.make_question(
        cohort=form.cohort, key="why", label="Why", kind=QuestionKind.TEXT, section="Papers", position=6
    )


REFUSED = (
    {name: (content, FileKindNotTaken) for name, content in HOSTILE.items()}
    | {name: (content, PictureBroken) for name, content in BROKEN.items()}
    | {"empty.pdf": (b"", FileEmpty)}
)


@pytest.mark.parametrize("is_sent", [False, True], ids=["draft", "sent"])
@pytest.mark.parametrize("name", REFUSED)
@pytest.mark.usefixtures("letter", "why")
def test_no_hostile_file_comes_in_and_nothing_typed_is_lost(ada, application, name, is_sent):
    content, error = REFUSED[name]
    if is_sent:
        Application.objects.update(
            state=ApplicationState.SUBMITTED, submitted_at=make.clock.now(), name="Ada"
        )
    sent = {"answer-applying--letter": paper(content, name), "answer-why": "Because <i>I</i> like it"}

    answer = ada.post(page(application, "step", 3), sent)

    assert answer.status_code == 422
    assert answer.context["form"].errors == {"answer-applying--letter": [str(error.sentence)]}
    field = re.search(
        r'id="id_answer-applying--letter_error">(.*?)</div>', answer.content.decode(), re.DOTALL
    )
    assert str(error.sentence) in field[1]
    assert "Because &lt;i&gt;I&lt;/i&gt; like it</textarea>" in answer.content.decode()
    assert not AnswerFile.objects.exists()
    application.answers.refresh_from_db()
    assert application.answers.values == ({} if is_sent else {"why": "Because <i>I</i> like it"})


def test_what_a_phone_notes_in_a_picture_is_not_kept(letter, ada, application):
    taken = make.make_picture_file(kind="JPEG", exif=noted(orientation=6))

    send_paper(ada, application, content=taken, name="me.jpg")

    handed = ada.get(page(application, "file", "applying--letter"))
    picture = seen(handed.content)
    assert (picture.format, picture.size, dict(picture.getexif())) == ("JPEG", (20, 40), {})


def test_a_file_that_is_kept_need_not_be_sent_again_and_another_takes_its_place(letter, ada, application):
    send_paper(ada, application)
    told = words_of(ada.get(page(application, "step", 3)))
    assert "We have “My letter.pdf”; another one takes its place." in told

    assert ada.post(page(application, "step", 3), {}).status_code == 302
    send_paper(ada, application, name="Better.pdf")

    assert [file.name for file in AnswerFile.objects.all()] == ["Better.pdf"]


AGAIN = "Please choose this file again"


@pytest.fixture
def year(form, letter):
    """One more question beside the file, which is answered wrongly."""
    return make.make_question(
        cohort=form.cohort,
        key="year",
        label="Year of study",
        kind=QuestionKind.NUMBER,
        section="Papers",
        position=6,
    )


def send_paper_with_a_mistake(ada, application):
    sent = {"answer-applying--letter": paper(), "answer-year": "third"}
    return ada.post(page(application, "step", 3), sent)


def test_a_draft_keeps_a_file_whatever_else_is_wrong_on_its_page(year, ada, application):
    answer = send_paper_with_a_mistake(ada, application)

    assert (answer.status_code, AnswerFile.objects.get().name) == (422, "My letter.pdf")
    told = words_of(answer)
    assert ("We have “My letter.pdf”; another one takes its place." in told, AGAIN in told) == (True, False)


def test_where_a_file_is_not_kept_because_of_a_mistake_it_says_so_beside_it(year, ada, application):
    Application.objects.update(state=ApplicationState.SUBMITTED, submitted_at=make.clock.now(), name="Ada")

    answer = send_paper_with_a_mistake(ada, application)

    assert (answer.status_code, AnswerFile.objects.exists()) == (422, False)
    told = words_of(answer)
    assert ("We have “My letter.pdf”" in told, told.count(AGAIN)) == (False, 1)
    assert AGAIN not in words_of(ada.post(page(application, "step", 3), {"answer-year": "third"}))


def test_whoever_comes_too_late_is_not_asked_for_the_file_again(letter, form, ada, application):
    type(form).objects.update(last_day=make.days_ago(2))

    answer = send_paper(ada, application)

    assert (answer.status_code, AGAIN in words_of(answer), AnswerFile.objects.exists()) == (422, False, False)


def test_a_withdrawn_application_keeps_no_file(letter, ada, application):
    send_paper(ada, application)

    ada.post(page(application, "withdraw"))

    assert not AnswerFile.objects.exists()


def test_who_runs_the_programme_reads_a_file_and_nobody_else(letter, form, ada, application):
    send_paper(ada, application)
    write = ((1, {"name": "Ada", "answer-before": "No"}), (2, {"answer-hours": "3"}))
    for number, sent in write:
        ada.post(page(application, "step", number), sent)
    ada.post(page(application, "check"))
    address = reverse("coordinator:application-file", args=[application.public_id, "applying--letter"])

    assert browser_of(make.make_actor(programme=form.cohort.programme)).get(address).content == PDF
    reviewer = make.make_actor(programme=form.cohort.programme, role=StaffRole.REVIEWER)
    for browser in (browser_of(reviewer), browser_of(make.make_actor())):
        assert browser.get(address).status_code == 404


def test_a_sensitive_answer_is_opened_by_a_tick_that_is_off_and_kept_over_sittings(form):
    make.make_question(
        cohort=form.cohort, key="illness", kind=QuestionKind.TEXT, is_sensitive=True, position=5
    )
    browser = Client()
    browser.force_login(make.make_person(email="ada@example.org"))
    browser.post(begin(form))
    application = Application.objects.get()
    step = page(application, "step", 1)
    first = browser.get(step)
    typed = {"name": "Ada", "answer-before": "No", "answer-illness": "Asthma", "open-illness": "on"}

    browser.post(step, typed | {"asked": ["before", "illness"], "stop": "yes"})

    application.answers.refresh_from_db()
    assert first.context["form"]["open-illness"].value() is False
    assert "it is used for matching only if you say so below" in words_of(first)
    assert application.answers.opened == ["illness"]
    assert browser.get(step).context["form"]["open-illness"].value() is True
