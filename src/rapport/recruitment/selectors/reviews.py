"""Reads of reviews: who is asked, what a reviewer may read of an application, what was said and by whom."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from statistics import fmean
from typing import Any, cast

from django.db.models import Avg, Count, Exists, F, OuterRef, Q, QuerySet, Subquery

from rapport.core.access import May, load
from rapport.core.actors import Actor
from rapport.core.marks import mark_of
from rapport.core.prepared import Prepared, Slot, filling, slots
from rapport.programmes.models import Cohort, Membership, Profile, Programme
from rapport.programmes.selectors import sensitive_keys_of
from rapport.questionnaires.models import Question
from rapport.questionnaires.selectors import questions_shown
from rapport.recruitment.choices import REVIEWABLE, REVIEWING_ROLES, Recommendation
from rapport.recruitment.models import Application, Review, ReviewCriterion, ReviewScore
from rapport.recruitment.policies import given_reviews_visible_to, reviews_visible_to
from rapport.recruitment.presets.review_criteria import preset_criteria
from rapport.recruitment.selectors import applications_of_cohort, questions_of
from rapport.recruitment.selectors.pipeline import Listable


def get_review(*, by: Actor, id: str, may: May[Review]) -> Review:  # noqa: A002 - the word people use
    return load(reviews_visible_to, by=by, id=id, may=may)


def review_criteria(programme: Programme) -> list[ReviewCriterion]:
    """Return what is judged now; a programme whose criteria nobody has touched has those of its preset, not stored."""
    kept = list(ReviewCriterion.objects.filter(programme=programme))
    if kept:
        return [each for each in kept if each.retired_at is None]
    return [
        ReviewCriterion(programme=programme, name=str(each.name), help=str(each.help), position=place)
        for place, each in enumerate(preset_criteria(programme.preset))
    ]


def mark_of_review_criteria(criteria: Iterable[ReviewCriterion]) -> str:
    """Return the mark of what is judged; that a preset's criteria were stored meanwhile does not change it."""
    return mark_of((each.name, each.help) for each in criteria)


def reviewers_of(programme: Programme) -> QuerySet[Profile]:
    """Return who can be asked for a review, by name."""
    covering = Q(memberships__programme=programme) | Q(memberships__programme=None)
    asked = Profile.objects.filter(
        covering,
        organisation=programme.organisation_id,
        memberships__role__in=REVIEWING_ROLES,
        memberships__ended_at=None,
    )
    return asked.select_related("person").distinct().order_by("name", "pk")


def reviews_asked_of(cohort: Cohort) -> dict[int, int]:
    """Return how many reviews each reviewer has in a cohort, by the profile's key."""
    counted = Review.objects.filter(application__cohort=cohort).order_by().values_list("reviewer")
    return dict(counted.annotate(Count("pk")))


def applications_without_reviewer(cohort: Cohort, *, by: Actor) -> QuerySet[Application]:
    """Return what waits for a decision and has nobody to review it, what waits longest first; nobody's own."""
    waiting = applications_of_cohort(cohort, by=by).filter(~has_reviewer(), state__in=REVIEWABLE)
    return waiting.exclude(person=by.person)


def has_reviewer() -> Exists:
    """Return whether somebody reviews an application of a query, or has done so. Whoever left the team will not."""
    reviews = Review.objects.filter(application=OuterRef("pk"))
    return Exists(reviews.filter(Q(given_at__isnull=False) | Q(_is_on_the_team())))


def _is_on_the_team() -> Exists:
    """Return whether the reviewer of a review can still give it."""
    programme = OuterRef("application__cohort__programme")
    standing = Membership.objects.filter(
        Q(programme=programme) | Q(programme=None),
        profile=OuterRef("reviewer"),
        role__in=sorted(REVIEWING_ROLES),
        ended_at=None,
    )
    return Exists(standing)


def own_reviews(by: Actor) -> list[Review]:
    """Return what somebody was asked to review, what waits first, the oldest of it on top."""
    own = reviews_visible_to(by).filter(reviewer__person=by.person)
    return list(own.order_by(F("given_at").asc(nulls_first=True), "created_at", "pk"))


def own_review_of(application: Application, *, by: Actor) -> Review | None:
    """Return somebody's own review of an application, begun or given."""
    return reviews_visible_to(by).filter(application=application, reviewer__person=by.person).first()


def is_waiting(review: Review) -> bool:
    """Whether a review can still be given."""
    return not review.is_given and review.application.state in REVIEWABLE


@Prepared
def _waiting() -> QuerySet[Review, tuple[int]]:
    own = Review.objects.filter(
        reviewer__person=Slot("person"),
        reviewer__organisation=Slot("organisation"),
        given_at=None,
        application__state__in=sorted(REVIEWABLE),
    )
    return own.order_by().values_list("pk")


def count_waiting_reviews(by: Actor) -> int:
    """Return how many applications wait for somebody's own word."""
    return len(_waiting.ask(person=by.person.pk, organisation=by.organisation.pk))


def questions_for_reviewers(application: Application) -> list[Question]:
    """Return the questions that a reviewer reads with their answers.

    Nothing sensitive is among them, be it so marked when it was asked or later, and nothing that is asked because of
    a sensitive answer: that it was asked at all would tell.
    """
    hidden, shown = sensitive_keys_of(application.cohort), []
    for question in questions_shown(questions_of(application), application.answers.values):
        if question.is_sensitive or question.key in hidden or question.shown_if in hidden:
            hidden.add(question.key)
        else:
            shown.append(question)
    return shown


