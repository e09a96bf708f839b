"""Errors of recruiting and applying.

RapportError
└── RecruitmentError
    ├── NobodyIsAsked       a public page that asks neither mentors nor mentees
    ├── LastDayOver         a public page on which nobody could apply any more
    ├── CohortDoesNotRecruit  its cohort has begun to close
    ├── ApplicationsClosed  applying, or changing an application, after the last day
    ├── RoleNotAsked        applying in a role that the cohort does not look for
    ├── AnswersMissing      something that must be answered is not
    ├── NobodyChosen        an assignment that names no reviewer
    ├── NoReviewerFits      nobody of those chosen can review this application
    ├── ReviewGiven         a review that was given is neither changed nor taken away
    ├── ReviewIncomplete    a review is given only with every score, a recommendation and a comment
    ├── NobodyInterviewed   an interview that names nobody of the team
    ├── InterviewToCome     an interview noted down before it was held
    ├── RedReservationOpen  something red about this person is not settled yet
    ├── SettlementUnsaid    a reservation is settled by words
    ├── NoPlaceLeft         one more than there are places for
    ├── FewerThanGiven      fewer places than are given already
    ├── OfferOver           taking up an offer that has run out
    ├── OfferHeldUp         taking up an offer while something red about this person is open, which they are not told
    ├── InvitationOver      an invitation that ran out, was used already or was taken back
    ├── WrittenToToday      an invitation sent again on the same day
    ├── EnoughForToday      a mentor's letters to colleagues, beyond so many a day
    ├── GuardianMissing     whoever is known to be under 18 applies with a guardian
    ├── GuardianIsOneself   nobody is their own guardian
    ├── ConsentWanting      no place for anybody under 18 without a guardian's consent
    ├── GuardianAwaited     the same, said to whom it is about
    └── ListChanged         a whole list saved over what a colleague has saved since it was shown
"""

from django.utils.translation import gettext_lazy as _

from rapport.core.errors import RapportError


class RecruitmentError(RapportError):
    code = "recruitment"


class NobodyIsAsked(RecruitmentError):
    code = "nobody-is-asked"
    sentence = _("Please say first whom you look for.")


class LastDayOver(RecruitmentError):
    code = "last-day-over"
    sentence = _("The last day to apply is over. Please choose a later one, or none.")


class CohortDoesNotRecruit(RecruitmentError):
    code = "cohort-does-not-recruit"
    sentence = _("This cohort is closing, so it looks for nobody any more.")


class ApplicationsClosed(RecruitmentError):
    code = "applications-closed"
    sentence = _("Applications are closed. What you have sent stays as it is.")


class RoleNotAsked(RecruitmentError):
    code = "role-not-asked"
    sentence = _("This programme does not look for anybody in this role now.")


class AnswersMissing(RecruitmentError):
    code = "answers-missing"
    sentence = _("Something that must be answered is still missing. Nothing was sent.")


class NobodyChosen(RecruitmentError):
    code = "nobody-chosen"
    sentence = _("Please choose at least one reviewer.")


class NoReviewerFits(RecruitmentError):
    code = "no-reviewer-fits"
    sentence = _(
        "Nobody of those chosen can review it: they do already, it is their own, "
        "or they run the programme and can read what others have said of it."
    )


class ReviewGiven(RecruitmentError):
    code = "review-given"
    sentence = _("This review was given, so it stays as it is.")


class ReviewIncomplete(RecruitmentError):
    code = "review-incomplete"
    sentence = _(
        "A review has a score for each criterion, a recommendation and a comment. It is kept as a draft."
    )


class NobodyInterviewed(RecruitmentError):
    code = "nobody-interviewed"
    sentence = _("Please say who of the team was there.")


class InterviewToCome(RecruitmentError):
    code = "interview-to-come"
    sentence = _("This day is still to come. An interview is noted down once it was held.")


class RedReservationOpen(RecruitmentError):
    code = "red-reservation-open"
    sentence = _("A red reservation about this person is open. Settle it first, with a note of how.")


class SettlementUnsaid(RecruitmentError):
    code = "settlement-unsaid"
    sentence = _("Please say how it was settled.")


class NoPlaceLeft(RecruitmentError):
    code = "no-place-left"
    sentence = _("All places are given. Raise the number of places, or put them on the waiting list.")


class FewerThanGiven(RecruitmentError):
    code = "fewer-than-given"
    sentence = _("There cannot be fewer places than are given already.")


class OfferOver(RecruitmentError):
    code = "offer-over"
    sentence = _("The time to answer is over, and the place goes to the next in line.")


class OfferHeldUp(RecruitmentError):
    code = "offer-held-up"
    sentence = _("Your answer cannot be taken right now. Please write to who runs the programme.")


class InvitationOver(RecruitmentError):
    code = "invitation-over"
    sentence = _("This invitation is over: it has run out, was used already, or was taken back.")


class WrittenToToday(RecruitmentError):
    code = "written-to-today"
    sentence = _("They were written to today already. Send it again tomorrow.")


class EnoughForToday(RecruitmentError):
    code = "enough-for-today"
    sentence = _("That is enough for today. You can send more letters tomorrow, or pass on your link.")


class GuardianMissing(RecruitmentError):
    code = "guardian-missing"
    sentence = _("You have named a guardian before. Please do so again, or ask who runs the programme.")


class GuardianIsOneself(RecruitmentError):
    code = "guardian-is-oneself"
    sentence = _("This is the applicant's own address. Please give that of the guardian.")


class ConsentWanting(RecruitmentError):
    code = "consent-wanting"
    sentence = _(
        "They are under 18, and no guardian's consent is in force. The page of the application says how it stands."
    )


class GuardianAwaited(RecruitmentError):
    code = "guardian-awaited"
    sentence = _("Before you say yes, a guardian's consent has to be there. The proposal waits for you.")


class ListChanged(RecruitmentError):
    code = "list-changed"
    sentence = _(
        "Somebody has changed this list since you opened the page, so nothing was saved. What you typed is still here, "
        "and what is stored now stands above it. Take over what you want to keep, then save again."
    )
