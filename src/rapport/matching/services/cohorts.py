"""A cohort that asks and matches as an earlier one does; of that one's people nothing is taken."""

import datetime as dt

from django.db import transaction

from rapport.audit.services import record_act
from rapport.core.actors import Actor
from rapport.programmes.models import Cohort, Programme
from rapport.programmes.services.programmes import create_cohort
from rapport.recruitment.services.forms import take_over_form

OF_A_RULE = ("kind", "label", "mentee_question", "mentor_question", "settings", "position")
OF_A_CRITERION = (*OF_A_RULE, "weight")


@transaction.atomic
def create_cohort_like(
    like: Cohort, *, programme: Programme, name: str, starts_on: dt.date, ends_on: dt.date, by: Actor
) -> Cohort:
    """Start an intake with the questions, criteria, hard rules and public page of another one. Nothing is public yet."""
    cohort = create_cohort(programme, name=name, starts_on=starts_on, ends_on=ends_on, by=by, like=like)
    for criterion in like.criteria.all():
        cohort.criteria.create(**{field: getattr(criterion, field) for field in OF_A_CRITERION})
    for rule in like.match_rules.all():
        cohort.match_rules.create(**{field: getattr(rule, field) for field in OF_A_RULE})
    take_over_form(cohort, like=like, by=by)
    record_act("criteria-taken-over", cohort, by=by, detail={"like": like.public_id})
    return cohort
