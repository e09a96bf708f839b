"""Reads of guidelines: what is in force, what waits to be acknowledged, who has and who has not."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from rapport.core.access import May, load
from rapport.core.actors import Actor
from rapport.core.prepared import Prepared, Slot
from rapport.programmes.choices import CohortState, GuidelineKind, GuidelineState, ParticipationState
from rapport.programmes.models import Acknowledgement, Guideline, Participation, Profile, Programme
from rapport.programmes.policies import guidelines_visible_to


@dataclass(frozen=True)
class GuidelineOfKind:
    """All that a programme has of one kind: what holds, what is being written, and how many have acknowledged it."""

    kind: GuidelineKind
    in_force: Guideline | None
    draft: Guideline | None
    acknowledged: int = 0


def get_guideline(*, by: Actor, id: str, may: May[Guideline]) -> Guideline:  # noqa: A002
    return load(guidelines_visible_to, by=by, id=id, may=may)


@Prepared
def _awaiting() -> QuerySet[Guideline, tuple[int, str]]:
    """Asked on every page of a participant: which programmes have a guideline that this person has not read yet."""
    acknowledged = Acknowledgement.objects.filter(guideline=OuterRef("pk"), profile__person=Slot("person"))
    own = _current().filter(
        profile__person=Slot("person"),
        profile__organisation=Slot("organisation"),
        cohort__programme=OuterRef("programme"),
    )
    waiting = Guideline.objects.filter(~Exists(acknowledged), Exists(own), state=GuidelineState.IN_FORCE)
    return waiting.order_by("programme_id").values_list("programme", "programme__public_id").distinct()


def programmes_awaiting_acknowledgement(by: Actor) -> dict[int, str]:
    """Return the programmes whose guidelines the actor has still to acknowledge: their keys and public ids."""
    return dict(_awaiting.ask(person=by.person.pk, organisation=by.organisation.pk))


def _current() -> QuerySet[Participation]:
    """Return who takes part now: past cohorts are asked nothing any more."""
    return Participation.objects.exclude(state=ParticipationState.LEFT).exclude(
        cohort__state=CohortState.CLOSED
    )


def guidelines_in_force(programmes: Collection[Programme]) -> list[Guideline]:
    """Return what holds in these programmes, in the order of kinds."""
    found = Guideline.objects.filter(programme__in=programmes, state=GuidelineState.IN_FORCE)
    return in_order_of_kinds(found)


def unread_by(programme: Programme, people: Iterable[int]) -> frozenset[int]:
    """Return the keys of those of these persons, who may not take part yet, who have not acknowledged all in force."""
    everybody = frozenset(people)
    in_force = Guideline.objects.filter(programme=programme, state=GuidelineState.IN_FORCE)
    wanted = set(in_force.values_list("pk", flat=True))
    if not wanted:
        return frozenset()
    acknowledged = Acknowledgement.objects.filter(guideline__in=wanted, profile__person__in=everybody)
    read = acknowledged.order_by().values_list("profile__person").annotate(Count("guideline", distinct=True))
    return everybody - {person for person, count in read if count == len(wanted)}


def in_order_of_kinds(guidelines: "QuerySet[Guideline]") -> list[Guideline]:
    order = {kind: place for place, kind in enumerate(GuidelineKind.values)}
    return sorted(guidelines, key=lambda each: (each.programme_id, order[each.kind], -each.version))


def acknowledgements_of(by: Actor, programme: Programme) -> dict[int, Acknowledgement]:
    """Return what the actor has acknowledged in a programme, by the guideline's key."""
    own = Acknowledgement.objects.filter(
        guideline__programme=programme,
        profile__person=by.person,
        profile__organisation=by.organisation,
    ).select_related("guideline")
    return {each.guideline_id: each for each in own}


def guidelines_by_kind(programme: Programme, *, by: Actor) -> list[GuidelineOfKind]:
    """Return a programme's guidelines as its page lists them, one entry for each kind there can be."""
    readers = readers_of(programme)
    visible = guidelines_visible_to(by).filter(programme=programme)
    counted = visible.exclude(state=GuidelineState.SUPERSEDED).annotate(
        acknowledged=Count("acknowledgements", filter=Q(acknowledgements__profile__in=readers))
    )
    found = {(each.kind, each.state): each for each in counted}
    return [
        GuidelineOfKind(
            kind,
            in_force := found.get((kind, GuidelineState.IN_FORCE)),
            found.get((kind, GuidelineState.DRAFT)),
            getattr(in_force, "acknowledged", 0),
        )
        for kind in GuidelineKind
    ]


def versions_of(guideline: Guideline, *, by: Actor) -> list[Guideline]:
    """Return every version of the same document that has been in force, the newest first."""
    same = guidelines_visible_to(by).filter(programme=guideline.programme_id, kind=guideline.kind)
    published = same.exclude(state=GuidelineState.DRAFT)
    return list(published.order_by("-version").defer("text"))


def readers_of(programme: Programme) -> QuerySet[Profile]:
    """Return whom a programme's guidelines concern: everybody who takes part in it now, by name."""
    here = _current().filter(profile=OuterRef("pk"), cohort__programme=programme)
    return Profile.objects.filter(Exists(here)).order_by("name", "pk")


def readers_without_acknowledgement(guideline: Guideline) -> QuerySet[Profile]:
    has = Acknowledgement.objects.filter(guideline=guideline, profile=OuterRef("pk"))
    return readers_of(guideline.programme).filter(~Exists(has)).select_related("person", "organisation")


def acknowledgements_by_readers(guideline: Guideline) -> QuerySet[Acknowledgement]:
    """Return who of those who take part now has acknowledged a guideline, and when."""
    return (
        guideline.acknowledgements.filter(profile__in=readers_of(guideline.programme))
        .select_related("profile")
        .order_by("profile__name", "pk")
    )
