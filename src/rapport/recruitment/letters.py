"""The letters to those who apply: what they sent has come, what was decided; and to those who review."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Protocol

from django.urls import reverse
from django.utils.functional import lazy
from django.utils.text import get_text_list
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from rapport.accounts.letters import GuestLetter, LetterWords, queue_guest_letter
from rapport.accounts.models import Person
from rapport.accounts.selectors import get_person_by_email
from rapport.core import clock
from rapport.core.actors import Actor
from rapport.letters.kinds import LetterKind, Placeholder, Sample, Value, Wording, declare
from rapport.programmes.letters import (
    MOST_SAMPLES,
    OF_EVERY_LETTER,
    OF_EVERY_LETTER_OF_A_COHORT,
    ProgrammeLetter,
    queue_programme_letters,
    runners_as_samples,
    usual_values,
    worded,
    words_in_use,
)
from rapport.programmes.models import Cohort, Profile, Programme
from rapport.programmes.selectors import role_word
from rapport.recruitment.choices import REMINDED_BEFORE, ApplicationState
from rapport.recruitment.models import Application, GuardianConsent, Invitation
from rapport.recruitment.policies import applications_visible_to
from rapport.recruitment.selectors import end_of_offer
from rapport.recruitment.selectors.first_steps import FirstStep, first_steps_of
from rapport.recruitment.selectors.guardians import consent_link_of

STAGE = _("Applying")
BECAUSE = _("You get this letter because you have applied at {organisation}.")
BECAUSE_BEGUN = _("You get this letter because you have begun to apply at {organisation}.")
ROLE = Placeholder("role", _("your word for the role that they applied for"), _("mentee"))
NOTE = Placeholder(
    "note",
    _("what the coordinator adds to this one letter; nothing if they add nothing"),
    _("We meet on Monday at nine in the library."),
    is_needed=True,
)
NEXT = Placeholder(
    "next",
    _("what comes next: what has to be done before the match, such as training, or else the match"),
    _("What comes before the match: the training “Being a mentor”."),
)
LAST_DAY = Placeholder("day", _("until when the place is kept"), _("Friday 14 March 2031"), is_harmless=True)


def applicants_as_samples(programme: Programme, by: Actor) -> list[Sample]:
    """Return whom a letter to an applicant can be shown for: those who have applied last."""
    return _samples(programme, by, values=_values)


def _accepted_as_samples(programme: Programme, by: Actor) -> list[Sample]:
    """Return the same people, with what each of them would have to do first."""
    return _samples(programme, by, values=_values_if_accepted)


def _samples(
    programme: Programme, by: Actor, *, values: Callable[[Application], dict[str, Value]]
) -> list[Sample]:
    visible = applications_visible_to(by).filter(cohort__programme=programme).order_by("-submitted_at", "pk")
    return [
        Sample(found.public_id, f"{found.name} ({_role(found)}, {found.cohort.name})", partial(values, found))
        for found in visible[:MOST_SAMPLES]
    ]


def _values(application: Application) -> dict[str, Value]:
    return _settled_values(application) | {"day": _last_day_to_answer(application)}


def _settled_values(application: Application) -> dict[str, Value]:
    """Return what stands on the row itself: nothing is looked up for it, however many letters there are."""
    cohort = application.cohort
    usual = usual_values(cohort.programme, reader=application.name, cohort=cohort)
    return usual | {"role": _role(application), "day": application.last_day_of_offer or ""}


def _values_if_accepted(application: Application) -> dict[str, Value]:
    steps = first_steps_of(application.cohort.programme, [application])
    return _values(application) | _next(steps[application.pk])


def _next(steps: Sequence[FirstStep]) -> dict[str, Value]:
    return {"next": lazy(_next_in_words, str)(steps)}


def _next_in_words(steps: Sequence[FirstStep]) -> str:
    """Say what comes next, in the reader's language: what is wanting, else the match."""
    if not steps:
        return gettext("Next comes the match.")
    return gettext(
        "What comes before the match: %(steps)s. Your home page shows you what there is to do."
    ) % {"steps": get_text_list([str(each) for each in steps], gettext("and"))}


