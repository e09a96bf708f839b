"""What somebody who is accepted has to do before they can be matched; later apps say what they ask for."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rapport.programmes.models import Participation, Programme
from rapport.programmes.selectors.guidelines import unread_by
from rapport.recruitment.models import Application
from rapport.recruitment.selectors.guardians import without_consent


@dataclass(frozen=True)
class FirstStep:
    """One thing that is wanting, in a few words of the reader's language, and the page on which it is seen to.

    `of` is the public id of what the page is about. Without a page, it is for somebody else to see to.
    """

    words: str | Promise
    page: str = ""
    of: str = ""

    def __str__(self) -> str:
        return str(self.words)


class OfARole(Protocol):
    """What is asked of one role: a course, a check."""

    pk: Any
    role: Any


class Standing(Protocol):
    """How somebody stands with such a thing."""

    @property
    def is_valid(self) -> bool: ...


Asked = TypeVar("Asked", bound=OfARole)
FirstSteps = Callable[[Programme, Sequence[Application]], Mapping[int, list[FirstStep]]]
"""Given applications to a programme, accepted or about to be, returns what is wanting by the application's key; in as many
questions for many as for one."""

_of_later_apps: list[FirstSteps] = []


def register(steps: FirstSteps) -> None:
    """Let `steps` be asked, too: training and checks come after this app, which knows neither."""
    if steps not in _of_later_apps:
        _of_later_apps.append(steps)


def first_steps_of(programme: Programme, applications: Sequence[Application]) -> dict[int, list[FirstStep]]:
    """Return all that is wanting before those who have applied can be matched, by key, the soonest done first."""
    found: dict[int, list[FirstStep]] = {each.pk: [] for each in applications}
    for steps in (_own_steps, *_of_later_apps):
        for key, wanting in steps(programme, applications).items():
            found[key].extend(wanting)
    return found


def undone(
    programme: Programme,
    applications: Sequence[Application],
    asked: Sequence[Asked],
    *,
    standings: Callable[[QuerySet[Participation]], Mapping[tuple[int, int], Standing]],
    step: Callable[[Asked], FirstStep],
) -> dict[int, list[FirstStep]]:
    """Return which of the things `asked` of a role those have to do who come in by these applications, each as a `step`.

    `standings` says how people stand, by the keys of profile and thing: they may have taken part in another cohort.
    """
    if not asked:
        return {}
    people = [each.person_id for each in applications]
    known = Participation.objects.filter(profile__person__in=people, cohort__programme=programme)
    profile_of = dict(known.order_by().values_list("profile__person", "profile"))
    done = {key for key, each in standings(known).items() if each.is_valid}
    return {
        each.pk: [
            step(thing)
            for thing in asked
            if thing.role == each.role and (profile_of.get(each.person_id), thing.pk) not in done
        ]
        for each in applications
    }


def _own_steps(programme: Programme, applications: Sequence[Application]) -> dict[int, list[FirstStep]]:
    unread = unread_by(programme, (each.person_id for each in applications))
    minors = without_consent(applications)
    reading = FirstStep(_("reading the guidelines"), "guidelines", programme.public_id)
    consent = FirstStep(_("the consent of your guardian"))
    return {
        each.pk: [
            *([reading] if each.person_id in unread else []),
            *([consent] if each.pk in minors else []),
        ]
        for each in applications
    }
