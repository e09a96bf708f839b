"""The letters of a mentorship: who is told what, in plain words, without reasons, topics or anything else private."""

from collections.abc import Collection, Iterable

from django.urls import reverse
from django.utils.text import get_text_list
from django.utils.translation import gettext

from rapport.accounts.letters import PersonalLetter, queue_personal_letters
from rapport.matching.models import Proposal
from rapport.mentorships.models import Agreement, Meeting, Mentorship, MentorshipParty
from rapport.programmes.models import Cohort, Participation, Profile
from rapport.programmes.selectors import runners_of


def proposal_accepted_notification(proposal: Proposal, *, to: Participation) -> None:
    """Tell the other side that now only their answer is missing."""
    own = _other(proposal, to)
    _post(
        "proposal-accepted-notification",
        [to.profile],
        cohort=proposal.cohort,
        about=proposal.public_id,
        subject=gettext("%(name)s has said yes; your answer is next") % {"name": own.profile.name},
        paragraphs=(
            gettext("%(name)s would like to work with you in %(programme)s.")
            % {"name": own.profile.name, "programme": proposal.cohort.programme.name},
            gettext("Please read the proposal and say yes or no. Either answer is fine."),
        ),
        path=reverse("participant:proposal-detail", args=[proposal.public_id]),
        link_words=gettext("Read the proposal and answer"),
    )


def proposal_declined_notification(proposal: Proposal, *, to: Participation) -> None:
    """Tell the other side kindly, and who runs the programme; the reason stays on the coordinator's page."""
    _post(
        "proposal-declined-notification",
        [to.profile],
        cohort=proposal.cohort,
        about=proposal.public_id,
        subject=gettext("Your proposal in %(programme)s will not go ahead")
        % {"programme": proposal.cohort.programme.name},
        paragraphs=(
            gettext(
                "The proposal of the last days will not become a mentorship. This happens often "
                "and says nothing about you."
            ),
            gettext("Your coordinator knows, and looks for somebody else. You need not do anything."),
        ),
        path=reverse("participant:home"),
        link_words=gettext("See where you stand"),
    )
    _post_to_runners(
        "proposal-declined-notice",
        cohort=proposal.cohort,
        people={proposal.mentor.profile_id, proposal.mentee.profile_id},
        about=proposal.public_id,
        subject=gettext("A proposal was declined in %(cohort)s") % {"cohort": proposal.cohort.name},
        sentence=gettext("%(mentor)s and %(mentee)s will not be a pair. The reason is on the page.")
        % {"mentor": proposal.mentor.profile.name, "mentee": proposal.mentee.profile.name},
        path=reverse("home"),
        link_words=gettext("Open Rapport"),
    )


def proposals_withdrawn_notification(withdrawn: Iterable[Proposal], *, because_of: Proposal) -> None:
    """Tell those whose proposal went because the other one has no place left now."""
    full = {because_of.mentor_id, because_of.mentee_id}
    for proposal in withdrawn:
        to = proposal.mentee if proposal.mentor_id in full else proposal.mentor
        _post(
            "proposal-withdrawn-notification",
            [to.profile],
            cohort=proposal.cohort,
            about=proposal.public_id,
            subject=gettext("A proposal in %(programme)s is no longer open")
            % {"programme": proposal.cohort.programme.name},
            paragraphs=(
                gettext("%(name)s has no free place any more, so that this proposal was taken back.")
                % {"name": _other(proposal, to).profile.name},
                gettext("Your coordinator knows, and looks for somebody else. You need not do anything."),
            ),
            path=reverse("participant:home"),
            link_words=gettext("See where you stand"),
        )


