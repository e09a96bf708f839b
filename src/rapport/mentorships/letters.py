"""The letters of a mentorship: who is told what, in plain words; names, reasons and topics stand on the pages."""

from collections.abc import Collection, Iterable

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from rapport.letters.kinds import LetterKind, declare
from rapport.matching.models import Proposal
from rapport.mentorships.models import Agreement, Meeting, Mentorship, MentorshipParty
from rapport.programmes.letters import (
    OF_EVERY_LETTER_OF_A_COHORT,
    ProgrammeLetter,
    participants_as_samples,
    queue_programme_letters,
    runners_as_samples,
)
from rapport.programmes.models import Cohort, Participation, Profile
from rapport.programmes.selectors import runners_of

PROPOSALS, AGREEMENTS, REGISTER = _("Proposals"), _("Mentorship and agreement"), _("Register")
OTHER_SIDE, PARTIES, OTHERS = (
    _("The other side of the proposal"),
    _("Both of a pair"),
    _("The others of a pair"),
)
RUNNER = _("One of those who run the programme, who is not part of the case")
BOTH_ALONE = _("Both of a pair, where the programme asks the questions")
ANSWER, STANDING = _("Read the proposal and answer"), _("See where you stand")
SIGN, ENTRY = _("Read and sign the agreement"), _("Look at the entry")

AGREEMENT, EXPECTATIONS = "agreement-sign", "expectations"
"""The pages that letters about the agreement lead to."""

