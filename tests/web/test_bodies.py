"""One request brings a file where a page takes one, and little elsewhere (ASVS 5.2.1)."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from rapport.files.errors import FileTooLarge
from rapport.programmes.models import ParticipantImport
from rapport.questionnaires.choices import QuestionKind
from rapport.questionnaires.models import AnswerFile
from tests import make

MEGABYTE = 1_000_000


def import_start(cast):
    return reverse("coordinator:import-start", args=[cast.own.cohort.public_id])


@pytest.mark.parametrize(("size", "status"), [(MEGABYTE, 422), (MEGABYTE + 1, 413)])
def test_a_form_brings_a_megabyte_at_most(cast, client_of, size, status):
    address = reverse("coordinator:programme-edit", args=[cast.own.programme.public_id])
    body = f"rest={'x' * size}"[:size]

    answer = client_of("owner").post(address, body, content_type="application/x-www-form-urlencoded")

    assert answer.status_code == status


def test_a_refusal_says_what_to_do(cast, client_of):
    answer = client_of("coordinator").post(reverse("hats:hat-wear"), {"hat": "x" * MEGABYTE})
    assert "Nothing was changed. Please go back, and send less in one go." in answer.content.decode()


@pytest.mark.parametrize(("size", "status", "kept"), [(2 * MEGABYTE, 302, 1), (22 * MEGABYTE, 413, 0)])
def test_the_page_that_takes_a_file_takes_one_of_the_documented_size(cast, client_of, size, status, kept):
    before = ParticipantImport.objects.count()
    row = b"Maria,maria@elm.example," + b"x" * 900 + b"\n"
    table = SimpleUploadedFile("people.csv", b"Name,E-mail,About\n" + row * (size // len(row)))

    answer = client_of("coordinator").post(import_start(cast), {"role": "mentor", "file": table})

    assert (answer.status_code, ParticipantImport.objects.count() - before) == (status, kept)
    assert ("A file may have up to 20 MB." in answer.content.decode()) == (status == 413)


@pytest.fixture
def paper_page(db):
    """The step of an application that asks for two papers, with whoever writes it."""
    form = make.make_application_form()
    for number, key in enumerate(("letter", "certificate")):
        make.make_question(cohort=form.cohort, key=key, label=key, kind=QuestionKind.FILE, position=number)
    application = make.make_application(cohort=form.cohort, state="draft", submitted_at=None)
    browser = Client()
    browser.force_login(application.person)
    return browser, reverse("applicant:step", args=[application.public_id, 1])


def paper(megabytes):
    return SimpleUploadedFile("letter.pdf", b"%PDF-1.7\n" + b"0" * megabytes * MEGABYTE + b"%%EOF\n")


def test_a_page_that_asks_for_several_files_takes_them_together(paper_page):
    browser, address = paper_page
    sent = {"name": "Ada", "answer-letter": paper(4), "answer-certificate": paper(4)}

    assert browser.post(address, sent).status_code == 302
    assert AnswerFile.objects.count() == 2


def test_a_file_that_is_too_large_is_refused_beside_its_field_and_what_was_typed_stays(paper_page):
    browser, address = paper_page

    answer = browser.post(address, {"name": "Ada Ames", "answer-letter": paper(12)})

    assert answer.status_code == 422
    assert answer.context["form"].errors == {"answer-letter": [str(FileTooLarge.sentence)]}
    assert answer.context["form"]["name"].value() == "Ada Ames"
    assert not AnswerFile.objects.exists()


def test_a_file_that_is_much_too_large_gets_a_sentence_and_a_way_back(paper_page):
    browser, address = paper_page

    answer = browser.post(address, {"name": "Ada", "answer-letter": paper(27)})

    told = answer.content.decode()
    assert (answer.status_code, AnswerFile.objects.exists()) == (413, False)
    assert (
        "A file may have up to 5 MB. Make the picture smaller, or save the document as PDF." in told,
        "What you had saved before is still there" in told,
        "split it into several files" in told,
        f'href="{address}"' in told,
    ) == (True, True, False, True)


def test_the_limit_stands_beside_the_field_before_anything_is_chosen(paper_page):
    browser, address = paper_page
    told = browser.get(address).content.decode()
    assert ("of at most 5 MB" in told, "a PDF keeps its properties" in told) == (True, True)


def test_the_picture_of_a_public_page_may_have_what_its_page_says(cast, client_of):
    address = reverse("coordinator:form-picture-edit", args=[cast.own.cohort.public_id])
    picture = make.make_picture_file() + b"0" * 4 * MEGABYTE

    sent = {"picture": SimpleUploadedFile("us.png", picture), "words": "Us"}

    assert client_of("coordinator").post(address, sent).status_code == 302


def test_a_forged_form_is_measured_before_it_is_read(cast):
    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/account/login/", {"login": "x" * MEGABYTE}).status_code == 413
