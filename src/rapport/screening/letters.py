"""The letters of screening: a check runs out soon, or has run out; somebody outside is asked for a reference."""

from collections.abc import Callable, Iterable

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext, gettext_noop, ngettext

from rapport.accounts.letters import (
    GuestLetter,
    LetterWords,
    PersonalLetter,
    queue_guest_letter,
    queue_personal_letters,
)
from rapport.core import clock
from rapport.programmes.models import Participation, Profile
from rapport.screening.models import Clearance, Reference
from rapport.screening.selectors import link_of


def clearance_expiring_reminder(participation: Participation, entry: Clearance, *, days: int) -> int:
    """Tell somebody that a check of theirs counts only so many days longer, once for each of the days."""
    words = _naming(participation, entry)

    def worded() -> LetterWords:
        return LetterWords(
            gettext("A check of yours runs out soon"),
            (
                gettext("“%(check)s” in %(programme)s counts until %(day)s.") % words,
                gettext(
                    "Please see to a new one in time, so that you can go on being matched. "
                    "If you have begun that already, there is nothing to do."
                ),
            ),
            gettext("See what is asked of you"),
        )

    key = f"clearance-expiring-reminder:{entry.public_id}:{days}"
    return _to_participant(participation, "clearance-expiring-reminder", worded, key)


def clearance_expired_notification(participation: Participation, entry: Clearance) -> int:
    """Tell somebody that a check of theirs has run out, once."""
    words = _naming(participation, entry)

    def worded() -> LetterWords:
        return LetterWords(
            gettext("A check of yours has run out"),
            (
                gettext("“%(check)s” in %(programme)s counted until %(day)s.") % words,
                gettext("You cannot be matched until your coordinator has noted a new one.")
                if entry.background_check.is_required
                else gettext("Please see to a new one, and let your coordinator know."),
            ),
            gettext("See what is asked of you"),
        )

    key = f"clearance-expired-notification:{entry.public_id}"
    return _to_participant(participation, "clearance-expired-notification", worded, key)


def clearances_expiring_reminder(participation: Participation, readers: Iterable[Profile]) -> int:
    """Tell who runs a cohort that checks run out; one letter a day, however many they are."""
    programme = participation.cohort.programme
    today = clock.today(programme.time_zone).isoformat()

    def worded() -> LetterWords:
        return LetterWords(
            gettext("Checks run out soon"),
            (
                gettext("In %(programme)s there are people whose checks run out soon, or have just run out.")
                % {"programme": programme.name},
                gettext(
                    "They were told, too. The list shows who they are, and until when each check counts."
                ),
            ),
            gettext("See the list"),
        )

    path = reverse("coordinator:clearance-list", args=[participation.cohort.public_id])
    key = f"clearances-expiring-reminder:{participation.cohort.public_id}:{today}"
    return _to_staff(
        participation, readers, kind="clearances-expiring-reminder", words=worded, path=path, key=key
    )


def clearance_lapsed_alert(participation: Participation, entry: Clearance, readers: Iterable[Profile]) -> int:
    """Tell who runs a cohort, and the safeguarding lead, that somebody meets others without a valid check; once."""
    running = participation.places_taken
    words = _naming(participation, entry) | {"n": running}

    def worded() -> LetterWords:
        return LetterWords(
            gettext("Somebody meets others without a valid check"),
            (
                gettext("In %(programme)s a check has run out: “%(check)s” counted until %(day)s.") % words,
                ngettext(
                    "The person is out of matching now, but has %(n)s mentorship that runs on. "
                    "Please decide whether the two may go on meeting until there is a new check.",
                    "The person is out of matching now, but has %(n)s mentorships that run on. "
                    "Please decide whether they may go on meeting until there is a new check.",
                    running,
                )
                % words,
            ),
            gettext("See whose check it is"),
        )

    path = reverse("coordinator:clearance", args=[participation.public_id])
    key = f"clearance-lapsed-alert:{entry.public_id}:{participation.public_id}"
    return _to_staff(participation, readers, kind="clearance-lapsed-alert", words=worded, path=path, key=key)


def reference_invitation(reference: Reference) -> int:
    """Ask somebody outside for a reference. The applicant is named in the text, as the referee has to know about whom."""
    return _to_referee(reference, "reference-invitation", gettext_noop("You are asked for a reference"))


def reference_reminder(reference: Reference) -> int:
    """Remind them, once."""
    return _to_referee(reference, "reference-reminder", gettext_noop("A reference waits for your answer"))


def _to_referee(reference: Reference, kind: str, subject: str) -> int:
    application = reference.application
    programme = application.cohort.programme
    words = {
        "applicant": application.name,
        "programme": programme.name,
        "organisation": programme.organisation.name,
        "day": date_format(reference.last_day, "l j F Y"),
    }

    def worded() -> LetterWords:
        return LetterWords(
            gettext(subject),
            (
                gettext("%(applicant)s would like to take part in %(programme)s, and you know them.") % words,
                gettext(
                    "Five minutes of yours help to decide. You need no account; the link below works once, "
                    "until %(day)s. On its page you can also say that you would rather not."
                )
                % words,
            ),
            gettext("Answer, or decline"),
            because=gettext("You get this letter because %(organisation)s was given your address.") % words,
        )

    return queue_guest_letter(
        GuestLetter(
            kind=kind,
            email=reference.email,
            name=reference.name,
            words=worded,
            path=reverse("reference", args=[link_of(reference)]),
            sender=programme.organisation.name,
            chain=programme.organisation.public_id,
            scope=application.cohort.public_id,
            about=reference.public_id,
            dedupe_key=f"{kind}:{reference.public_id}:{reference.link_number}",
        )
    )


def _naming(participation: Participation, entry: Clearance) -> dict[str, object]:
    return {
        "check": entry.background_check.name,
        "programme": participation.cohort.programme.name,
        "day": date_format(entry.valid_until, "l j F Y") if entry.valid_until else "",
    }


def _to_participant(
    participation: Participation, kind: str, words: Callable[[], LetterWords], key: str
) -> int:
    path = reverse("participant:check-list")
    reader = participation.profile
    return queue_personal_letters(
        [_letter(participation, reader, kind=kind, words=words, path=path, key=key)]
    )


def _to_staff(
    participation: Participation,
    readers: Iterable[Profile],
    *,
    kind: str,
    words: Callable[[], LetterWords],
    path: str,
    key: str,
) -> int:
    return queue_personal_letters(
        _letter(participation, each, kind=kind, words=words, path=path, key=f"{key}:{each.public_id}")
        for each in readers
    )


def _letter(
    participation: Participation,
    reader: Profile,
    *,
    kind: str,
    words: Callable[[], LetterWords],
    path: str,
    key: str,
) -> PersonalLetter:
    organisation = participation.cohort.programme.organisation
    return PersonalLetter(
        kind=kind,
        reader=reader.person,
        name=reader.name,
        words=words,
        path=path,
        sender=organisation.name,
        chain=organisation.public_id,
        scope=participation.cohort.public_id,
        about=participation.public_id,
        dedupe_key=key,
    )