def proposal_reminder(proposal: Proposal, *, to: Participation) -> None:
    """Remind somebody of a proposal, once."""
    _post(
        "proposal-reminder",
        [to.profile],
        cohort=proposal.cohort,
        about=proposal.public_id,
        subject=gettext("A proposal waits for your answer"),
        paragraphs=(
            gettext("Some days ago we proposed %(name)s to you in %(programme)s.")
            % {"name": _other(proposal, to).profile.name, "programme": proposal.cohort.programme.name},
            gettext("Please say yes or no while it is open. Either answer is fine."),
        ),
        path=reverse("participant:proposal-detail", args=[proposal.public_id]),
        link_words=gettext("Read the proposal and answer"),
        dedupe_key=f"proposal-reminder:{proposal.public_id}",
    )


def mentorship_begun_notification(mentorship: Mentorship) -> None:
    """Tell both that they are a pair now, and what comes first."""
    for party in _parties(mentorship):
        _post(
            "mentorship-begun-notification",
            [party.participation.profile],
            cohort=mentorship.cohort,
            about=mentorship.public_id,
            subject=gettext("You and %(names)s are matched") % {"names": _others(mentorship, party)},
            paragraphs=(
                gettext("You have both said yes. Your mentorship in %(programme)s begins.")
                % {"programme": mentorship.cohort.programme.name},
                gettext("First, read the agreement and sign it. Then plan your first meeting."),
            ),
            path=reverse("participant:agreement-sign", args=[mentorship.public_id]),
            link_words=gettext("Read and sign the agreement"),
        )


def agreement_signed_notification(
    agreement: Agreement, *, signed_by: MentorshipParty, is_complete: bool
) -> None:
    """Ask the others for their names; once all have signed, tell them that meetings can begin."""
    mentorship = agreement.mentorship
    others = [party for party in _parties(mentorship) if party.pk != signed_by.pk]
    if is_complete:
        kind, subject = "agreement-signed-notification", gettext("Your agreement is signed")
        sentence = gettext("Everybody has signed. You can hold your first meeting, and record it afterwards.")
        path = reverse("participant:mentorship-home", args=[mentorship.public_id])
        link_words = gettext("Open your mentorship")
    else:
        kind = "agreement-signed-request"
        subject = gettext("%(name)s has signed; your name is next") % {"name": signed_by.name}
        sentence = gettext("Your first meeting waits for your signature. It takes two minutes.")
        path = reverse("participant:agreement-sign", args=[mentorship.public_id])
        link_words = gettext("Read and sign the agreement")
    signed = {signature.party_id for signature in agreement.signatures.all()}
    readers = others if is_complete else [party for party in others if party.pk not in signed]
    _post(
        kind,
        [party.participation.profile for party in readers],
        cohort=mentorship.cohort,
        about=mentorship.public_id,
        subject=subject,
        paragraphs=(sentence,),
        path=path,
        link_words=link_words,
    )


def meeting_recorded_request(meeting: Meeting, *, recorder: MentorshipParty) -> None:
    """Ask the others whether an entry is right."""
    _ask_to_confirm(
        "meeting-recorded-request",
        meeting,
        recorder=recorder,
        subject=gettext("%(name)s has recorded a meeting with you") % {"name": recorder.name},
    )


def meeting_corrected_request(meeting: Meeting, *, recorder: MentorshipParty) -> None:
    """Ask the others to look at an entry again."""
    _ask_to_confirm(
        "meeting-corrected-request",
        meeting,
        recorder=recorder,
        subject=gettext("%(name)s has corrected an entry") % {"name": recorder.name},
    )


def _ask_to_confirm(kind: str, meeting: Meeting, *, recorder: MentorshipParty, subject: str) -> None:
    readers = [party for party in _parties(meeting.mentorship) if party.pk != recorder.pk]
    _post(
        kind,
        [party.participation.profile for party in readers],
        cohort=meeting.mentorship.cohort,
        about=meeting.public_id,
        subject=subject,
        paragraphs=(gettext("Please look at the entry in your register, and say whether it is right."),),
        path=_meeting_path(meeting),
        link_words=gettext("Look at the entry"),
    )


