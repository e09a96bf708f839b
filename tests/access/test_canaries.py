"""Nobody is shown what belongs to others: their texts carry marks, and nothing that anybody is shown may hold one (S2)."""

import io
import zipfile

import pytest
from django.http import HttpResponse
from django.urls import path, reverse

from rapport.letters.models import Letter
from rapport.programmes.models import Cohort, Profile
from rapport.web.coordinator.urls import urlpatterns as coordinator_urls
from tests.access.checker import PASSING
from tests.access.crawl import crawl, searches_of, told_by
from tests.access.marks import (
    ALL,
    APPLICANT_SECRET,
    GUARDIAN,
    MAY_SEE,
    MENTEE_SECRET,
    MENTOR_PLAN,
    NEIGHBOURS_MARK,
    NUMBER,
    PEOPLE_MARK,
    PLANS,
    RESERVATION_MARK,
    REVIEW_MARK,
    RUNS_OWN,
    SECRETS,
    assemble_marked_cast,
)
from tests.cast import NAMES, OTHER_ORGANISATION_MARK, OTHER_PROGRAMME_MARK, OWN_MARK

STARTS = [
    "/",
    "/account/roles/",
    "/account/login/",
    "/coordinator/programmes/",
    "/coordinator/team/",
    "/participant/",
    "/applicant/",
]
TEAM = "/coordinator/team/"
NOBODYS_WORD = "cnrynobodyswordatall"
SEARCHED = {*SECRETS, *PLANS, REVIEW_MARK, RESERVATION_MARK, NEIGHBOURS_MARK}


@pytest.fixture
def cast(db):
    return assemble_marked_cast()


def leaks(client, name):
    """Return where one of the cast is shown a mark that they may not see, or learns by a search that it is there."""
    pages = crawl(client, STARTS, searched_for="Moss")
    found = [f"{address} finds {mark}" for address, mark in found_by_searching(client, pages, name)]
    for page in pages:
        allowed = MAY_SEE[name] | (
            {OTHER_PROGRAMME_MARK, OWN_MARK} if page.address.startswith(TEAM) and MAY_SEE[name] else set()
        )
        found += [f"{page.address} shows {mark}" for mark in ALL - allowed if mark in page.told]
        found += [f"{page.address} answers {page.status}"] * (page.status >= 500)
    return found


def found_by_searching(client, pages, name):
    """Yield which searches answer differently for what somebody may not see than for a word that nobody has written."""
    searches = sorted({address for page in pages for address in searches_of(page, "")})
    for address in searches:
        nothing = answer_to(client, address, NOBODYS_WORD)
        for mark in sorted(SEARCHED - MAY_SEE[name]):
            if answer_to(client, address, mark) != nothing:
                yield address, mark


def answer_to(client, address, word):
    """Return what a search tells, without the word that it repeats, and tokens and seconds that change each time."""
    response = client.get(address + word)
    told = response.content.replace(word.encode(), b"")
    return response.status_code, PASSING.sub(b"", told).splitlines()


@pytest.mark.parametrize("name", NAMES)
def test_nobody_is_shown_what_belongs_to_others(cast, name):
    assert leaks(cast.client(name), name) == []


@pytest.mark.parametrize(
    ("name", "marks"),
    [
        ("owner", RUNS_OWN | {OTHER_PROGRAMME_MARK}),
        ("coordinator", RUNS_OWN),
        ("safeguarding_lead", {OWN_MARK, PEOPLE_MARK, NUMBER, GUARDIAN}),
        ("mentor", {OWN_MARK, PEOPLE_MARK, MENTOR_PLAN}),
        ("mentee", {OWN_MARK, PEOPLE_MARK, MENTEE_SECRET}),
        ("applicant", {OWN_MARK, APPLICANT_SECRET}),
        ("other_organisation_coordinator", {OTHER_ORGANISATION_MARK}),
    ],
)
def test_crawl_reaches_what_people_may_see(cast, name, marks):
    """The control: a crawl that saw nothing would find no leak."""
    told = "".join(page.told for page in crawl(cast.client(name), STARTS, searched_for="Moss"))

    assert {mark for mark in marks if mark in told} == marks


