"""The letters of the programme's frame: somebody was appointed, a guideline waits to be read."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext

from rapport.accounts.letters import LetterWords, PersonalLetter, queue_personal_letters
from rapport.core import clock
from rapport.core.actors import Actor
from rapport.programmes.choices import StaffRole
from rapport.programmes.models import Guideline, Membership, Profile


def staff_appointed_notification(membership: Membership, *, by: Actor) -> int:
    """Tell somebody who gave them which role, and how to sign in. Whoever appoints themselves knows.

    Who appoints is named in the text: a letter about new rights that nobody signs looks like a trap.
    """
    profile = membership.profile
    if profile.person == by.person:
        return 0
    letter = PersonalLetter(
        kind="staff-appointed-notification",
        reader=profile.person,
        name=profile.name,
        words=lambda: _words_of_appointment(membership, by=by),
        path=reverse("account_login"),
        sender=by.organisation.name,
        chain=by.organisation.public_id,
        about=membership.public_id,
        dedupe_key=f"staff-appointed-notification:{membership.public_id}",
    )
    return queue_personal_letters([letter])


def guideline_awaiting_reminder(guideline: Guideline, readers: Iterable[Profile]) -> int:
    """Ask those who have not read a guideline yet to do so. Nobody gets this twice on a day."""
    programme = guideline.programme
    organisation = programme.organisation
    today = clock.today(programme.time_zone).isoformat()

    def words() -> LetterWords:
        return LetterWords(
            gettext("Something waits for you to read it"),
            (
                gettext("%(programme)s asks everybody who takes part to read its guidelines.")
                % {"programme": programme.name},
                gettext("One of them is new to you, or has changed. It takes a few minutes."),
            ),
            gettext("Read the guidelines"),
        )

    return queue_personal_letters(
        PersonalLetter(
            kind="guideline-awaiting-reminder",
            reader=profile.person,
            name=profile.name,
            words=words,
            path=reverse("participant:guideline-list", args=[programme.public_id]),
            sender=organisation.name,
            chain=organisation.public_id,
            about=guideline.public_id,
            dedupe_key=f"guideline-awaiting-reminder:{guideline.public_id}:{profile.public_id}:{today}",
        )
        for profile in readers
    )


def _words_of_appointment(membership: Membership, *, by: Actor) -> LetterWords:
    words = {
        "organisation": by.organisation.name,
        "role": StaffRole(membership.role).label,
        "who": _name_of(by),
        "where": membership.programme.name if membership.programme else gettext("all programmes"),
        "address": membership.profile.person.email,
    }
    return LetterWords(
        gettext("You have been given a role"),
        (
            gettext("%(who)s has given you a role at %(organisation)s.") % words,
            gettext("You are: %(role)s, for %(where)s.") % words,
            gettext("Sign in with this address, %(address)s. You get a code by mail and need no password.")
            % words,
        ),
        gettext("Sign in"),
        because=gettext("You get this letter because you were given a role at %(organisation)s.") % words,
    )


def _name_of(by: Actor) -> str:
    """Return what the organisation calls whoever acts."""
    own = Profile.objects.filter(organisation=by.organisation, person=by.person)
    return own.values_list("name", flat=True).first() or by.organisation.name
