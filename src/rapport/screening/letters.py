"""The letters of screening: a check runs out soon, or has run out; somebody outside is asked for a reference."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from rapport.core import clock
from rapport.letters.kinds import LetterKind, Placeholder, Value, declare
from rapport.programmes.letters import (
    OF_EVERY_LETTER,
    OF_EVERY_LETTER_OF_A_COHORT,
    ProgrammeLetter,
    participants_as_samples,
    queue_programme_letters,
    runners_as_samples,
)
from rapport.programmes.models import Participation, Profile
from rapport.recruitment.letters import applicants_as_samples, ask_outside
from rapport.screening.models import Clearance, Reference
from rapport.screening.selectors import link_of

STAGE = _("Screening")
CHECK = Placeholder("check", _("the name of the check"), _("Police clearance certificate"))
LAST_DAY = Placeholder(
    "day", _("the last day on which it counts"), _("Monday 1 March 2027"), is_harmless=True
)
OF_A_CHECK = (*OF_EVERY_LETTER_OF_A_COHORT, CHECK, LAST_DAY)

EXPIRING = declare(
    LetterKind(
        key="clearance-expiring-reminder",
        stage=STAGE,
        purpose=_("Says that a check runs out soon."),
        reader=_("Whoever has been checked"),
        moment=_("60, 30 and 7 days before it runs out"),
        subject=_("A check of yours runs out soon"),
        paragraphs=(
            _("“{check}” in {programme} counts until {day}."),
            _(
                "Please see to a new one in time, so that you can go on being matched. "
                "If you have begun that already, there is nothing to do."
            ),
        ),
        link_words=_("See what is asked of you"),
        placeholders=OF_A_CHECK,
        samples=participants_as_samples,
        is_essential=False,
    )
)
EXPIRED = declare(
    LetterKind(
        key="clearance-expired-notification",
        stage=STAGE,
        purpose=_("Says that a check has run out, and that nobody can be matched without it."),
        reader=_("Whoever has been checked, where the check is a condition of being matched"),
        moment=_("On the day after its last day"),
        subject=_("A check of yours has run out"),
        paragraphs=(
            _("“{check}” in {programme} counted until {day}."),
            _("You cannot be matched until your coordinator has noted a new one."),
        ),
        link_words=_("See what is asked of you"),
        placeholders=OF_A_CHECK,
        samples=participants_as_samples,
    )
)
EXPIRED_OPTIONAL = declare(
    LetterKind(
        key="clearance-expired-notice",
        stage=STAGE,
        purpose=_("Says that a check has run out."),
        reader=_("Whoever has been checked, where the check is no condition of being matched"),
        moment=_("On the day after its last day"),
        subject=_("A check of yours has run out"),
        paragraphs=(
            _("“{check}” in {programme} counted until {day}."),
            _("Please see to a new one, and let your coordinator know."),
        ),
        link_words=_("See what is asked of you"),
        placeholders=OF_A_CHECK,
        samples=participants_as_samples,
    )
)
EXPIRING_FOR_STAFF = declare(
    LetterKind(
        key="clearances-expiring-reminder",
        stage=STAGE,
        purpose=_("Says that there are people whose checks run out."),
        reader=_("Those who run the programme"),
        moment=_("When checks run out soon, once a day at most"),
        subject=_("Checks run out soon"),
        paragraphs=(
            _("In {programme} there are people whose checks run out soon, or have just run out."),
            _("They were told, too. The list shows who they are, and until when each check counts."),
        ),
        link_words=_("See the list"),
        placeholders=OF_EVERY_LETTER_OF_A_COHORT,
        samples=runners_as_samples,
        is_essential=False,
    )
)
LAPSED = declare(
    LetterKind(
        key="clearance-lapsed-alert",
        stage=STAGE,
        purpose=_("Warns that somebody meets others without a valid check."),
        reader=_("Those who run the programme, and the safeguarding lead"),
        moment=_("On the day after the last day of the check, once"),
        subject=_("Somebody meets others without a valid check"),
        paragraphs=(
            _("In {programme} a check has run out: “{check}” counted until {day}."),
            _(
                "The person is out of matching now, but has mentorships that run on: {number}. "
                "Please decide whether they may go on meeting until there is a new check."
            ),
        ),
        link_words=_("See whose check it is"),
        placeholders=(
            *OF_A_CHECK,
            Placeholder("number", _("how many mentorships run on"), "1", is_harmless=True),
        ),
        samples=runners_as_samples,
    )
)
APPLICANT = Placeholder("applicant", _("the name of whoever applies"), _("Ada Ames"))
UNTIL = Placeholder("day", _("until when the link works"), _("Monday 1 March 2027"), is_harmless=True)
REFERENCE = declare(
    LetterKind(
        key="reference-invitation",
        stage=STAGE,
        purpose=_("Asks somebody outside for a reference; it names whom it is about, as they have to know."),
        reader=_("Whoever is asked for a reference"),
        moment=_("When a coordinator asks them"),
        subject=_("You are asked for a reference"),
        paragraphs=(
            _("{applicant} would like to take part in {programme}, and you know them."),
            _(
                "Five minutes of yours help to decide. You need no account; the link below works once, "
                "until {day}. On its page you can also say that you would rather not."
            ),
        ),
        link_words=_("Answer, or decline"),
        placeholders=(*OF_EVERY_LETTER, APPLICANT, UNTIL),
        because=_("You get this letter because {organisation} was given your address."),
        samples=applicants_as_samples,
    )
)
REFERENCE_REMINDER = declare(
    LetterKind(
        key="reference-reminder",
        stage=STAGE,
        purpose=_("Reminds somebody outside of a reference, once."),
        reader=_("Whoever was asked for a reference and has not answered"),
        moment=_("A week before the link stops working"),
        subject=_("A reference waits for your answer"),
        paragraphs=REFERENCE.paragraphs,
        link_words=REFERENCE.link_words,
        placeholders=REFERENCE.placeholders,
        because=REFERENCE.because,
        samples=REFERENCE.samples,
    )
)


def clearance_expiring_reminder(participation: Participation, entry: Clearance, *, days: int) -> int:
    """Tell somebody that a check of theirs counts only so many days longer, once for each of the days."""
    return _to_participant(EXPIRING, participation, entry, key=f"{entry.public_id}:{days}")


def clearance_expired_notification(participation: Participation, entry: Clearance) -> int:
    """Tell somebody that a check of theirs has run out, once."""
    kind = EXPIRED if entry.background_check.is_required else EXPIRED_OPTIONAL
    return _to_participant(kind, participation, entry, key=entry.public_id)


def clearances_expiring_reminder(participation: Participation, readers: Iterable[Profile]) -> int:
    """Tell who runs a cohort that checks run out; one letter a day, however many they are."""
    cohort = participation.cohort
    today = clock.today(cohort.programme.time_zone).isoformat()
    path = reverse("coordinator:clearance-list", args=[cohort.public_id])
    key = f"{cohort.public_id}:{today}"
    return queue_programme_letters(
        _letter(EXPIRING_FOR_STAFF, participation, each, path=path, key=f"{key}:{each.public_id}")
        for each in readers
    )


def clearance_lapsed_alert(participation: Participation, entry: Clearance, readers: Iterable[Profile]) -> int:
    """Tell who runs a cohort, and the safeguarding lead, that somebody meets others without a valid check; once."""
    path = reverse("coordinator:clearance", args=[participation.public_id])
    values = _values(entry) | {"number": str(participation.places_taken)}
    key = f"{entry.public_id}:{participation.public_id}"
    return queue_programme_letters(
        _letter(LAPSED, participation, each, path=path, key=f"{key}:{each.public_id}", values=values)
        for each in readers
    )


def reference_invitation(reference: Reference) -> int:
    """Ask somebody outside for a reference."""
    return _to_referee(REFERENCE, reference)


def reference_reminder(reference: Reference) -> int:
    """Remind them, once."""
    return _to_referee(REFERENCE_REMINDER, reference)


def _to_referee(kind: LetterKind, reference: Reference) -> int:
    path = reverse("reference", args=[link_of(reference)])
    return ask_outside(kind, reference.application, reference, day=reference.last_day, path=path)


def _values(entry: Clearance) -> dict[str, Value]:
    return {"check": entry.background_check.name, "day": entry.valid_until or ""}


def _to_participant(kind: LetterKind, participation: Participation, entry: Clearance, *, key: str) -> int:
    path, reader = reverse("participant:check-list"), participation.profile
    return queue_programme_letters(
        [_letter(kind, participation, reader, path=path, key=key, values=_values(entry))]
    )


def _letter(
    kind: LetterKind,
    participation: Participation,
    reader: Profile,
    *,
    path: str,
    key: str,
    values: dict[str, Value] | None = None,
) -> ProgrammeLetter:
    return ProgrammeLetter(
        kind,
        participation.cohort.programme,
        reader=reader.person,
        name=reader.name,
        path=path,
        values=values or {},
        cohort=participation.cohort,
        about=participation.public_id,
        dedupe_key=f"{kind.key}:{key}",
    )
