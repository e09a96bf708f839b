"""How a programme writes to people, whatever about; and the letters of its frame."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial

from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from rapport.accounts.letters import LetterWords, PersonalLetter, queue_personal_letters
from rapport.accounts.models import Person
from rapport.core import clock
from rapport.core.actors import Actor
from rapport.letters.kinds import LetterKind, Placeholder, Sample, Value, Wording, declare, fill
from rapport.programmes.choices import ParticipantRole, ParticipationState, StaffRole
from rapport.programmes.models import Cohort, Guideline, Membership, Participation, Profile, Programme
from rapport.programmes.policies import participations_visible_to
from rapport.programmes.selectors import role_word, runners_of
from rapport.programmes.selectors.letter_wordings import WordingKey, wording_in_use, wordings_in_use

READER = Placeholder("reader", _("the reader's name"), _("Robin Reed"))
COHORT = Placeholder("cohort", _("the name of the cohort"), _("Autumn"))
OF_EVERY_LETTER = (
    READER,
    Placeholder("programme", _("the name of the programme"), _("First steps")),
    Placeholder("organisation", _("the name of your organisation"), _("Elm College")),
    Placeholder("mentor", _("your word for a mentor"), _("mentor")),
    Placeholder("mentee", _("your word for a mentee"), _("mentee")),
)
OF_EVERY_LETTER_OF_A_COHORT = (*OF_EVERY_LETTER, COHORT)
MOST_SAMPLES = 50


@dataclass(frozen=True)
class ProgrammeLetter:
    """A letter before it is worded: its kind, its reader, and plain values for the placeholders of its own.

    `name` is what the organisation calls the reader. `programme` is loaded with its organisation; without a `cohort` the
    letter belongs to all of it. `wording` is for words that were written for this one letter, `calendar` what goes along as
    an entry for the reader's calendar. Nobody but the reader learns of a private letter.
    """

    kind: LetterKind
    programme: Programme
    reader: Person
    name: str
    path: str
    values: Mapping[str, Value] = field(default_factory=dict)
    cohort: Cohort | None = None
    about: str = ""
    dedupe_key: str | None = None
    wording: Wording | None = None
    calendar: str = ""
    is_private: bool = False


def queue_programme_letters(letters: Iterable[ProgrammeLetter]) -> int:
    """Queue those letters that their readers want, each in its reader's language and its programme's words."""
    listed = list(letters)
    own = wordings_in_use({letter.programme.pk for letter in listed}, {letter.kind.key for letter in listed})
    return queue_personal_letters(_personal(letter, own) for letter in listed)


def usual_values(programme: Programme, *, reader: str, cohort: Cohort | None = None) -> dict[str, Value]:
    """Return what goes into the placeholders that every letter of a programme has."""
    values: dict[str, Value] = {
        "reader": reader,
        "programme": programme.name,
        "organisation": programme.organisation.name,
        "mentor": role_word(programme, ParticipantRole.MENTOR),
        "mentee": role_word(programme, ParticipantRole.MENTEE),
    }
    return values | {"cohort": cohort.name} if cohort else values


def words_in_use(programme: Programme, kind: LetterKind) -> Wording:
    """Return what a programme's letters of a kind say in the language that is spoken now, before anything is filled in."""
    return wording_in_use(programme, kind.key, language=get_language() or "") or kind.shipped


def worded(kind: LetterKind, values: Mapping[str, Value], wording: Wording) -> LetterWords:
    """Return what a letter says, in the language that is spoken now."""
    subject, paragraphs = kind.filled(wording, values)
    return LetterWords(subject, paragraphs, str(kind.link_words), because=fill(str(kind.because), values))


