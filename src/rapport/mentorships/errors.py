"""Errors of a mentorship.

RapportError
└── MentorshipError
    ├── ProposalNotOpen         answered, withdrawn or expired
    ├── MentorAtCapacity        the last place went to somebody else
    ├── MenteeAtCapacity        the mentee has a mentor already
    ├── AgreementNotSigned      the first meeting waits for both signatures
    ├── AlreadySigned           nobody signs twice
    ├── SignatureMissing        a signature is a name
    ├── ExpectationsOpened      what both have answered is no longer changed
    ├── ExpectationsSealed      what both expect is settled once all have answered
    ├── ExpectationsNotAsked    the programme asks no such questions, or the agreement is signed
    ├── AgreementChanged        the text is no longer the one that was read
    ├── NothingSettled          an agreement between two says something
    ├── NothingChanged          an amendment changes something
    ├── AmendmentWaits          one change at a time
    ├── ReasonMissing           whoever proposes a change says why
    ├── MentorshipOver          nothing about a closed mentorship is agreed any more
    ├── NothingToAmend          only what is signed is changed by an amendment
    ├── MeetingInFuture         a meeting is recorded after it was held
    ├── MeetingBeforeStart      nor can it lie before the mentorship could begin
    ├── NobodyMet               a meeting has at least one who was there
    ├── EntryStands             a confirmed entry is never changed
    ├── EntryLocked             nor is any whose month has been countersigned
    ├── MonthNotOver            a month is countersigned once it is over
    ├── MonthDisputed           and once nobody disputes an entry
    ├── MonthCountersigned      and once only, until something is added
    ├── RegistersChanged        nobody signs what they were not shown
    ├── NoteMissing             a note says something
    └── NotForYouToConfirm      nobody confirms an own entry
"""

from django.utils.translation import gettext_lazy as _

from rapport.core.errors import RapportError


class MentorshipError(RapportError):
    code = "mentorship"


class ProposalNotOpen(MentorshipError):
    code = "proposal-not-open"
    sentence = _("This proposal is no longer open.")


class MentorAtCapacity(MentorshipError):
    code = "mentor-at-capacity"
    sentence = _("The last place with this mentor has just been taken. Your coordinator will be in touch.")


class MenteeAtCapacity(MentorshipError):
    code = "mentee-at-capacity"
    sentence = _("The mentee has found a mentor in the meantime. Thank you for being ready.")


class AgreementNotSigned(MentorshipError):
    code = "agreement-not-signed"
    sentence = _("Both of you sign the agreement before your first meeting.")


class AlreadySigned(MentorshipError):
    code = "already-signed"
    sentence = _("You have signed this already.")


class SignatureMissing(MentorshipError):
    code = "signature-missing"
    sentence = _("Type your name to sign.")


class ExpectationsOpened(MentorshipError):
    code = "expectations-opened"
    sentence = _(
        "All of you have answered, and have seen each other's answers. Now settle together what shall hold."
    )


class ExpectationsSealed(MentorshipError):
    code = "expectations-sealed"
    sentence = _("This opens once all of you have answered the questions.")


class ExpectationsNotAsked(MentorshipError):
    code = "expectations-not-asked"
    sentence = _("These questions are not asked any more: your agreement is made another way, or signed.")


class AgreementChanged(MentorshipError):
    code = "agreement-changed"
    sentence = _("The text has changed while you had it open. Please read it again.")


class NothingSettled(MentorshipError):
    code = "nothing-settled"
    sentence = _("Write down at least one thing that shall hold between you.")


class NothingChanged(MentorshipError):
    code = "nothing-changed"
    sentence = _("Nothing is different from what you have signed. Change what should be different.")


class AmendmentWaits(MentorshipError):
    code = "amendment-waits"
    sentence = _("Another change waits for your names already. Sign it or take it back first.")


class ReasonMissing(MentorshipError):
    code = "reason-missing"
    sentence = _("Say why it should be different.")


class MentorshipOver(MentorshipError):
    code = "mentorship-over"
    sentence = _("Your mentorship is over. Its agreement stays as it is.")


class NothingToAmend(MentorshipError):
    code = "nothing-to-amend"
    sentence = _(
        "Only an agreement that all of you have signed can be changed, while your mentorship goes on."
    )


class MeetingInFuture(MentorshipError):
    code = "meeting-in-future"
    sentence = _("This date lies ahead. Record a meeting once you have met.")


class MeetingBeforeStart(MentorshipError):
    code = "meeting-before-start"
    sentence = _(
        "This date lies before your mentorship began. Where the first meeting waits for the agreement, it begins once "
        "all of you have signed."
    )


class NobodyMet(MentorshipError):
    code = "nobody-met"
    sentence = _("Say who was there: at least one of you.")


class EntryStands(MentorshipError):
    code = "entry-stands"
    sentence = _("This entry has been confirmed. It stays as it is.")


class EntryLocked(MentorshipError):
    code = "entry-locked"
    sentence = _(
        "This month has been countersigned, so its entries stay as they are. You can add a note to the month."
    )


class MonthNotOver(MentorshipError):
    code = "month-not-over"
    sentence = _("This month is not over yet.")


class MonthDisputed(MentorshipError):
    code = "month-disputed"
    sentence = _("An entry of this month is disputed. Settle it first.")


class MonthCountersigned(MentorshipError):
    code = "month-countersigned"
    sentence = _("This month has been countersigned already, and nothing was added since.")


class RegistersChanged(MentorshipError):
    code = "registers-changed"
    sentence = _("These registers have changed since you looked at them. Please look again before you sign.")


class NoteMissing(MentorshipError):
    code = "note-missing"
    sentence = _("Write what you want to add.")


class NotForYouToConfirm(MentorshipError):
    code = "not-for-you-to-confirm"
    sentence = _("An entry is confirmed by the other person, not by the one who made it.")