def meeting_disputed_notification(meeting: Meeting, *, disputed_by: MentorshipParty) -> None:
    """Tell who made the entry, and who runs the programme; the reason stands on the page."""
    recorder = [p for p in _parties(meeting.mentorship) if p.person_id == meeting.recorded_by_id]
    _post(
        "meeting-disputed-notification",
        [party.participation.profile for party in recorder],
        cohort=meeting.mentorship.cohort,
        about=meeting.public_id,
        subject=gettext("%(name)s sees an entry differently") % {"name": disputed_by.name},
        paragraphs=(
            gettext("That happens. Please read why, and correct the entry or talk it over."),
            gettext("Your coordinator can help you both."),
        ),
        path=_meeting_path(meeting),
        link_words=gettext("Look at the entry"),
    )
    mentorship = meeting.mentorship
    _post_to_runners(
        "meeting-disputed-notice",
        cohort=mentorship.cohort,
        people={party.participation.profile_id for party in _parties(mentorship)},
        about=meeting.public_id,
        subject=gettext("An entry is disputed in %(cohort)s") % {"cohort": mentorship.cohort.name},
        sentence=gettext(
            "%(names)s do not agree on an entry in their register. They may settle it themselves."
        )
        % {"names": mentorship},
        path=reverse("coordinator:meeting", args=[meeting.public_id]),
        link_words=gettext("Look at the entry"),
    )


def meeting_settled_notification(meeting: Meeting, *, is_corrected: bool = False) -> None:
    """Tell the parties that a disputed entry is decided, or says something else now."""
    subject, sentence = (
        gettext("Your coordinator has settled an entry"),
        gettext("What was decided, and why, stands in your register."),
    )
    if is_corrected:
        subject, sentence = (
            gettext("Your coordinator has corrected an entry"),
            gettext("What it says now, what it said before, and why, stands in your register."),
        )
    _post(
        "meeting-settled-notification",
        [party.participation.profile for party in _parties(meeting.mentorship)],
        cohort=meeting.mentorship.cohort,
        about=meeting.public_id,
        subject=subject,
        paragraphs=(sentence,),
        path=_meeting_path(meeting),
        link_words=gettext("Look at the entry"),
    )


def _meeting_path(meeting: Meeting) -> str:
    return reverse("participant:meeting-detail", args=[meeting.mentorship.public_id, meeting.public_id])


def _other(proposal: Proposal, side: Participation) -> Participation:
    return proposal.mentor if side.pk == proposal.mentee_id else proposal.mentee


def _parties(mentorship: Mentorship) -> list[MentorshipParty]:
    return list(mentorship.parties.select_related("participation__profile__person"))


def _others(mentorship: Mentorship, own: MentorshipParty) -> str:
    names = [party.name for party in _parties(mentorship) if party.pk != own.pk]
    return get_text_list(names, gettext("and"))


def _post_to_runners(
    kind: str,
    *,
    cohort: Cohort,
    people: Collection[int],
    about: str,
    subject: str,
    sentence: str,
    path: str,
    link_words: str,
) -> None:
    """Write to the first of those who run the programme and are not one of these people: nobody in their own case."""
    impartial = [runner for runner in runners_of(cohort.programme) if runner.pk not in people]
    _post(
        kind,
        impartial[:1],
        cohort=cohort,
        about=about,
        subject=subject,
        paragraphs=(sentence,),
        path=path,
        link_words=link_words,
    )


def _post(
    kind: str,
    readers: Iterable[Profile],
    *,
    cohort: Cohort,
    about: str,
    subject: str,
    paragraphs: tuple[str, ...],
    path: str,
    link_words: str,
    dedupe_key: str | None = None,
) -> None:
    organisation = cohort.programme.organisation
    queue_personal_letters(
        PersonalLetter(
            kind=kind,
            reader=reader.person,
            name=reader.name,
            subject=subject,
            paragraphs=paragraphs,
            path=path,
            link_words=link_words,
            sender=organisation.name,
            chain=organisation.public_id,
            scope=cohort.public_id,
            about=about,
            dedupe_key=f"{dedupe_key}:{reader.public_id}" if dedupe_key else None,
        )
        for reader in readers
    )
