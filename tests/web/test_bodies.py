"""One request brings a file where a page takes one, and little elsewhere (ASVS 5.2.1)."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from rapport.programmes.models import ParticipantImport

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


def test_a_forged_form_is_measured_before_it_is_read(cast):
    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/account/login/", {"login": "x" * MEGABYTE}).status_code == 413
