"""Every page in a real browser, as somebody who may see it: whole, accessible in both themes, and at home on a phone."""

import pytest
from django.urls import reverse

from tests.access.routes import all_routes
from tests.access.rows import MAY
from tests.access.table import TABLE

VISITORS = ("nobody", "half_signed_in", "coordinator", "owner", "mentee", "mentor", "reviewer", "applicant")
SHARE = 12  # pages of one test, so that they spread over the cores

NOT_PAGES = {
    "healthz": "a word for a load balancer",
    "readyz": "a word for a load balancer",
    "coordinator:qr-code": "a file for a poster",
    "join-picture": "a picture",
    "coordinator:form-picture": "a picture",
    "coordinator:application-file": "a file that somebody brought",
    "reviewer:review-file": "a file that somebody brought",
    "applicant:file": "a file that somebody brought",
    "coordinator:lesson-file": "a file to take along",
    "participant:lesson-file": "a file to take along",
    "participant:event-calendar": "a file for a calendar",
    "applicant:check": "leads to the application once it is sent; test_every_state shows it before",
    "coordinator:import": "leads to the step that the import has come to; test_every_state shows each",
    "account_change_password": "leads those without a password to set one",
}
ELSEWHERE = {  # what only a demo, a password, a mailed link or an unsigned agreement opens: test_every_state
    "style",
    "demo:panel",
    "demo:mail-list",
    "demo:mail",
    "account_change_password",
    "account_reauthenticate",
    "hats:unsent",
    "hats:letter-refuse",
    "reference",
    "consent",
    "participant:expectations",
    "participant:expectation-step",
}
ALWAYS_404 = {
    "account_email",
    "account_email_verification_sent",
    "account_confirm_email",
    "hats:no-email",
    "hats:no-email-sent",
    "hats:no-email-key",
}


def visits():
    """Return who opens which routes: the first of VISITORS whom the access table lets in."""
    found = {name: [] for name in VISITORS}
    for route in sorted(TABLE):
        if TABLE[route].GET and route not in NOT_PAGES and route not in ELSEWHERE | ALWAYS_404:
            found[visitor_of(route)].append(route)
    return found


def visitor_of(route):
    act = TABLE[route].GET
    return next(name for name in VISITORS if act.then == 200 and MAY in act.who.get(name, {}).values())


def shares():
    return [
        pytest.param(name, routes[start : start + SHARE], id=f"{name}-{start // SHARE + 1}")
        for name, routes in visits().items()
        for start in range(0, len(routes), SHARE)
    ]


def address_of(cast, route, name):
    row = TABLE[route]
    whose = next(whose for whose, outcome in row.GET.who[name].items() if outcome == MAY)
    return reverse(route, kwargs=row.ids(cast, whose))


@pytest.mark.parametrize(("name", "routes"), shares())
def test_pages_are_whole_and_accessible(visitor, cast, name, routes):
    visitor.become(cast.client(name))
    assert visitor.wrong_at({route: address_of(cast, route, name) for route in routes}) == {}


def test_every_route_that_shows_a_page_is_visited():
    answer_get = {route.name for route in all_routes() if TABLE[route.name].GET}
    visited = {route for routes in visits().values() for route in routes}
    assert answer_get - visited == set(NOT_PAGES) | ELSEWHERE | ALWAYS_404


NOT_FORMS = {
    "coordinator:recruiting": "it may stay empty",
    "reviewer:review": "a draft may stay empty",
    "coordinator:review-assign": "every application of the cast is reviewed already",
    "coordinator:register-countersign": "no register of the cast has so old a month",
    "participant:guideline-list": "acknowledged already; test_every_state shows one that waits",
    "coordinator:import-check": "its two buttons are all there is to fill in",
    "participant:agreement-sign": "signed already; test_every_state signs one",
}


def forms():
    """Return who fills in which forms: those that the table says come back when nothing is filled in."""
    for name, routes in visits().items():
        found = [r for r in routes if TABLE[r].POST and TABLE[r].POST.then == 422 and r not in NOT_FORMS]
        yield from (
            pytest.param(name, part, id=f"{name}-{at}") for at, part in enumerate(halves(found)) if part
        )


def halves(routes):
    return routes[::2], routes[1::2]


@pytest.mark.parametrize(("name", "routes"), list(forms()))
def test_forms_come_back_with_what_is_wrong(visitor, cast, name, routes):
    visitor.become(cast.client(name))
    found = {route: visitor.faults_of_empty_form_at(address_of(cast, route, name)) for route in routes}
    assert {route: faults for route, faults in found.items() if faults} == {}
