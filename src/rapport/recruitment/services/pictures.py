"""The picture on a public page: put there, and taken away."""

from django.db import transaction

from rapport.audit.services import record_act
from rapport.core.actors import Actor
from rapport.files import Picture
from rapport.programmes.models import Cohort
from rapport.programmes.services.programmes import lock_open_cohort
from rapport.recruitment.models import PagePicture
from rapport.recruitment.selectors import application_form_of


@transaction.atomic
def set_picture(cohort: Cohort, picture: Picture, *, words: str, by: Actor) -> PagePicture:
    """Put a picture on the page, in place of the one that is there. *Also:* a page that was never written begins."""
    form = application_form_of(lock_open_cohort(cohort))
    if form.pk is None:
        form.save()
    PagePicture.objects.filter(form=form).delete()
    made = PagePicture.objects.create(form=form, words=words, **vars(picture))
    record_act("page-picture-set", made, by=by)
    return made


@transaction.atomic
def describe_picture(cohort: Cohort, *, words: str, by: Actor) -> None:
    """Say in other words what the picture shows."""
    form = application_form_of(lock_open_cohort(cohort))
    for picture in PagePicture.objects.filter(form=form).exclude(words=words).defer("content"):
        picture.words = words
        picture.save(update_fields=["words"])
        record_act("page-picture-described", picture, by=by)


@transaction.atomic
def remove_picture(cohort: Cohort, *, by: Actor) -> None:
    """Take the picture away for good."""
    form = application_form_of(lock_open_cohort(cohort))
    for picture in PagePicture.objects.filter(form=form).defer("content"):
        record_act("page-picture-removed", picture, by=by)
        picture.delete()