def _last_day_to_answer(application: Application) -> dt.date:
    """Return the last day to answer an offer: as it stands, or as it would if it were made now."""
    ends = application.offer_expires_at or end_of_offer(application.cohort)
    return clock.last_day_before(ends, application.cohort.programme.time_zone)


def drafts_as_samples(programme: Programme, by: Actor) -> list[Sample]:
    """Return whom a letter about a draft can be shown for: as nobody sees drafts, those who have sent theirs."""
    return [
        replace(sample, values=partial(_values_until_last_day, sample, programme))
        for sample in applicants_as_samples(programme, by)
    ]


def _values_until_last_day(sample: Sample, programme: Programme) -> dict[str, Value]:
    return dict(sample.values()) | {"day": clock.today(programme.time_zone) + REMINDED_BEFORE}


INVITATION = declare(
    LetterKind(
        key="application-invitation",
        stage=STAGE,
        purpose=_("Asks somebody to apply."),
        reader=_("Whoever is invited, whether they are known here or not"),
        moment=_("When somebody is invited by their address"),
        subject=_("You are invited to apply"),
        paragraphs=(
            _("{organisation} invites you to apply to {programme} as {role}."),
            "{note}",
            _("The page says what it is about and what is asked. It is open for you until {day}."),
        ),
        link_words=_("Read what it is about"),
        placeholders=(*OF_EVERY_LETTER_OF_A_COHORT, ROLE, NOTE, LAST_DAY),
        because=_(
            "You get this letter because somebody at {organisation} would like to have you in. "
            "If you want no such letters, you can say so at the end of that page."
        ),
        samples=applicants_as_samples,
    )
)
FROM_COLLEAGUE = declare(
    replace(
        INVITATION,
        key="application-invitation-from-colleague",
        purpose=_("Asks somebody to apply, because somebody who takes part has named them."),
        moment=_("When somebody who takes part invites a colleague, who it is stands on the page"),
        paragraphs=(
            _("{organisation} invites you to apply to {programme} as {role}."),
            _("Somebody who takes part as a {role} thinks that you would be a good one, too."),
            _("The page says what it is about and what is asked. It is open for you until {day}."),
        ),
        placeholders=(*OF_EVERY_LETTER_OF_A_COHORT, ROLE, LAST_DAY),
    )
)
BEGUN = declare(
    LetterKind(
        key="application-begun-confirmation",
        stage=STAGE,
        purpose=_("Brings the link by which somebody goes on with an application. It stands in no log."),
        reader=_("Whoever has begun to apply"),
        moment=_("As soon as an application is begun, once"),
        subject=_("Go on whenever it suits you"),
        paragraphs=(
            _("You have begun to apply to {programme} as {role}."),
            _("What you write is kept as you go, and nobody but you reads it before you send it."),
            _(
                "This link brings you back to it, on any device: sign in with this address and the code that comes by mail."
            ),
        ),
        link_words=_("Go on with your application"),
        placeholders=(*OF_EVERY_LETTER_OF_A_COHORT, ROLE),
        because=BECAUSE_BEGUN,
        samples=applicants_as_samples,
    )
)
UNSENT = declare(
    LetterKind(
        key="application-unsent-reminder",
        stage=STAGE,
        purpose=_("Reminds somebody that their application is not sent yet. It stands in no log."),
        reader=_("Whoever has begun to apply and has not sent it"),
        moment=_("Three days before the last day to apply, once"),
        subject=_("You have not sent it yet"),
        paragraphs=(
            _("You have begun to apply to {programme} as {role}, and have not sent it yet."),
            _("You can send it until {day}. If you no longer want to, there is nothing to do."),
        ),
        link_words=_("Go on with your application"),
        placeholders=(
            *OF_EVERY_LETTER_OF_A_COHORT,
            ROLE,
            Placeholder("day", _("the last day to apply"), _("Friday 14 March 2031"), is_harmless=True),
        ),
        because=BECAUSE_BEGUN,
        is_essential=False,
        samples=drafts_as_samples,
    )
)
SUBMITTED = declare(
    LetterKind(
        key="application-submitted-confirmation",
        stage=STAGE,
        purpose=_("Says that an application has arrived, and what happens next."),
        reader=_("Whoever has applied"),
        moment=_("As soon as an application is sent"),
        subject=_("Your application has arrived"),
        paragraphs=(
            _("Thank you for applying to {programme}."),
            _("Somebody reads it, and you get a letter as soon as there is a decision."),
            _("You can change or withdraw it on its page."),
        ),
        link_words=_("See where your application stands"),
        placeholders=(*OF_EVERY_LETTER_OF_A_COHORT, ROLE),
        because=BECAUSE,
        samples=applicants_as_samples,
    )
)
ACCEPTED = declare(
    LetterKind(
        key="application-accepted-notification",
        stage=STAGE,
        purpose=_("Says that somebody takes part."),
        reader=_("Whoever has applied"),
        moment=_("When an application is accepted"),
        subject=_("You are in"),
        paragraphs=(
            _("You take part in {programme} as {role}."),
            "{note}",
            "{next}",
            _("You get a letter when there is a proposal for you."),
        ),
        link_words=_("Go to your home page"),
        placeholders=(*OF_EVERY_LETTER_OF_A_COHORT, ROLE, NOTE, NEXT),
        because=BECAUSE,
        samples=_accepted_as_samples,
    )
)
WAITLISTED = declare(
    LetterKind(
        key="application-waitlisted-notification",
        stage=STAGE,
        purpose=_("Says that there is no free place, and that somebody is on the waiting list."),
        reader=_("Whoever has applied"),
        moment=_("When an application is put on the waiting list"),
        subject=_("You are on the waiting list"),
        paragraphs=(
            _("{programme} has no free place for you as {role} right now."),
            "{note}",
            _("You are on the waiting list, and hear from us when a place is free."),
        ),
        link_words=_("See where your application stands"),
        placeholders=(*OF_EVERY_LETTER_OF_A_COHORT, ROLE, NOTE),
        because=BECAUSE,
        samples=applicants_as_samples,
    )
)
OFFERED = declare(
    LetterKind(
        key="application-offered-notification",
        stage=STAGE,
        purpose=_("Says that there is a place, and until when it is kept."),
        reader=_("Whoever has applied"),
        moment=_("When somebody is offered a place"),
        subject=_("There is a place for you"),
        paragraphs=(
            _("{programme} has a place for you as {role}."),
            "{note}",
            _("Please say yes or no by {day}. After that the place goes to the next in line."),
        ),
        link_words=_("Say yes or no"),
        placeholders=(*OF_EVERY_LETTER_OF_A_COHORT, ROLE, NOTE, LAST_DAY),
        because=BECAUSE,
        samples=applicants_as_samples,
    )
)
EXPIRED = declare(
    LetterKind(
        key="application-expired-notification",
        stage=STAGE,
        purpose=_("Says that a place is no longer kept, as nobody has answered."),
        reader=_("Whoever has applied"),
        moment=_("When an offer runs out"),
        subject=_("The place has gone to somebody else"),
        paragraphs=(
            _("You have not answered in time, so the place in {programme} is no longer kept for you."),
            _("If you would still like to take part, write to who runs the programme."),
        ),
        link_words=_("See where your application stands"),
        placeholders=(*OF_EVERY_LETTER_OF_A_COHORT, ROLE),
        because=BECAUSE,
        samples=applicants_as_samples,
    )
)
DECLINED = declare(
    LetterKind(
        key="application-declined-notification",
        stage=STAGE,
        purpose=_("Says kindly that there is no place this time."),
        reader=_("Whoever has applied"),
        moment=_("When an application is declined"),
        subject=_("About your application"),
        paragraphs=(
            _("We cannot offer you a place in {programme} as {role} this time."),
            "{note}",
            _("This says nothing about you as a person. Thank you for asking."),
        ),
        link_words=_("Read your application again"),
        placeholders=(*OF_EVERY_LETTER_OF_A_COHORT, ROLE, NOTE),
        because=BECAUSE,
        samples=applicants_as_samples,
    )
)
REVIEWS_ASSIGNED = declare(
    LetterKind(
        key="reviews-assigned-notification",
        stage=STAGE,
        purpose=_("Says that applications wait for a review."),
        reader=_("Whoever is to review applications"),
        moment=_("When a coordinator assigns applications, one letter however many"),
        subject=_("Applications wait for your review"),
        paragraphs=(
            _("{programme} ({cohort}) would like your word on applications that it has received: {number}."),
            _(
                "Please read, and give your scores before you talk about it with other reviewers. "
                "You see what they say once you have given yours."
            ),
        ),
        link_words=_("See what waits for you"),
        placeholders=(
            *OF_EVERY_LETTER_OF_A_COHORT,
            Placeholder("number", _("how many have come to them"), "3", is_harmless=True),
        ),
        because=_("You get this letter because you review applications at {organisation}."),
        samples=runners_as_samples,
    )
)
APPLICANT = Placeholder("applicant", _("the name of whoever applies"), _("Ada Ames"))
GUARDIAN_ASKED = declare(
    LetterKind(
        key="guardian-consent-invitation",
        stage=STAGE,
        purpose=_("Asks a guardian for consent; it names whom it is about, as they have to know."),
        reader=_("The guardian whom somebody under 18 has named"),
        moment=_("When the application is sent, and when a coordinator sends it again"),
        subject=_("You are asked for your consent"),
        paragraphs=(
            _(
                "{applicant} would like to take part in {programme}, is under 18, and has named you as guardian."
            ),
            _(
                "The page behind the link says what it is about, with whom they would be in contact, and what others "
                "learn of them. You say yes or no there, until {day}. You need no account."
            ),
            _("Nobody under 18 takes part without a guardian's consent. You can take it back at any time."),
        ),
        link_words=_("Read about it, and answer"),
        placeholders=(
            *OF_EVERY_LETTER,
            APPLICANT,
            Placeholder("day", _("until when they can answer"), _("Monday 1 March 2027"), is_harmless=True),
        ),
        because=_("You get this letter because {organisation} was given your address."),
        samples=applicants_as_samples,
    )
)
GUARDIAN_CONFIRMED = declare(
    LetterKind(
        key="guardian-consent-confirmation",
        stage=STAGE,
        purpose=_("Confirms a guardian's consent, with the link by which they take it back."),
        reader=_("Whoever has given their consent as a guardian"),
        moment=_("When they have said yes, and when a coordinator sends it again"),
        subject=_("Your consent, and how to take it back"),
        paragraphs=(
            _("You have agreed that {applicant} takes part in {programme}. It holds until {day}."),
            _(
                "Please keep this letter: its link is the one by which you take your consent back, without saying why."
            ),
        ),
        link_words=_("Read it again, or take it back"),
        placeholders=(
            *OF_EVERY_LETTER,
            APPLICANT,
            Placeholder("day", _("until when it holds"), _("Monday 1 March 2027"), is_harmless=True),
        ),
        because=GUARDIAN_ASKED.because,
        samples=GUARDIAN_ASKED.samples,
    )
)
CONSENT_WITHDRAWN = declare(
    LetterKind(
        key="guardian-consent-withdrawn-alert",
        stage=STAGE,
        purpose=_("Warns that a guardian has taken their consent back while mentorships run."),
        reader=_("Those who run the programme, and the safeguarding lead"),
        moment=_("As soon as the guardian has done it, once"),
        subject=_("A guardian has taken a consent back"),
        paragraphs=(
            _("In {programme} a guardian has taken back their consent for somebody under 18."),
            _(
                "The person is out of matching now, but has mentorships that run on: {number}. "
                "Please talk with the family, and see that they do not meet without a consent."
            ),
        ),
        link_words=_("See whom it is about"),
        placeholders=(
            *OF_EVERY_LETTER_OF_A_COHORT,
            Placeholder("number", _("how many mentorships run on"), "1", is_harmless=True),
        ),
        samples=runners_as_samples,
    )
)
OF_DECISIONS = {
    ApplicationState.ACCEPTED: ACCEPTED,
    ApplicationState.OFFERED: OFFERED,
    ApplicationState.EXPIRED: EXPIRED,
    ApplicationState.WAITLISTED: WAITLISTED,
    ApplicationState.DECLINED: DECLINED,
}


