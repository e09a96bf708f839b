"""Files of a lesson in a browser: its pages are whole, and a file that is too large is said as soon as it is chosen."""

import pytest
from django.urls import reverse


@pytest.fixture
def ids(cast):
    return [each.public_id for each in (cast.own.programme, cast.own.course, cast.own.lesson)]


def test_pages_with_files_are_whole_and_accessible(visitor, cast, ids):
    visitor.become(cast.client("coordinator"))
    pages = {name: reverse(f"coordinator:{name}", args=ids) for name in ("lesson-edit", "lesson-file-add")}
    pages |= {name: reverse(f"coordinator:{name}", args=ids[:2]) for name in ("course", "course-preview")}
    assert visitor.wrong_at(pages) == {}
    visitor.become(cast.client("mentor"))
    lesson = reverse("participant:lesson", args=ids[2:])
    assert visitor.wrong_at({"lesson": lesson}) == {}
    assert visitor.page.get_by_role("link", name="Handout").is_visible()


def test_a_file_that_is_too_large_is_said_as_soon_as_it_is_chosen(visitor, cast, ids):
    visitor.become(cast.client("coordinator"))
    visitor.page.goto(reverse("coordinator:lesson-file-add", args=ids))
    field = visitor.page.locator("[type=file]")

    def said(size):
        field.set_input_files({"name": "slides.pdf", "mimeType": "application/pdf", "buffer": b"0" * size})
        return field.evaluate("(field) => field.validationMessage")

    assert said(5_000_001) == "This file is larger than 5 MB. Please choose a smaller one."
    assert said(5_000_000) == ""
