"""The letters to those who apply: what they sent has come, what was decided."""

from collections.abc import Callable

from django.urls import reverse
from django.utils.translation import gettext

from rapport.accounts.letters import LetterWords, PersonalLetter, queue_personal_letters
from rapport.programmes.selectors import role_word
from rapport.recruitment.choices import ApplicationState
from rapport.recruitment.models import Application


def application_submitted_confirmation(application: Application) -> int:
    """Say that an application has come, and what happens next."""

    def words() -> LetterWords:
        return LetterWords(
            gettext("Your application has arrived"),
            (
                gettext("Thank you for applying to %(programme)s.") % _naming(application),
                gettext("Somebody reads it, and you get a letter as soon as there is a decision."),
                gettext("You can change or withdraw it on its page."),
            ),
            gettext("See where your application stands"),
            because=_because(application),
        )

    return queue_personal_letters([_letter(application, "application-submitted-confirmation", words)])


def application_decided_notification(application: Application, *, note: str) -> int:
    """Say what was decided, with what the coordinator adds."""
    kind = f"application-{application.state}-notification"

    def words() -> LetterWords:
        return words_of_decision(application, to=application.state, note=note)

    return queue_personal_letters([_letter(application, kind, words)])


def words_of_decision(application: Application, *, to: str, note: str) -> LetterWords:
    """Return what the letter says if an application is decided so: the coordinator reads it first."""
    subject, first, then, link_words = {
        ApplicationState.ACCEPTED: (
            gettext("You are in"),
            gettext("You take part in %(programme)s as %(role)s."),
            gettext("Next comes the match. You get a letter when there is a proposal."),
            gettext("See your place"),
        ),
        ApplicationState.WAITLISTED: (
            gettext("You are on the waiting list"),
            gettext("%(programme)s has no free place for you as %(role)s right now."),
            gettext("You are on the waiting list, and hear from us when a place is free."),
            gettext("See where your application stands"),
        ),
        ApplicationState.DECLINED: (
            gettext("About your application"),
            gettext("We cannot offer you a place in %(programme)s as %(role)s this time."),
            gettext("This says nothing about you as a person. Thank you for asking."),
            gettext("Read your application again"),
        ),
    }[ApplicationState(to)]
    added = tuple(part.strip() for part in note.split("\n\n") if part.strip())
    return LetterWords(
        subject,
        (first % _naming(application), *added, then),
        link_words,
        because=_because(application),
    )


def _naming(application: Application) -> dict[str, str]:
    programme = application.cohort.programme
    return {"programme": programme.name, "role": role_word(programme, application.role)}


def _because(application: Application) -> str:
    return gettext("You get this letter because you have applied at %(organisation)s.") % {
        "organisation": application.cohort.programme.organisation.name
    }


def _letter(application: Application, kind: str, words: Callable[[], LetterWords]) -> PersonalLetter:
    organisation = application.cohort.programme.organisation
    return PersonalLetter(
        kind=kind,
        reader=application.person,
        name=application.name,
        words=words,
        path=reverse("applicant:application", args=[application.public_id]),
        sender=organisation.name,
        chain=organisation.public_id,
        scope=application.cohort.public_id,
        about=application.public_id,
    )