def application_begun_confirmation(application: Application) -> int:
    """Bring whoever has begun to apply the link to go on; nobody else learns of it."""
    return queue_programme_letters([replace(_letter(application, BEGUN), is_private=True)])


def application_unsent_reminder(application: Application, *, last_day: dt.date) -> int:
    """Remind somebody, unless they want no reminders, of an application that is not sent; nobody else learns of it."""
    return queue_programme_letters([replace(_letter(application, UNSENT, day=last_day), is_private=True)])


def application_submitted_confirmation(application: Application) -> int:
    """Say that an application has come, and what happens next."""
    return queue_programme_letters([_letter(application, SUBMITTED)])


def application_decided_notification(application: Application, *, note: str) -> int:
    """Say what was decided, with what the coordinator adds."""
    return applications_decided_notification([application], note=note)


def applications_decided_notification(
    applications: Iterable[Application], *, note: str, wording: Wording | None = None
) -> int:
    """Say to each what was decided, with what the coordinator adds, or in words that they have written for this.

    They have all applied to one programme.
    """
    decided = list(applications)
    accepted = [each for each in decided if each.state == ApplicationState.ACCEPTED]
    steps = first_steps_of(accepted[0].cohort.programme, accepted) if accepted else {}
    kinds = [OF_DECISIONS[ApplicationState(each.state)] for each in decided]
    return queue_programme_letters(
        replace(
            _letter(each, kind, note=note, **(_next(steps[each.pk]) if each.pk in steps else {})),
            wording=wording,
        )
        for each, kind in zip(decided, kinds, strict=True)
    )


