"""What is somebody's to do, in words, with the page where it is done."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from rapport.mentorships.choices import DutyKind
from rapport.mentorships.selectors import Duty
from rapport.programmes.selectors import rule_in_words
from rapport.web.addresses import address
from rapport.web.wording import day

OF_AGREEMENT = {
    DutyKind.ANSWER_EXPECTATIONS: (
        _lazy("Say how you want to work together"),
        _lazy("Eight short questions, each of you alone. It takes about five minutes."),
        _lazy("Answer the questions"),
        "expectations",
        "pencil",
    ),
    DutyKind.SETTLE_EXPECTATIONS: (
        _lazy("Settle what you expect of each other"),
        _lazy("You have both answered. See where you agree, and write down what shall hold."),
        _lazy("Read both sides"),
        "expectations",
        "handshake",
    ),
    DutyKind.SIGN_AGREEMENT: (
        _lazy("Sign your agreement"),
        _lazy("It takes two minutes; then you both know what holds."),
        _lazy("Read and sign"),
        "agreement-sign",
        "signature",
    ),
    DutyKind.READ_AMENDMENT: (
        _lazy("A change of your agreement waits for your name"),
        _lazy("Read what should be different, and why. Until you have both signed, nothing changes."),
        _lazy("Read the change"),
        "agreement-sign",
        "signature",
    ),
}
"""Title, text, button, page and icon of what the agreement asks for."""


@dataclass(frozen=True)
class DutyRow:
    """One thing to do: whom it is about, what, until when, and the button for it."""

    names: tuple[str, ...]
    title: str
    text: str
    action: str
    url: str
    icon: str
    until: str = ""


def duty_row(duty: Duty) -> DutyRow:
    """Return a duty as pages show it."""
    if duty.kind == DutyKind.ANSWER_PROPOSAL:
        return _answer_proposal(duty)
    if duty.kind in OF_AGREEMENT:
        return _of_agreement(duty)
    if duty.kind == DutyKind.RECORD_MEETING:
        return _record_meeting(duty)
    return _look_at_meeting(duty)


def _until(duty: Duty) -> str:
    return _("until %(day)s") % {"day": day(duty.until)} if duty.until else ""


def _answer_proposal(duty: Duty) -> DutyRow:
    sides = duty.proposal
    if sides is None:
        raise ValueError(duty)
    name = sides.other.profile.name
    text = (
        _("They have said yes already. Now it is for you to say.")
        if sides.has_other_accepted
        else _("Read why you two could fit, and say yes or no.")
    )
    return DutyRow(
        (name,),
        _("Would you like to work with %(name)s?") % {"name": name},
        text,
        _("Read the proposal"),
        address("participant:proposal-detail", sides.proposal.public_id),
        "handshake",
        _until(duty),
    )


def _names(duty: Duty) -> tuple[str, ...]:
    return tuple(duty.mentorship.names) if duty.mentorship else ()


def _mentorship_id(duty: Duty) -> str:
    return duty.mentorship.public_id if duty.mentorship else ""


def _of_agreement(duty: Duty) -> DutyRow:
    title, text, action, page, icon = OF_AGREEMENT[duty.kind]
    url = address(f"participant:{page}", _mentorship_id(duty))
    return DutyRow(_names(duty), str(title), str(text), str(action), url, icon)


def _record_meeting(duty: Duty) -> DutyRow:
    rule = rule_in_words(duty.mentorship.cohort.programme) if duty.mentorship else ""
    return DutyRow(
        _names(duty),
        _("Meet this month, and record it"),
        _("Your programme asks for %(rule)s.") % {"rule": rule},
        _("Record a meeting"),
        address("participant:meeting-record", _mentorship_id(duty)),
        "notebook-pen",
        _until(duty),
    )


def _look_at_meeting(duty: Duty) -> DutyRow:
    meeting = duty.meeting
    if meeting is None:
        raise ValueError(duty)
    url = address("participant:meeting-detail", _mentorship_id(duty), meeting.public_id)
    if duty.kind == DutyKind.CONFIRM_MEETING:
        title = _("Confirm the meeting of %(day)s") % {"day": day(meeting.held_on)}
        text = _("Say whether the entry is right.")
        return DutyRow(_names(duty), title, text, _("Look at the entry"), url, "check")
    title = _("Your entry of %(day)s is disputed") % {"day": day(meeting.held_on)}
    return DutyRow(
        _names(duty),
        title,
        _("Read what the other remembers, and correct it or talk it over."),
        _("Look at the entry"),
        url,
        "pencil",
    )
