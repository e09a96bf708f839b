"""Mail for signing in says where it comes from."""

import pytest
from django.urls import reverse

from rapport.letters.models import Letter
from tests import make
from tests.languages import translated

pytestmark = pytest.mark.django_db


def test_a_sign_in_letter_names_the_address_of_the_platform(client, settings):
    settings.BASE_URL = "https://mentoring.example.org"
    person = make.make_profile().person

    client.post(reverse("account_request_login_code"), {"email": person.email})

    assert "typed your address at https://mentoring.example.org. If" in Letter.objects.get().text


def test_a_sign_in_letter_is_in_its_readers_language(client, tmp_path, settings):
    person = make.make_profile().person
    person.language = "de"
    person.save()
    with translated(tmp_path, settings, "de", {"Your code for signing in": "Ihr Code zum Anmelden"}):
        client.post(reverse("account_request_login_code"), {"email": person.email})

    assert Letter.objects.get().subject == "Ihr Code zum Anmelden"