def words_of_decision(application: Application, *, to: str, note: str, wording: Wording) -> LetterWords:
    """Return what the letter says if an application is decided so: the coordinator reads it first."""
    kind = OF_DECISIONS[ApplicationState(to)]
    return worded(kind, _values_of(kind, application) | {"note": note}, wording)


def _values_of(kind: LetterKind, application: Application) -> dict[str, Value]:
    if kind is ACCEPTED:
        return _values_if_accepted(application)
    return _values(application) if kind is OFFERED else _settled_values(application)


def application_invitations(invitations: Iterable[Invitation]) -> int:
    """Ask each address to apply. Whoever has no sign-in here gets none by this."""
    return queue_programme_letters(_invitation(invitation) for invitation in invitations)


def _invitation(invitation: Invitation) -> ProgrammeLetter:
    cohort = invitation.cohort
    return ProgrammeLetter(
        FROM_COLLEAGUE if invitation.participation_id else INVITATION,
        cohort.programme,
        reader=get_person_by_email(invitation.email) or Person(email=invitation.email),
        name=invitation.name,
        path=reverse("invited", args=[invitation.public_id]),
        values=_values_of_invitation(
            cohort, role=invitation.role, until=invitation.expires_at, note=invitation.note
        ),
        cohort=cohort,
        about=invitation.public_id,
        dedupe_key=f"application-invitation:{invitation.public_id}:{invitation.times_sent}",
    )