def best_reviewed_first(found: QuerySet[Application], *, by: Actor) -> QuerySet[Application]:
    """Order applications by the average of what may be read of their scores; those without come last."""
    readable = ReviewScore.objects.filter(
        review__application=OuterRef("pk"), review__in=given_reviews_visible_to(by).order_by().values("pk")
    )
    mean = readable.order_by().values("review__application").annotate(mean=Avg("points")).values("mean")
    return found.annotate(mean_score=Subquery(mean)).order_by(
        F("mean_score").desc(nulls_last=True), "submitted_at", "pk"
    )


@dataclass(frozen=True)
class Opinion:
    """What one reviewer has said."""

    recommendation: str
    comment: str
    scores: tuple[tuple[str, int], ...]

    @property
    def mean(self) -> float | None:
        return fmean(points for _name, points in self.scores) if self.scores else None

    @property
    def recommendation_words(self) -> str:
        return str(Recommendation(self.recommendation).label)


@dataclass(frozen=True)
class AssignedReview:
    """That somebody reviews an application, and what they said, where whoever looks may read it."""

    public_id: str
    name: str
    is_own: bool
    given_at: dt.datetime | None
    has_left: bool
    opinion: Opinion | None


def reviews_of(application: Application, *, by: Actor) -> list[AssignedReview]:
    """Return who reviews an application; what they said is left out where it must not be read yet."""
    readable = given_reviews_visible_to(by).filter(application=application)
    opinions = {each.pk: _opinion(each) for each in readable.prefetch_related("scores__criterion")}
    visible = reviews_visible_to(by).order_by().values("pk")
    shown = Review.objects.filter(Q(pk__in=visible) | Q(pk__in=list(opinions)), application=application)
    return [
        AssignedReview(
            each.public_id,
            each.reviewer.name,
            each.reviewer.person_id == by.person.pk,
            each.given_at,
            not each.is_on_the_team,
            opinions.get(each.pk),
        )
        for each in shown.select_related("reviewer").annotate(is_on_the_team=_is_on_the_team())
    ]


def _opinion(review: Review) -> Opinion:
    scores = sorted(review.scores.all(), key=lambda score: (score.criterion.position, score.criterion_id))
    return Opinion(
        review.recommendation, review.comment, tuple((each.criterion.name, each.points) for each in scores)
    )


def own_scores(review: Review) -> dict[str, int]:
    """Return the points of one review by the criterion's public id."""
    given = ReviewScore.objects.filter(review=review).values_list("criterion__public_id", "points")
    return dict(given)


@dataclass(frozen=True)
class ReviewFigures:
    """What the reviews of one application come to. Closed: whoever looks reviews it too, and has to give theirs first."""

    assigned: int = 0
    given: int = 0
    means: tuple[float, ...] = ()
    recommendations: tuple[str, ...] = ()
    is_closed: bool = False

    @property
    def mean(self) -> float | None:
        """The average of what the reviewers give on average: each has one voice."""
        return fmean(self.means) if self.means else None

    @property
    def spread(self) -> float | None:
        """How far the highest of them is from the lowest; one alone is far from nobody."""
        return max(self.means) - min(self.means) if len(self.means) > 1 else None

    @property
    def words(self) -> str:
        """How many recommend what: "2 yes, 1 no"."""
        counted = Counter(self.recommendations)
        return ", ".join(f"{counted[each]} {each.label}" for each in Recommendation if counted[each])


FEW = 100  # more than a page or a board shows


@cache
def _assigned(*, are_few: bool) -> Prepared[Any]:
    """Of each application: how many review it, how many have done so, and whether whoever looks still has to."""
    own = Count("pk", filter=Q(reviewer__person=Slot("person"), given_at=None))
    return Prepared(
        lambda: (
            _of_those(Review.objects.all(), are_few=are_few)
            .order_by()
            .values_list("application_id")
            .annotate(total=Count("pk"), given=Count("given_at"), own=own)
        )
    )


@cache
def _given_under(hat: str, *, are_few: bool) -> Prepared[Any]:
    """Return what asks under a hat for what may be read of these reviews."""
    whoever = Actor(cast("Any", Slot("person")), cast("Any", Slot("organisation")), hat)
    return Prepared(
        lambda: (
            _of_those(given_reviews_visible_to(whoever), are_few=are_few)
            .annotate(mean=Avg("scores__points"))
            .order_by("given_at")
            .values_list("application_id", "mean", "recommendation")
        )
    )


def _of_those(reviews: QuerySet[Review], *, are_few: bool) -> QuerySet[Review]:
    """Keep the reviews of a few applications, each named, or of a whole cohort."""
    if are_few:
        return reviews.filter(application__in=Application.objects.filter(pk__in=slots("application", FEW)))
    return reviews.filter(application__cohort=Slot("cohort"))


def review_figures(applications: Iterable[Listable], *, by: Actor) -> dict[int, ReviewFigures]:
    """Return the figures by the application's key, in two questions however many there are."""
    others = [each for each in applications if each.person_id != by.person.pk]
    keys, are_few = {each.pk for each in others}, len(others) <= FEW
    parts: list[dict[str, Any]] = (
        [filling("application", FEW, list(keys))]
        if are_few
        else [{"cohort": cohort} for cohort in {each.cohort_id for each in others}]
    )
    who = {"person": by.person.pk}
    assigned = (row for part in parts for row in _assigned(are_few=are_few).ask(**part, **who))
    said: dict[int, list[tuple[float | None, str]]] = {}
    for part in parts:
        read = _given_under(by.hat, are_few=are_few).ask(**part, **who, organisation=by.organisation.pk)
        for key, mean, recommendation in read:
            said.setdefault(key, []).append((mean, recommendation))
    return {
        key: ReviewFigures(
            total,
            given,
            tuple(float(mean) for mean, _words in said.get(key, ()) if mean is not None),
            tuple(words for _mean, words in said.get(key, ())),
            bool(own),
        )
        for key, total, given, own in assigned
        if key in keys
    }
