"""The letters of a mentorship: who is told what, in plain words; names, reasons and topics stand on the pages."""

from collections.abc import Callable, Collection, Iterable

from django.urls import reverse
from django.utils.translation import gettext

from rapport.accounts.letters import LetterWords, PersonalLetter, queue_personal_letters
from rapport.matching.models import Proposal
from rapport.mentorships.models import Agreement, Meeting, Mentorship, MentorshipParty
from rapport.programmes.models import Cohort, Participation, Profile
from rapport.programmes.selectors import runners_of

Words = Callable[[], LetterWords]


def proposal_accepted_notification(proposal: Proposal, *, to: Participation) -> None:
    """Tell the other side that now only their answer is missing."""

    def words() -> LetterWords:
        return LetterWords(
            gettext("A proposal waits for your answer"),
            (
                gettext("Whom we proposed to you in %(programme)s would like to work with you.")
                % {"programme": proposal.cohort.programme.name},
                gettext("Please read the proposal and say yes or no. Either answer is fine."),
            ),
            gettext("Read the proposal and answer"),
        )

    path = reverse("participant:proposal-detail", args=[proposal.public_id])
    _post_about(proposal, "proposal-accepted-notification", words, to=to, path=path)


def proposal_declined_notification(proposal: Proposal, *, to: Participation) -> None:
    """Tell the other side kindly, and who runs the programme; the reason stays on the coordinator's page."""

    def words() -> LetterWords:
        return LetterWords(
            gettext("A proposal will not go ahead"),
            (
                gettext(
                    "The proposal of the last days will not become a mentorship. This happens often "
                    "and says nothing about you."
                ),
                gettext("Your coordinator knows, and looks for somebody else. You need not do anything."),
            ),
            gettext("See where you stand"),
        )

    def words_to_runners() -> LetterWords:
        return LetterWords(
            gettext("A proposal was declined"),
            (
                gettext("In %(cohort)s two people will not be a pair. Who, and why, stands on the page.")
                % {"cohort": proposal.cohort.name},
            ),
            gettext("Open Rapport"),
        )

    path = reverse("participant:home")
    _post_about(proposal, "proposal-declined-notification", words, to=to, path=path)
    _post_to_runners(
        "proposal-declined-notice",
        words_to_runners,
        cohort=proposal.cohort,
        people={proposal.mentor.profile_id, proposal.mentee.profile_id},
        about=proposal.public_id,
        path=reverse("home"),
    )


def proposals_withdrawn_notification(withdrawn: Iterable[Proposal], *, because_of: Proposal) -> None:
    """Tell those whose proposal went because the other one has no place left now."""
    full = {because_of.mentor_id, because_of.mentee_id}
    for proposal in withdrawn:
        to = proposal.mentee if proposal.mentor_id in full else proposal.mentor
        _post_about(
            proposal,
            "proposal-withdrawn-notification",
            _words_of_withdrawal,
            to=to,
            path=reverse("participant:home"),
        )


def _words_of_withdrawal() -> LetterWords:
    return LetterWords(
        gettext("A proposal is no longer open"),
        (
            gettext(
                "Whom we proposed to you has no free place any more, so that this proposal was taken back."
            ),
            gettext("Your coordinator knows, and looks for somebody else. You need not do anything."),
        ),
        gettext("See where you stand"),
    )


def proposal_reminder(proposal: Proposal, *, to: Participation) -> None:
    """Remind somebody of a proposal, once."""

    def words() -> LetterWords:
        return LetterWords(
            gettext("A proposal waits for your answer"),
            (
                gettext("Some days ago we proposed somebody to you in %(programme)s.")
                % {"programme": proposal.cohort.programme.name},
                gettext("Please say yes or no while it is open. Either answer is fine."),
            ),
            gettext("Read the proposal and answer"),
        )

    path = reverse("participant:proposal-detail", args=[proposal.public_id])
    key = f"proposal-reminder:{proposal.public_id}"
    _post_about(proposal, "proposal-reminder", words, to=to, path=path, dedupe_key=key)


def mentorship_begun_notification(mentorship: Mentorship) -> None:
    """Tell both that they are a pair now, and what comes first."""

    def words() -> LetterWords:
        return LetterWords(
            gettext("Your mentorship begins"),
            (
                gettext("You have both said yes. Your mentorship in %(programme)s begins.")
                % {"programme": mentorship.cohort.programme.name},
                gettext("First, read the agreement and sign it. Then plan your first meeting."),
            ),
            gettext("Read and sign the agreement"),
        )

    _post(
        "mentorship-begun-notification",
        _profiles(_parties(mentorship)),
        words,
        cohort=mentorship.cohort,
        about=mentorship.public_id,
        path=reverse("participant:agreement-sign", args=[mentorship.public_id]),
    )


def agreement_signed_notification(
    agreement: Agreement, *, signed_by: MentorshipParty, is_complete: bool
) -> None:
    """Ask the others for their names; once all have signed, tell them that meetings can begin."""
    mentorship = agreement.mentorship
    others = [party for party in _parties(mentorship) if party.pk != signed_by.pk]
    signed = {signature.party_id for signature in agreement.signatures.all()}
    readers = others if is_complete else [party for party in others if party.pk not in signed]
    page = "mentorship-home" if is_complete else "agreement-sign"
    _post(
        "agreement-signed-notification" if is_complete else "agreement-signed-request",
        _profiles(readers),
        _words_of_complete_agreement if is_complete else _words_of_open_agreement,
        cohort=mentorship.cohort,
        about=mentorship.public_id,
        path=reverse(f"participant:{page}", args=[mentorship.public_id]),
    )


