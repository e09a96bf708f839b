"""What is somebody's to do, in words, with the page where it is done."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from rapport.mentorships.choices import DutyKind
from rapport.mentorships.selectors import Duty
from rapport.programmes.selectors import rule_in_words
from rapport.web.addresses import address
from rapport.web.wording import day


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
    if duty.kind == DutyKind.SIGN_AGREEMENT:
        return _sign_agreement(duty)
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


def _sign_agreement(duty: Duty) -> DutyRow:
    return DutyRow(
        _names(duty),
        _("Sign your agreement"),
        _("Your first meeting waits for it. It takes two minutes."),
        _("Read and sign"),
        address("participant:agreement-sign", _mentorship_id(duty)),
        "signature",
    )


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
