"""Reads of checks and of entries, one by one and as a history."""

from django.db.models import QuerySet

from rapport.core.access import May, load
from rapport.core.actors import Actor
from rapport.programmes.models import Participation, Profile, Programme
from rapport.screening.models import BackgroundCheck, Clearance
from rapport.screening.policies import checks_visible_to, clearances_visible_to, screened_people_visible_to


def get_check(*, by: Actor, id: str, may: May[BackgroundCheck]) -> BackgroundCheck:  # noqa: A002
    return load(checks_visible_to, by=by, id=id, may=may)


def get_clearance(*, by: Actor, id: str, may: May[Clearance]) -> Clearance:  # noqa: A002
    return load(clearances_visible_to, by=by, id=id, may=may)


def get_screened(*, by: Actor, id: str, may: May[Participation]) -> Participation:  # noqa: A002
    return load(screened_people_visible_to, by=by, id=id, may=may)


def checks_of_programme(programme: Programme, *, by: Actor) -> QuerySet[BackgroundCheck]:
    return checks_visible_to(by).filter(programme=programme)


def entries_of(participation: Participation, *, by: Actor) -> list[Clearance]:
    """Return every entry about a person in this programme and role, the newest first, corrected ones too."""
    return list(
        clearances_visible_to(by)
        .filter(
            profile=participation.profile_id,
            background_check__programme=participation.cohort.programme_id,
            background_check__role=participation.role,
        )
        .select_related("background_check__programme__organisation", "profile__person", "correction")
        .order_by("-checked_on", "-pk")
    )


def names_of_noters(entries: list[Clearance]) -> dict[int, str]:
    """Return what the organisation calls whoever made the entries, by the keys of people."""
    if not entries:
        return {}
    known = Profile.objects.filter(
        organisation=entries[0].profile.organisation_id, person__in={each.noted_by_id for each in entries}
    )
    return dict(known.values_list("person", "name"))