def _words_of_complete_agreement() -> LetterWords:
    return LetterWords(
        gettext("Your agreement is signed"),
        (gettext("Everybody has signed. You can hold your first meeting, and record it afterwards."),),
        gettext("Open your mentorship"),
    )


def _words_of_open_agreement() -> LetterWords:
    return LetterWords(
        gettext("An agreement waits for your name"),
        (gettext("The other has signed. Your first meeting waits for you; it takes two minutes."),),
        gettext("Read and sign the agreement"),
    )


def meeting_recorded_request(meeting: Meeting, *, recorder: MentorshipParty) -> None:
    """Ask the others whether an entry is right."""
    _ask_to_confirm(
        "meeting-recorded-request", meeting, recorder, lambda: gettext("A meeting with you was recorded")
    )


def meeting_corrected_request(meeting: Meeting, *, recorder: MentorshipParty) -> None:
    """Ask the others to look at an entry again."""
    _ask_to_confirm(
        "meeting-corrected-request", meeting, recorder, lambda: gettext("A recorded meeting was corrected")
    )


def _ask_to_confirm(
    kind: str, meeting: Meeting, recorder: MentorshipParty, subject: Callable[[], str]
) -> None:
    def words() -> LetterWords:
        sentence = gettext("Please look at the entry in your register, and say whether it is right.")
        return LetterWords(subject(), (sentence,), gettext("Look at the entry"))

    readers = [party for party in _parties(meeting.mentorship) if party.pk != recorder.pk]
    _post_about_entry(meeting, kind, words, readers)


def meeting_disputed_notification(meeting: Meeting) -> None:
    """Tell who made the entry, and who runs the programme; the reason stands on the page."""
    mentorship = meeting.mentorship

    def words() -> LetterWords:
        return LetterWords(
            gettext("A recorded meeting is seen differently"),
            (
                gettext("That happens. Please read why, and correct the entry or talk it over."),
                gettext("Your coordinator can help you both."),
            ),
            gettext("Look at the entry"),
        )

    def words_to_runners() -> LetterWords:
        return LetterWords(
            gettext("A recorded meeting is disputed"),
            (
                gettext(
                    "In %(cohort)s two people do not agree on an entry in their register. "
                    "They may settle it themselves."
                )
                % {"cohort": mentorship.cohort.name},
            ),
            gettext("Look at the entry"),
        )

    parties = _parties(mentorship)
    recorders = [party for party in parties if party.person_id == meeting.recorded_by_id]
    _post_about_entry(meeting, "meeting-disputed-notification", words, recorders)
    _post_to_runners(
        "meeting-disputed-notice",
        words_to_runners,
        cohort=mentorship.cohort,
        people={party.participation.profile_id for party in parties},
        about=meeting.public_id,
        path=reverse("coordinator:meeting", args=[meeting.public_id]),
    )


def meeting_settled_notification(meeting: Meeting, *, is_corrected: bool = False) -> None:
    """Tell the parties that a disputed entry is decided, or says something else now."""
    words = _words_of_correction if is_corrected else _words_of_decision
    _post_about_entry(meeting, "meeting-settled-notification", words, _parties(meeting.mentorship))


def _words_of_decision() -> LetterWords:
    return LetterWords(
        gettext("Your coordinator has settled an entry"),
        (gettext("What was decided, and why, stands in your register."),),
        gettext("Look at the entry"),
    )


def _words_of_correction() -> LetterWords:
    return LetterWords(
        gettext("Your coordinator has corrected an entry"),
        (gettext("What it says now, what it said before, and why, stands in your register."),),
        gettext("Look at the entry"),
    )


def _parties(mentorship: Mentorship) -> list[MentorshipParty]:
    return list(mentorship.parties.select_related("participation__profile__person"))


def _profiles(parties: Iterable[MentorshipParty]) -> list[Profile]:
    return [party.participation.profile for party in parties]


def _post_about(
    proposal: Proposal,
    kind: str,
    words: Words,
    *,
    to: Participation,
    path: str,
    dedupe_key: str | None = None,
) -> None:
    about = proposal.public_id
    _post(kind, [to.profile], words, cohort=proposal.cohort, about=about, path=path, dedupe_key=dedupe_key)


def _post_about_entry(meeting: Meeting, kind: str, words: Words, readers: Iterable[MentorshipParty]) -> None:
    mentorship = meeting.mentorship
    path = reverse("participant:meeting-detail", args=[mentorship.public_id, meeting.public_id])
    _post(kind, _profiles(readers), words, cohort=mentorship.cohort, about=meeting.public_id, path=path)


def _post_to_runners(
    kind: str, words: Words, *, cohort: Cohort, people: Collection[int], about: str, path: str
) -> None:
    """Write to the first of those who run the programme and are not one of these people: nobody in their own case."""
    impartial = [runner for runner in runners_of(cohort.programme) if runner.pk not in people]
    _post(kind, impartial[:1], words, cohort=cohort, about=about, path=path)


def _post(
    kind: str,
    readers: Iterable[Profile],
    words: Words,
    *,
    cohort: Cohort,
    about: str,
    path: str,
    dedupe_key: str | None = None,
) -> None:
    organisation = cohort.programme.organisation
    queue_personal_letters(
        PersonalLetter(
            kind=kind,
            reader=reader.person,
            name=reader.name,
            words=words,
            path=path,
            sender=organisation.name,
            chain=organisation.public_id,
            scope=cohort.public_id,
            about=about,
            dedupe_key=f"{dedupe_key}:{reader.public_id}" if dedupe_key else None,
        )
        for reader in readers
    )