def _personal(letter: ProgrammeLetter, own: Mapping[WordingKey, Wording]) -> PersonalLetter:
    programme, cohort = letter.programme, letter.cohort
    values = usual_values(programme, reader=letter.name, cohort=cohort) | dict(letter.values)
    return PersonalLetter(
        kind=letter.kind.key,
        reader=letter.reader,
        name=letter.name,
        words=partial(_words, letter, values, own),
        path=letter.path,
        sender=programme.organisation.name,
        chain=programme.organisation.public_id,
        scope=cohort.public_id if cohort else programme.public_id,
        about=letter.about,
        dedupe_key=letter.dedupe_key,
        calendar=letter.calendar,
        is_private=letter.is_private,
    )


def _words(
    letter: ProgrammeLetter, values: Mapping[str, Value], own: Mapping[WordingKey, Wording]
) -> LetterWords:
    in_use = own.get((letter.programme.pk, letter.kind.key, get_language() or ""))
    return worded(letter.kind, values, letter.wording or in_use or letter.kind.shipped)


def participants_as_samples(programme: Programme, by: Actor) -> list[Sample]:
    """Return whom a letter to those who take part can be shown for: the first by name that may be seen anyway."""
    return [
        Sample(found.public_id, label_of(found), partial(values_for, found))
        for found in participations_as_samples(programme, by)
    ]


def participations_as_samples(programme: Programme, by: Actor) -> list[Participation]:
    visible = participations_visible_to(by).filter(cohort__programme=programme)
    return list(visible.exclude(state=ParticipationState.LEFT).order_by("profile__name", "pk")[:MOST_SAMPLES])


def label_of(participation: Participation) -> str:
    word = role_word(participation.cohort.programme, participation.role)
    return f"{participation.profile.name} ({word}, {participation.cohort.name})"


def values_for(participation: Participation) -> dict[str, Value]:
    """Return what goes into the usual placeholders of a letter to somebody who takes part."""
    cohort = participation.cohort
    return usual_values(cohort.programme, reader=participation.profile.name, cohort=cohort)


def runners_as_samples(programme: Programme, by: Actor) -> list[Sample]:  # noqa: ARG001 - staff see each other
    """Return whom a letter to those who run the programme can be shown for."""
    return [
        Sample(runner.public_id, runner.name, partial(usual_values, programme, reader=runner.name))
        for runner in runners_of(programme)[:MOST_SAMPLES]
    ]


GUIDELINE_REMINDER = declare(
    LetterKind(
        key="guideline-awaiting-reminder",
        stage=_("Guidelines"),
        purpose=_("Asks for the guidelines to be read."),
        reader=_("Whoever takes part and has not read a guideline yet"),
        moment=_("When a coordinator reminds them, once a day at most"),
        subject=_("Something waits for you to read it"),
        paragraphs=(
            _("{programme} asks everybody who takes part to read its guidelines."),
            _("One of them is new to you, or has changed. It takes a few minutes."),
        ),
        link_words=_("Read the guidelines"),
        placeholders=OF_EVERY_LETTER,
        is_essential=False,
        samples=participants_as_samples,
    )
)


def guideline_awaiting_reminder(guideline: Guideline, readers: Iterable[Profile]) -> int:
    """Ask those who have not read a guideline yet to do so. Nobody gets this twice on a day."""
    programme = guideline.programme
    today = clock.today(programme.time_zone).isoformat()
    return queue_programme_letters(
        ProgrammeLetter(
            GUIDELINE_REMINDER,
            programme,
            reader=profile.person,
            name=profile.name,
            path=reverse("participant:guideline-list", args=[programme.public_id]),
            about=guideline.public_id,
            dedupe_key=f"guideline-awaiting-reminder:{guideline.public_id}:{profile.public_id}:{today}",
        )
        for profile in readers
    )


def staff_appointed_notification(membership: Membership, *, by: Actor) -> int:
    """Tell somebody who gave them which role, and how to sign in. Whoever appoints themselves knows.

    Who appoints is named in the text: a letter about new rights that nobody signs looks like a trap. It is the
    organisation's, so that no programme words it.
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