def words_of_invitation(cohort: Cohort, *, role: str, until: dt.datetime, note: str) -> LetterWords:
    """Return what the letter says that asks somebody to apply: the coordinator reads it first."""
    values = _values_of_invitation(cohort, role=role, until=until, note=note)
    usual = usual_values(cohort.programme, reader="", cohort=cohort)
    return worded(INVITATION, usual | values, words_in_use(cohort.programme, INVITATION))


def _values_of_invitation(cohort: Cohort, *, role: str, until: dt.datetime, note: str) -> dict[str, Value]:
    programme = cohort.programme
    day = clock.last_day_before(until, programme.time_zone)
    return {"role": role_word(programme, role), "day": day, "note": note}


def reviews_assigned_notification(cohort: Cohort, assigned: Mapping[Profile, int]) -> int:
    """Tell each reviewer how many applications have come to them: one letter, however many, and nobody's name."""
    return queue_programme_letters(
        ProgrammeLetter(
            REVIEWS_ASSIGNED,
            cohort.programme,
            reader=profile.person,
            name=profile.name,
            path=reverse("reviewer:review-list"),
            values={"number": str(number)},
            cohort=cohort,
            about=cohort.public_id,
        )
        for profile, number in assigned.items()
    )


def _role(application: Application) -> str:
    return role_word(application.cohort.programme, application.role)