PROPOSAL_ACCEPTED = declare(
    LetterKind(
        key="proposal-accepted-notification",
        stage=PROPOSALS,
        purpose=_("Says that only the reader's answer is missing."),
        reader=OTHER_SIDE,
        moment=_("When one of the two has said yes"),
        subject=_("A proposal waits for your answer"),
        paragraphs=(
            _("Whom we proposed to you in {programme} would like to work with you."),
            _("Please read the proposal and say yes or no. Either answer is fine."),
        ),
        link_words=ANSWER,
        placeholders=OF_EVERY_LETTER_OF_A_COHORT,
        samples=participants_as_samples,
    )
)
PROPOSAL_REMINDER = declare(
    LetterKind(
        key="proposal-reminder",
        stage=PROPOSALS,
        purpose=_("Reminds of a proposal that is not answered yet."),
        reader=_("Whoever has not answered"),
        moment=_("Once, some days before the last day for an answer"),
        subject=_("A proposal waits for your answer"),
        paragraphs=(
            _("Some days ago we proposed somebody to you in {programme}."),
            _("Please say yes or no while it is open. Either answer is fine."),
        ),
        link_words=ANSWER,
        placeholders=OF_EVERY_LETTER_OF_A_COHORT,
        is_essential=False,
        samples=participants_as_samples,
    )
)
PROPOSAL_DECLINED = declare(
    LetterKind(
        key="proposal-declined-notification",
        stage=PROPOSALS,
        purpose=_("Says kindly that a proposal will not become a mentorship; never why."),
        reader=OTHER_SIDE,
        moment=_("When one of the two has said no"),
        subject=_("A proposal will not go ahead"),
        paragraphs=(
            _(
                "The proposal of the last days will not become a mentorship. This happens often "
                "and says nothing about you."
            ),
            _("Your coordinator knows, and looks for somebody else. You need not do anything."),
        ),
        link_words=STANDING,
        placeholders=OF_EVERY_LETTER_OF_A_COHORT,
        samples=participants_as_samples,
    )
)
PROPOSAL_DECLINED_NOTICE = declare(
    LetterKind(
        key="proposal-declined-notice",
        stage=PROPOSALS,
        purpose=_("Says that two people will not be a pair."),
        reader=RUNNER,
        moment=_("When one of the two has said no"),
        subject=_("A proposal was declined"),
        paragraphs=(_("In {cohort} two people will not be a pair. Who, and why, stands on the page."),),
        link_words=_("Open Rapport"),
        placeholders=OF_EVERY_LETTER_OF_A_COHORT,
        samples=runners_as_samples,
    )
)
PLACE_TAKEN = declare(
    LetterKind(
        key="proposal-superseded-notification",
        stage=PROPOSALS,
        purpose=_("Says that a proposal is off, as the other has no free place any more."),
        reader=OTHER_SIDE,
        moment=_("When somebody's last free place is taken"),
        subject=_("A proposal is no longer open"),
        paragraphs=(
            _("Whom we proposed to you has no free place any more, so that this proposal was taken back."),
            _("Your coordinator knows, and looks for somebody else. You need not do anything."),
        ),
        link_words=STANDING,
        placeholders=OF_EVERY_LETTER_OF_A_COHORT,
        samples=participants_as_samples,
    )
)
BEGUN = declare(
    LetterKind(
        key="mentorship-begun-notification",
        stage=AGREEMENTS,
        purpose=_("Says that two are a pair now, and what comes first."),
        reader=PARTIES,
        moment=_("When both have said yes"),
        subject=_("Your mentorship begins"),
        paragraphs=(
            _("You have both said yes. Your mentorship in {programme} begins."),
            _("First, read the agreement and sign it. Then plan your first meeting."),
        ),
        link_words=SIGN,
        placeholders=OF_EVERY_LETTER_OF_A_COHORT,
        samples=participants_as_samples,
    )
)
EXPECTATIONS_ASKED = declare(
    LetterKind(
        key="expectations-asked-request",
        stage=AGREEMENTS,
        purpose=_("Says that two are a pair now, and asks each how they want to work together."),
        reader=BOTH_ALONE,
        moment=_("When both have said yes"),
        subject=_("Your mentorship begins"),
        paragraphs=(
            _("You have both said yes. Your mentorship in {programme} begins."),
            _(
                "First, answer eight short questions about how you want to work together, each of you alone. "
                "It takes about five minutes. You see each other's answers once you have both given yours; "
                "nobody else sees them."
            ),
            _(
                "Then you settle together what goes into your agreement, sign it, and plan your first meeting."
            ),
        ),
        link_words=_("Answer the questions"),
        placeholders=OF_EVERY_LETTER_OF_A_COHORT,
        samples=participants_as_samples,
    )
)
EXPECTATIONS_ANSWERED = declare(
    LetterKind(
        key="expectations-answered-notification",
        stage=AGREEMENTS,
        purpose=_("Says that all have answered, and that both sides can be read now."),
        reader=OTHERS,
        moment=_("When the last of a pair has answered the questions"),
        subject=_("You can read each other's answers now"),
        paragraphs=(
            _(
                "You have both answered how you want to work together. Now you see where you agree and where not."
            ),
            _(
                "For each difference there is a suggestion. Settle what shall hold; it goes into your agreement."
            ),
        ),
        link_words=_("Read both sides"),
        placeholders=OF_EVERY_LETTER_OF_A_COHORT,
        samples=participants_as_samples,
    )
)
AGREEMENT_SETTLED = declare(
    LetterKind(
        key="agreement-settled-request",
        stage=AGREEMENTS,
        purpose=_("Asks to read and sign what the other has written into the agreement."),
        reader=OTHERS,
        moment=_("When one of a pair has settled what shall hold, and again when a signed draft is replaced"),
        subject=_("Your agreement is written"),
        paragraphs=(
            _("What you both expect has been put into words, and stands in your agreement now."),
            _("Read it. If it is right, sign it; if not, change it, or talk it over first."),
        ),
        link_words=SIGN,
        placeholders=OF_EVERY_LETTER_OF_A_COHORT,
        samples=participants_as_samples,
    )
)
AMENDMENT_PROPOSED = declare(
    LetterKind(
        key="amendment-proposed-request",
        stage=AGREEMENTS,
        purpose=_("Asks to read a change of the agreement."),
        reader=OTHERS,
        moment=_("When one of a pair proposes a change of what both have signed"),
        subject=_("A change of your agreement is proposed"),
        paragraphs=(
            _(
                "What should be different, and why, stands on the page. Until you have both signed, nothing changes."
            ),
            _("If it is right, sign it. If not, say so there: your agreement then goes on as it is."),
        ),
        link_words=_("Read the change"),
        placeholders=OF_EVERY_LETTER_OF_A_COHORT,
        samples=participants_as_samples,
    )
)
AMENDMENT_SIGNED = declare(
    LetterKind(
        key="amendment-signed-notification",
        stage=AGREEMENTS,
        purpose=_("Says that a change of the agreement holds now."),
        reader=OTHERS,
        moment=_("When the last has signed the change"),
        subject=_("The change of your agreement is signed"),
        paragraphs=(
            _("Everybody has signed. From now on the new version holds; the one before stays readable."),
        ),
        link_words=_("Read your agreement"),
        placeholders=OF_EVERY_LETTER_OF_A_COHORT,
        samples=participants_as_samples,
    )
)
AMENDMENT_WITHDRAWN = declare(
    LetterKind(
        key="amendment-withdrawn-notification",
        stage=AGREEMENTS,
        purpose=_("Says that a change of the agreement was taken back or turned down."),
        reader=OTHERS,
        moment=_("When one of a pair takes a change back, or does not agree to it"),
        subject=_("Your agreement stays as it is"),
        paragraphs=(
            _("The change that was proposed will not be made. What you have both signed goes on as before."),
            _("Talk it over at your next meeting if something should still be different."),
        ),
        link_words=_("Read your agreement"),
        placeholders=OF_EVERY_LETTER_OF_A_COHORT,
        samples=participants_as_samples,
    )
)
SIGNATURE_WANTED = declare(
    LetterKind(
        key="agreement-signed-request",
        stage=AGREEMENTS,
        purpose=_("Asks for the reader's name under the agreement."),
        reader=_("Whoever has not signed yet"),
        moment=_("When another has signed"),
        subject=_("An agreement waits for your name"),
        paragraphs=(_("The other has signed. Now it waits for your name; it takes two minutes."),),
        link_words=SIGN,
        placeholders=OF_EVERY_LETTER_OF_A_COHORT,
        samples=participants_as_samples,
    )
)
SIGNED = declare(
    LetterKind(
        key="agreement-signed-notification",
        stage=AGREEMENTS,
        purpose=_("Says that all have signed, and that meetings are recorded."),
        reader=OTHERS,
        moment=_("When the last has signed"),
        subject=_("Your agreement is signed"),
        paragraphs=(_("Everybody has signed: your agreement holds. Record each meeting once you have met."),),
        link_words=_("Open your mentorship"),
        placeholders=OF_EVERY_LETTER_OF_A_COHORT,
        samples=participants_as_samples,
    )
)
RECORDED = declare(
    LetterKind(
        key="meeting-recorded-request",
        stage=REGISTER,
        purpose=_("Asks whether an entry in the register is right."),
        reader=OTHERS,
        moment=_("When one of them records a meeting"),
        subject=_("A meeting with you was recorded"),
        paragraphs=(_("Please look at the entry in your register, and say whether it is right."),),
        link_words=ENTRY,
        placeholders=OF_EVERY_LETTER_OF_A_COHORT,
        samples=participants_as_samples,
    )
)
CORRECTED = declare(
    LetterKind(
        key="meeting-corrected-request",
        stage=REGISTER,
        purpose=_("Asks whether an entry that was changed is right now."),
        reader=OTHERS,
        moment=_("When whoever recorded a meeting corrects the entry"),
        subject=_("A recorded meeting was corrected"),
        paragraphs=(_("Please look at the entry in your register, and say whether it is right."),),
        link_words=ENTRY,
        placeholders=OF_EVERY_LETTER_OF_A_COHORT,
        samples=participants_as_samples,
    )
)
DISPUTED = declare(
    LetterKind(
        key="meeting-disputed-notification",
        stage=REGISTER,
        purpose=_("Says that the other sees an entry differently."),
        reader=_("Whoever recorded the meeting"),
        moment=_("When another says that the entry is not right"),
        subject=_("A recorded meeting is seen differently"),
        paragraphs=(
            _("That happens. Please read why, and correct the entry or talk it over."),
            _("Your coordinator can help you both."),
        ),
        link_words=ENTRY,
        placeholders=OF_EVERY_LETTER_OF_A_COHORT,
        samples=participants_as_samples,
    )
)
DISPUTED_NOTICE = declare(
    LetterKind(
        key="meeting-disputed-notice",
        stage=REGISTER,
        purpose=_("Says that two people do not agree on an entry."),
        reader=RUNNER,
        moment=_("When one of them says that an entry is not right"),
        subject=_("A recorded meeting is disputed"),
        paragraphs=(
            _(
                "In {cohort} two people do not agree on an entry in their register. "
                "They may settle it themselves."
            ),
        ),
        link_words=ENTRY,
        placeholders=OF_EVERY_LETTER_OF_A_COHORT,
        samples=runners_as_samples,
    )
)
SETTLED = declare(
    LetterKind(
        key="meeting-settled-notification",
        stage=REGISTER,
        purpose=_("Says that a disputed entry is decided."),
        reader=PARTIES,
        moment=_("When a coordinator decides about it"),
        subject=_("Your coordinator has settled an entry"),
        paragraphs=(_("What was decided, and why, stands in your register."),),
        link_words=ENTRY,
        placeholders=OF_EVERY_LETTER_OF_A_COHORT,
        samples=participants_as_samples,
    )
)
SETTLED_BY_CORRECTION = declare(
    LetterKind(
        key="meeting-corrected-notification",
        stage=REGISTER,
        purpose=_("Says that a disputed entry says something else now."),
        reader=PARTIES,
        moment=_("When a coordinator corrects it"),
        subject=_("Your coordinator has corrected an entry"),
        paragraphs=(_("What it says now, what it said before, and why, stands in your register."),),
        link_words=ENTRY,
        placeholders=OF_EVERY_LETTER_OF_A_COHORT,
        samples=participants_as_samples,
    )
)


