"""The picture on a public page: put there, seen by everybody once the page is public, replaced, taken away."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from rapport.recruitment.models import PagePicture
from tests import make
from tests.cast import browser_of
from tests.web.coordinator.matching_pages import words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def form():
    return make.make_application_form(published_at=None)


@pytest.fixture
def signed_in(form):
    return browser_of(make.make_actor(programme=form.cohort.programme))


def page(form, name="form-picture-edit"):
    return reverse(f"coordinator:{name}", args=[form.cohort.public_id])


def put(signed_in, form, words="Two students", **size):
    file = SimpleUploadedFile("us.png", make.make_picture_file(**size))
    return signed_in.post(page(form), {"picture": file, "words": words})


def address_of(form, picture):
    return reverse("join-picture", args=[form.public_id, picture.public_id])


def test_a_picture_is_public_only_while_its_page_is(signed_in, form):
    put(signed_in, form)
    address = address_of(form, PagePicture.objects.get())
    assert Client().get(address).status_code == 404

    signed_in.post(page(form, "form-publish"))
    shown = Client().get(address)
    assert (shown.status_code, shown.headers["Content-Type"]) == (200, "image/webp")
    assert shown.headers["X-Content-Type-Options"] == "nosniff"
    told = Client().get(reverse("join", args=[form.public_id])).content.decode()
    assert f'src="{address}" alt="Two students" width="40" height="20"' in told

    signed_in.post(page(form, "form-unpublish"))
    assert Client().get(address).status_code == 404


def test_who_writes_the_page_sees_the_picture_before_it_is_public(signed_in, form):
    put(signed_in, form)

    preview = signed_in.get(page(form, "recruiting")).content.decode()
    address = reverse(
        "coordinator:form-picture", args=[form.cohort.public_id, PagePicture.objects.get().public_id]
    )
    assert f'src="{address}"' in preview
    assert signed_in.get(address).headers["Content-Type"] == "image/webp"


def test_another_picture_takes_its_place_under_another_address(signed_in, form):
    put(signed_in, form)
    first = PagePicture.objects.get()

    put(signed_in, form, width=10, height=10)

    assert PagePicture.objects.get().width == 10
    assert PagePicture.objects.get().public_id != first.public_id


def test_words_change_without_another_picture(signed_in, form):
    put(signed_in, form)
    first = PagePicture.objects.get()

    signed_in.post(page(form), {"words": "Three students"})

    assert (PagePicture.objects.get().words, PagePicture.objects.get().pk) == ("Three students", first.pk)


def test_what_is_no_picture_is_said_beside_the_field_with_nothing_lost(signed_in, form):
    file = SimpleUploadedFile("us.png", b"<svg onload='alert(1)'/>")
    answer = signed_in.post(page(form), {"picture": file, "words": "Two students"})

    assert answer.status_code == 422
    assert "Please choose a picture as PNG or JPEG." in words_of(answer)
    assert answer.context["form"]["words"].value() == "Two students"
    assert not PagePicture.objects.exists()


def test_a_picture_is_taken_away(signed_in, form):
    put(signed_in, form)

    signed_in.post(page(form, "form-picture-remove"))

    assert not PagePicture.objects.exists()
    assert "page-picture" not in signed_in.get(page(form, "recruiting")).content.decode()
