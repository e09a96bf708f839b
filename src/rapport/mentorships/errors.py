"""Errors of a mentorship.

RapportError
└── MentorshipError
    ├── ProposalNotOpen         answered, withdrawn or expired
    ├── MentorAtCapacity        the last place went to somebody else
    ├── MenteeAtCapacity        the mentee has a mentor already
    ├── AgreementNotSigned      the first meeting waits for both signatures
    ├── AlreadySigned           nobody signs twice
    ├── SignatureMissing        a signature is a name
    ├── MeetingInFuture         a meeting is recorded after it was held
    ├── MeetingBeforeStart      nor can it lie before the agreement was signed
    ├── NobodyMet               a meeting has at least one who was there
    ├── EntryStands             a confirmed entry is never changed
    ├── EntryLocked             nor is any whose month has been countersigned
    ├── MonthNotOver            a month is countersigned once it is over
    ├── MonthDisputed           and once nobody disputes an entry
    ├── MonthCountersigned      and once only, until something is added
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


class MeetingInFuture(MentorshipError):
    code = "meeting-in-future"
    sentence = _("This date lies ahead. Record a meeting once you have met.")


class MeetingBeforeStart(MentorshipError):
    code = "meeting-before-start"
    sentence = _("This date lies before all of you had signed the agreement.")


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


class NoteMissing(MentorshipError):
    code = "note-missing"
    sentence = _("Write what you want to add.")


class NotForYouToConfirm(MentorshipError):
    code = "not-for-you-to-confirm"
    sentence = _("An entry is confirmed by the other person, not by the one who made it.")