def proposal_accepted_notification(proposal: Proposal, *, to: Participation) -> None:
    """Tell the other side that now only their answer is missing."""
    _post_about(proposal, PROPOSAL_ACCEPTED, to=to, path=_page_of(proposal))


def proposal_declined_notification(proposal: Proposal, *, to: Participation) -> None:
    """Tell the other side kindly, and who runs the programme; the reason stays on the coordinator's page."""
    _post_about(proposal, PROPOSAL_DECLINED, to=to, path=reverse("participant:home"))
    _post_to_runners(
        PROPOSAL_DECLINED_NOTICE,
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
        _post_about(proposal, PLACE_TAKEN, to=to, path=reverse("participant:home"))


def proposal_reminder(proposal: Proposal, *, to: Participation) -> None:
    """Remind somebody of a proposal, once."""
    key = f"proposal-reminder:{proposal.public_id}"
    _post_about(proposal, PROPOSAL_REMINDER, to=to, path=_page_of(proposal), dedupe_key=key)


def mentorship_begun_notification(mentorship: Mentorship) -> None:
    """Tell both that they are a pair now, and what comes first: the questions, where they are asked, or the agreement."""
    asks = mentorship.cohort.programme.asks_expectations
    kind, page = (EXPECTATIONS_ASKED, EXPECTATIONS) if asks else (BEGUN, AGREEMENT)
    _post_about_agreement(mentorship, kind, _parties(mentorship), page=page)


def expectations_answered_notification(mentorship: Mentorship, *, answered_by: MentorshipParty) -> None:
    """Tell the others that they can read both sides now."""
    readers = _all_but(answered_by, mentorship)
    _post_about_agreement(mentorship, EXPECTATIONS_ANSWERED, readers, page=EXPECTATIONS)


def agreement_settled_request(agreement: Agreement, *, settled_by: MentorshipParty) -> None:
    """Ask the others to read what was settled, and to sign it."""
    readers = _all_but(settled_by, agreement.mentorship)
    _post_about_agreement(agreement.mentorship, AGREEMENT_SETTLED, readers)


def amendment_proposed_request(amendment: Agreement, *, proposed_by: MentorshipParty) -> None:
    """Ask the others to read a change; what it is, and why, stands on the page."""
    readers = _all_but(proposed_by, amendment.mentorship)
    _post_about_agreement(amendment.mentorship, AMENDMENT_PROPOSED, readers)


def amendment_signed_notification(amendment: Agreement, *, signed_by: MentorshipParty) -> None:
    """Tell the others that a change holds now."""
    readers = _all_but(signed_by, amendment.mentorship)
    _post_about_agreement(amendment.mentorship, AMENDMENT_SIGNED, readers)


def amendment_withdrawn_notification(amendment: Agreement, *, withdrawn_by: MentorshipParty) -> None:
    """Tell the others that what is signed goes on."""
    readers = _all_but(withdrawn_by, amendment.mentorship)
    _post_about_agreement(amendment.mentorship, AMENDMENT_WITHDRAWN, readers)


def agreement_signed_notification(
    agreement: Agreement, *, signed_by: MentorshipParty, is_complete: bool
) -> None:
    """Ask the others for their names; once all have signed, tell them that meetings can begin."""
    mentorship = agreement.mentorship
    others = [party for party in _parties(mentorship) if party.pk != signed_by.pk]
    signed = {signature.party_id for signature in agreement.signatures.all()}
    readers = others if is_complete else [party for party in others if party.pk not in signed]
    kind, page = (SIGNED, "mentorship-home") if is_complete else (SIGNATURE_WANTED, AGREEMENT)
    _post_about_agreement(mentorship, kind, readers, page=page)


def meeting_recorded_request(meeting: Meeting, *, recorder: MentorshipParty) -> None:
    """Ask the others whether an entry is right."""
    _post_about_entry(meeting, RECORDED, _all_but(recorder, meeting.mentorship))


def meeting_corrected_request(meeting: Meeting, *, recorder: MentorshipParty) -> None:
    """Ask the others to look at an entry again."""
    _post_about_entry(meeting, CORRECTED, _all_but(recorder, meeting.mentorship))


def meeting_disputed_notification(meeting: Meeting) -> None:
    """Tell who made the entry, and who runs the programme; the reason stands on the page."""
    mentorship = meeting.mentorship
    parties = _parties(mentorship)
    recorders = [party for party in parties if party.person_id == meeting.recorded_by_id]
    _post_about_entry(meeting, DISPUTED, recorders)
    _post_to_runners(
        DISPUTED_NOTICE,
        cohort=mentorship.cohort,
        people={party.participation.profile_id for party in parties},
        about=meeting.public_id,
        path=reverse("coordinator:meeting", args=[meeting.public_id]),
    )


def meeting_settled_notification(meeting: Meeting, *, is_corrected: bool = False) -> None:
    """Tell the parties that a disputed entry is decided, or says something else now."""
    kind = SETTLED_BY_CORRECTION if is_corrected else SETTLED
    _post_about_entry(meeting, kind, _parties(meeting.mentorship))


def _page_of(proposal: Proposal) -> str:
    return reverse("participant:proposal-detail", args=[proposal.public_id])


def _parties(mentorship: Mentorship) -> list[MentorshipParty]:
    return list(mentorship.parties.select_related("participation__profile__person"))


def _all_but(recorder: MentorshipParty, mentorship: Mentorship) -> list[MentorshipParty]:
    return [party for party in _parties(mentorship) if party.pk != recorder.pk]


def _profiles(parties: Iterable[MentorshipParty]) -> list[Profile]:
    return [party.participation.profile for party in parties]


def _post_about(
    proposal: Proposal, kind: LetterKind, *, to: Participation, path: str, dedupe_key: str | None = None
) -> None:
    about = proposal.public_id
    _post(kind, [to.profile], cohort=proposal.cohort, about=about, path=path, dedupe_key=dedupe_key)


def _post_about_agreement(
    mentorship: Mentorship, kind: LetterKind, readers: Iterable[MentorshipParty], *, page: str = AGREEMENT
) -> None:
    path = reverse(f"participant:{page}", args=[mentorship.public_id])
    _post(kind, _profiles(readers), cohort=mentorship.cohort, about=mentorship.public_id, path=path)


def _post_about_entry(meeting: Meeting, kind: LetterKind, readers: Iterable[MentorshipParty]) -> None:
    mentorship = meeting.mentorship
    path = reverse("participant:meeting-detail", args=[mentorship.public_id, meeting.public_id])
    _post(kind, _profiles(readers), cohort=mentorship.cohort, about=meeting.public_id, path=path)


def _post_to_runners(
    kind: LetterKind, *, cohort: Cohort, people: Collection[int], about: str, path: str
) -> None:
    """Write to the first of those who run the programme and are not one of these people: nobody in their own case."""
    impartial = [runner for runner in runners_of(cohort.programme) if runner.pk not in people]
    _post(kind, impartial[:1], cohort=cohort, about=about, path=path)


def _post(
    kind: LetterKind,
    readers: Iterable[Profile],
    *,
    cohort: Cohort,
    about: str,
    path: str,
    dedupe_key: str | None = None,
) -> None:
    queue_programme_letters(
        ProgrammeLetter(
            kind,
            cohort.programme,
            reader=reader.person,
            name=reader.name,
            path=path,
            cohort=cohort,
            about=about,
            dedupe_key=f"{dedupe_key}:{reader.public_id}" if dedupe_key else None,
        )
        for reader in readers
    )
