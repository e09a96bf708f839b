"""Reviewing: criteria set, reviewers assigned and taken off, a review kept as a draft and given."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction

from rapport.audit.services import record_act
from rapport.core import clock
from rapport.core.actors import Actor
from rapport.core.errors import RapportError, WrongState
from rapport.programmes.errors import OwnCase
from rapport.programmes.models import Cohort, Profile, Programme
from rapport.programmes.selectors import runners_of
from rapport.programmes.services.programmes import lock_open_cohort
from rapport.recruitment import letters
from rapport.recruitment.choices import MOST_CRITERIA, REVIEWABLE
from rapport.recruitment.errors import (
    ListChanged,
    NobodyChosen,
    NoReviewerFits,
    ReviewGiven,
    ReviewIncomplete,
)
from rapport.recruitment.models import Application, Review, ReviewCriterion, ReviewScore
from rapport.recruitment.selectors.reviews import mark_of_review_criteria, review_criteria, reviewers_of

Left = list[tuple[Application, RapportError]]


@transaction.atomic
def set_review_criteria(
    programme: Programme, *, criteria: Sequence[tuple[str, str, str]], by: Actor, seen: str | None = None
) -> list[ReviewCriterion]:
    """Say what applications are judged by: (public id or nothing, name, help), in this order.

    What reviews were given by keeps its name and its points: left out or called otherwise, it is retired.
    `seen` is the mark of the criteria that were shown; changed since, they stay.
    """
    there = {each.public_id: each for each in _kept_criteria(programme)}
    if seen is not None and seen != mark_of_review_criteria(there.values()):
        raise ListChanged
    scored = _scored_among(there.values())
    named = {public_id for public_id, _name, _help in criteria}
    # A page that was made before the preset's criteria were stored knows no ids yet.
    by_name = {each.name: each for each in there.values() if each.public_id not in named}
    kept: list[ReviewCriterion] = []
    for place, (public_id, name, help_) in enumerate(criteria[:MOST_CRITERIA]):
        old = there.get(public_id) or by_name.pop(name, None)
        if old is None or (old.pk in scored and old.name != name):
            old = ReviewCriterion(programme=programme)
        old.name, old.help, old.position = name, help_, place
        old.save()
        kept.append(old)
    _drop([each for each in there.values() if each not in kept], scored=scored)
    record_act("review-criteria-set", programme, by=by, detail={"count": len(kept)})
    return kept


def _kept_criteria(programme: Programme) -> list[ReviewCriterion]:
    """Return the criteria of now as rows; those of the preset become some. The programme is locked meanwhile."""
    Programme.objects.select_for_update(no_key=True).get(pk=programme.pk)
    criteria = review_criteria(programme)
    for each in criteria:
        if each.pk is None:
            each.save()
    return criteria


def _scored_among(criteria: Iterable[ReviewCriterion]) -> set[int]:
    given = ReviewScore.objects.filter(criterion__in=list(criteria)).exclude(review__given_at=None)
    return set(given.values_list("criterion_id", flat=True))


def _drop(criteria: Sequence[ReviewCriterion], *, scored: set[int]) -> None:
    for each in criteria:
        if each.pk in scored:
            each.retired_at = clock.now()
            each.save(update_fields=["retired_at"])
        else:
            ReviewScore.objects.filter(criterion=each).delete()
            each.delete()


@dataclass(frozen=True)
class _Desk:
    """What has to be known to share applications among reviewers: who has which, how many, and who has read what."""

    reviewers: list[Profile]
    load: Counter[int]
    there: set[tuple[int, int]]
    given: set[int]
    runners: set[int]

    def picked_for(self, application: Application, number: int) -> list[Profile]:
        """Return those with the least to do who can review it, and note that they have it now.

        Who runs the programme can read what others have said already, so they are no fresh eyes there.
        """
        fit = [each for each in self.reviewers if self._can_review(each, application)]
        picked = sorted(fit, key=lambda each: self.load[each.pk])[:number]
        self.load.update(each.pk for each in picked)
        return picked

    def _can_review(self, reviewer: Profile, application: Application) -> bool:
        has_read = application.pk in self.given and reviewer.person_id in self.runners
        is_new = (application.pk, reviewer.pk) not in self.there
        return is_new and not has_read and reviewer.person_id != application.person_id


@transaction.atomic
def assign_reviewers(
    cohort: Cohort, *, ids: Sequence[str], reviewers: Sequence[str], each: int, by: Actor
) -> tuple[int, Left]:
    """Give each of these applications so many more reviewers, evenly shared among those who are named.

    Returns how many reviews are asked for, and the applications that got none, each with the reason.
    *Also:* one letter to each reviewer but whoever assigns; the preset's criteria are kept from now on.
    """
    cohort = lock_open_cohort(cohort)
    desk = _desk_of(cohort, reviewers)
    # Locked, so that nobody withdraws one meanwhile; before the programme, as wherever both are.
    waiting = Application.objects.select_for_update(of=("self",), no_key=True).filter(
        cohort=cohort, public_id__in=list(ids), state__in=REVIEWABLE
    )
    chosen = list(waiting.select_related("person").order_by("submitted_at", "pk"))
    _kept_criteria(cohort.programme)
    made, left = [], Left()
    for application in chosen:
        if application.person_id == by.person.pk:
            left.append((application, OwnCase()))
            continue
        picked = desk.picked_for(application, each)
        made += [Review(application=application, reviewer=reviewer) for reviewer in picked]
        left += [] if picked else [(application, NoReviewerFits())]
    Review.objects.bulk_create(made)
    _tell(cohort, made, by=by)
    return len(made), left


def _desk_of(cohort: Cohort, reviewers: Sequence[str]) -> _Desk:
    chosen = list(reviewers_of(cohort.programme).filter(public_id__in=list(reviewers)))
    if not chosen:
        raise NobodyChosen
    here = Review.objects.filter(application__cohort=cohort).order_by()
    rows = list(here.values_list("application_id", "reviewer_id", "given_at"))
    return _Desk(
        chosen,
        Counter(reviewer for _application, reviewer, _given in rows),
        {(application, reviewer) for application, reviewer, _given in rows},
        {application for application, _reviewer, given_at in rows if given_at},
        {profile.person_id for profile in runners_of(cohort.programme)},
    )


def _tell(cohort: Cohort, made: Sequence[Review], *, by: Actor) -> None:
    if not made:
        return
    asked = Counter(each.reviewer for each in made)
    detail = {
        "reviews": [[each.application.public_id, each.reviewer.public_id] for each in made],
    }
    record_act("reviewers-assigned", cohort, by=by, detail=detail)
    others = {reviewer: number for reviewer, number in asked.items() if reviewer.person_id != by.person.pk}
    letters.reviews_assigned_notification(cohort, others)


@transaction.atomic
def take_off_reviewer(review: Review, *, by: Actor) -> None:
    """Ask somebody no longer for a review. *Also:* their draft is deleted. What was given stays."""
    locked = _lock(review)
    if locked.is_given:
        raise ReviewGiven
    if locked.application.person_id == by.person.pk:
        raise OwnCase
    detail = {"reviewer": locked.reviewer.public_id}
    record_act("reviewer-taken-off", locked.application, by=by, detail=detail)
    locked.delete()


@transaction.atomic
def write_review(
    review: Review,
    *,
    by: Actor,
    scores: Mapping[str, int | None],
    recommendation: str = "",
    comment: str = "",
) -> Review:
    """Keep what a reviewer thinks so far; nobody else reads it. Scores come by the criterion's public id."""
    locked = _lock_open(review, by=by)
    criteria = review_criteria(locked.application.cohort.programme)
    ReviewScore.objects.filter(review=locked).delete()
    ReviewScore.objects.bulk_create(
        ReviewScore(review=locked, criterion=each, points=points)
        for each in criteria
        if (points := scores.get(each.public_id)) is not None
    )
    locked.recommendation, locked.comment = recommendation, comment.strip()
    locked.save(update_fields=["recommendation", "comment"])
    return locked