def leaking(request):
    names = ", ".join(Profile.objects.values_list("name", flat=True))
    return HttpResponse(f'<a href="/leak/further/">{names}</a>')


def leaking_in_a_header(request):
    return HttpResponse(
        "", headers={"X-Cohort": Cohort.objects.filter(name__contains=OTHER_ORGANISATION_MARK)[0].name}
    )


urlpatterns = [path("", leaking), path("leak/further/", leaking_in_a_header)]


def test_planted_leak_is_found(cast, settings):
    settings.ROOT_URLCONF = __name__

    found = leaks(cast.client("nobody"), "nobody")

    assert f"/ shows {OTHER_ORGANISATION_MARK}" in found
    assert f"/leak/further/ shows {OTHER_ORGANISATION_MARK}" in found


def test_searching_tells_apart_what_is_there_from_what_is_not(cast):
    """The control: a search that always answered the same would hide nothing."""
    client = cast.client("coordinator")
    address = reverse("coordinator:participation-list", args=[cast.own.cohort.public_id]) + "?q="

    assert answer_to(client, address, PEOPLE_MARK) != answer_to(client, address, NOBODYS_WORD)
    assert answer_to(client, address, "cnryanotherone") == answer_to(client, address, NOBODYS_WORD)


EXPORTS = {
    "coordinator:application-export": {APPLICANT_SECRET},
    "coordinator:participation-export": {PEOPLE_MARK, MENTEE_SECRET},
    "coordinator:mentorship-export": {PEOPLE_MARK},
    "coordinator:training-export": {PEOPLE_MARK},
    "coordinator:clearance-export": {PEOPLE_MARK, NUMBER},
    "coordinator:register-export": {PEOPLE_MARK},
    "coordinator:proposal-export": {PEOPLE_MARK},
}
"""Every table that can be taken away, and which marks it has for who runs the programme."""


@pytest.mark.parametrize("name", NAMES)
def test_tables_that_are_taken_away_hold_nothing_of_others(cast, name):
    for route in EXPORTS:
        for kind in ("csv", "xlsx"):
            told = taken_away(cast, name, route, kind)
            assert {mark for mark in ALL if mark in told} - MAY_SEE[name] == set(), (route, kind)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize(("route", "marks"), EXPORTS.items())
def test_tables_hold_what_who_runs_the_programme_may_see(cast, route, marks, kind):
    """The control: tables that were refused to everybody would hold no leak."""
    told = taken_away(cast, "coordinator", route, kind)

    assert {mark for mark in marks if mark in told} == marks


def test_every_table_is_among_them():
    exports = {
        f"coordinator:{each.name}" for each in coordinator_urls if (each.name or "").endswith("-export")
    }

    assert exports == set(EXPORTS)


def taken_away(cast, name, route, kind):
    """Return everything that the answer tells when one of the cast asks for a table of the cast's cohort."""
    client, address = cast.client(name), reverse(route, args=[cast.own.cohort.public_id, kind])
    response = client.post(address)
    response = client.get(address) if response.status_code == 405 else response
    return unpacked(told_by(response), response)


def unpacked(told, response):
    content = b"".join(response.streaming_content) if response.streaming else response.content
    if not content.startswith(b"PK"):
        return told
    with zipfile.ZipFile(io.BytesIO(content)) as workbook:
        return "".join(workbook.read(name).decode(errors="replace") for name in workbook.namelist())


def test_letters_hold_nothing_of_others(cast):
    before = set(Letter.objects.values_list("pk", flat=True))
    address = reverse("coordinator:proposal-release", args=[cast.own.cohort.public_id])
    cast.client("coordinator").post(address, {"all": "yes", "confirmed": "yes"})
    proposal = cast.own.released_to_mentor.public_id
    cast.client("mentor").post(reverse("participant:proposal-accept", args=[proposal]))

    written = Letter.objects.exclude(pk__in=before)
    told = "".join(f"{row}" for row in written.values())

    assert {letter.chain for letter in written} == {cast.organisation.public_id}
    assert {mark for mark in ALL if mark in told} == RUNS_OWN - SECRETS - {REVIEW_MARK, RESERVATION_MARK}