def _letter(application: Application, kind: LetterKind, **values: Value) -> ProgrammeLetter:
    return ProgrammeLetter(
        kind,
        application.cohort.programme,
        reader=application.person,
        name=application.name,
        path=_page_of(kind, application),
        values=_settled_values(application) | values,
        cohort=application.cohort,
        about=application.public_id,
    )


def _page_of(kind: LetterKind, application: Application) -> str:
    """Return where it goes on: at home for whoever takes part, where stands what there is to do."""
    if kind is ACCEPTED:
        return reverse("participant:home")
    return reverse("applicant:application", args=[application.public_id])


def guardian_consent_invitation(consent: GuardianConsent) -> int:
    """Ask a guardian whether somebody may take part."""
    return _to_guardian(GUARDIAN_ASKED, consent, day=consent.last_day_to_answer)


def guardian_consent_confirmation(consent: GuardianConsent) -> int:
    """Confirm what a guardian has agreed to."""
    return _to_guardian(GUARDIAN_CONFIRMED, consent, day=consent.last_day or "")


def _to_guardian(kind: LetterKind, consent: GuardianConsent, *, day: Value) -> int:
    path = reverse("consent", args=[consent_link_of(consent)])
    return ask_outside(kind, consent.application, consent, day=day, path=path)


class AskedOutside(Protocol):
    """Somebody without a sign-in who is asked about an applicant, by a link that each letter makes anew."""

    name: str
    email: str
    public_id: str
    link_number: int


def ask_outside(
    kind: LetterKind, application: Application, asked: AskedOutside, *, day: Value, path: str
) -> int:
    """Write to a guardian or a referee about an applicant, once for each link."""
    programme = application.cohort.programme
    values = usual_values(programme, reader=asked.name) | {"applicant": application.name, "day": day}
    return queue_guest_letter(
        GuestLetter(
            kind=kind.key,
            email=asked.email,
            name=asked.name,
            words=lambda: worded(kind, values, words_in_use(programme, kind)),
            path=path,
            sender=programme.organisation.name,
            chain=programme.organisation.public_id,
            scope=application.cohort.public_id,
            about=asked.public_id,
            dedupe_key=f"{kind.key}:{asked.public_id}:{asked.link_number}",
        )
    )


def guardian_consent_withdrawn_alert(
    consent: GuardianConsent, readers: Iterable[Profile], *, running: int
) -> int:
    """Tell who runs the programme, and the safeguarding lead, that a mentorship runs on without a consent; once."""
    cohort = consent.application.cohort
    return queue_programme_letters(
        ProgrammeLetter(
            CONSENT_WITHDRAWN,
            cohort.programme,
            reader=each.person,
            name=each.name,
            path=reverse("coordinator:consent", args=[consent.public_id]),
            values={"number": str(running)},
            cohort=cohort,
            about=consent.public_id,
            dedupe_key=f"{CONSENT_WITHDRAWN.key}:{consent.public_id}:{consent.link_number}:{each.public_id}",
        )
        for each in readers
    )