@transaction.atomic
def give_review(review: Review, *, by: Actor) -> Review:
    """Give a review as it was written: from now on others read it, and its reviewer reads theirs."""
    locked = _lock_open(review, by=by)
    criteria = review_criteria(locked.application.cohort.programme)
    scored = set(ReviewScore.objects.filter(review=locked).values_list("criterion_id", flat=True))
    is_whole = scored >= {each.pk for each in criteria}
    if not (is_whole and locked.recommendation and locked.comment):
        raise ReviewIncomplete
    locked.given_at = clock.now()
    locked.save(update_fields=["given_at"])
    record_act("review-given", locked.application, by=by, detail={"review": locked.public_id})
    return locked


def _lock_open(review: Review, *, by: Actor) -> Review:
    """Lock a review that can still be written; nobody's own case."""
    locked = _lock(review)
    if by.person.pk == locked.application.person_id:
        raise OwnCase
    if locked.is_given:
        raise ReviewGiven
    if locked.application.state not in REVIEWABLE:
        raise WrongState
    return locked


def _lock(review: Review) -> Review:
    rows = Review.objects.select_for_update(of=("self",), no_key=True)
    loaded = rows.select_related(
        "reviewer", "application__cohort__programme__organisation", "application__person"
    )
    found = loaded.filter(pk=review.pk).first()
    if found is None:
        raise WrongState
    return found
