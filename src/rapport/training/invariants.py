"""What must always hold of training; each check yields a sentence for every breach."""

from collections.abc import Iterator

from django.db.models import Count, F, Q
from django.db.models.functions import Length

from rapport.core.breaches import breaches, breaches_of, name_of
from rapport.files import tells_more
from rapport.training.choices import HOLDING_PLACES, CourseState
from rapport.training.models import (
    Course,
    LessonFile,
    PlanStep,
    QuizAttempt,
    SelfAssessment,
    Study,
    TrainingEvent,
)
from rapport.training.presets.competencies import STATEMENTS

RATINGS = frozenset(range(1, 8))


def studies_elsewhere() -> Iterator[str]:
    elsewhere = Study.objects.exclude(profile__organisation=F("course__programme__organisation"))
    yield from breaches(elsewhere, "its course belongs to another organisation")


def courses_out_of_step() -> Iterator[str]:
    published = Course.objects.filter(state=CourseState.PUBLISHED)
    yield from breaches(published.filter(lessons=None), "it is published, but has no lesson")
    yield from breaches_of(
        Course,
        {"it is no draft, but was never published": ~Q(state=CourseState.DRAFT) & Q(published_at=None)},
    )


def files_out_of_step() -> Iterator[str]:
    wrong = LessonFile.objects.exclude(size=Length("content")).defer("content")
    yield from breaches(wrong, "it is not as large as it says")


def pictures_that_tell_more() -> Iterator[str]:
    for file in LessonFile.objects.order_by("pk").iterator(chunk_size=10):
        if tells_more(file.media_type, bytes(file.content)):
            yield f"{name_of(file)}: this picture holds more than it shows, such as where it was taken"


def attempts_out_of_step() -> Iterator[str]:
    for attempt in QuizAttempt.objects.order_by("pk").iterator(chunk_size=2000):
        is_answered = len(attempt.chosen) == len(attempt.asked)
        if is_answered != (attempt.ended_at is not None) or len(attempt.chosen) > len(attempt.asked):
            yield f"{name_of(attempt)}: its answers do not fit whether it has ended"


def places_out_of_step() -> Iterator[str]:
    held = Count("places_given", filter=Q(places_given__state__in=HOLDING_PLACES))
    wrong = TrainingEvent.objects.annotate(held=held).exclude(held=F("places_taken"))
    yield from breaches(wrong, "its count of places taken is not the number of people who have one")


def assessments_out_of_step() -> Iterator[str]:
    elsewhere = ~Q(programme__organisation=F("profile__organisation"))
    for model in (SelfAssessment, PlanStep):
        yield from breaches_of(model, {"its programme belongs to another organisation": elsewhere})
    for assessment in SelfAssessment.objects.order_by("pk").iterator():
        given = assessment.ratings
        if not all(key in STATEMENTS and rating in RATINGS for key, rating in given.items()):
            yield f"{name_of(assessment)}: a rating is none from 1 to 7, or of no statement"
        elif (assessment.done_at is not None) != (given.keys() == STATEMENTS.keys()):
            yield f"{name_of(assessment)}: its ratings do not fit whether it is done"


INVARIANTS = {
    "people study courses of their own organisation": studies_elsewhere,
    "every course is what its state says": courses_out_of_step,
    "every file of a lesson is as large as it says": files_out_of_step,
    "every picture of a lesson holds what it shows, and nothing else": pictures_that_tell_more,
    "every attempt at a quiz has an answer to each question once it has ended": attempts_out_of_step,
    "every self-assessment has a rating for each statement once it is done": assessments_out_of_step,
    "every training event counts its places rightly": places_out_of_step,
}
