"""What a coordinator does next once an import is done."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rapport.programmes.choices import ImportState, ParticipantRole
from rapport.web.addresses import address
from rapport.web.wording import counted, grouped

if TYPE_CHECKING:
    from rapport.programmes.models import ParticipantImport


@dataclass(frozen=True)
class NextStep:
    """Where the cohort stands, and the button that leads on."""

    sentence: str
    label: str
    address: str


def next_step(participant_import: "ParticipantImport", counts: Mapping[str, int]) -> NextStep | None:
    """Ask for the other side's file while nobody of it takes part, then for the criteria. `counts` are by role."""
    if participant_import.state != ImportState.DONE:
        return None
    cohort_id, programme = participant_import.cohort.public_id, participant_import.cohort.programme
    mentors, mentees = counts[ParticipantRole.MENTOR], counts[ParticipantRole.MENTEE]
    if mentors and mentees:
        return NextStep(
            _("%(mentors)s and %(mentees)s are in. Next: choose criteria.")
            % {
                "mentors": counted(mentors, programme.mentor_word),
                "mentees": counted(mentees, programme.mentee_word),
            },
            _("Choose criteria"),
            address("coordinator:matching", cohort_id),
        )
    if mentors:
        said = ngettext("%(n)s mentor is in.", "%(n)s mentors are in.", mentors) % {"n": grouped(mentors)}
        return _other_side(
            f"{said} {_('Now import the mentees.')}", _("Import the mentees"), cohort_id, "mentee"
        )
    if mentees:
        said = ngettext("%(n)s mentee is in.", "%(n)s mentees are in.", mentees) % {"n": grouped(mentees)}
        return _other_side(
            f"{said} {_('Now import the mentors.')}", _("Import the mentors"), cohort_id, "mentor"
        )
    return None


def _other_side(sentence: str, label: str, cohort_id: str, role: str) -> NextStep:
    start = address("coordinator:import-start", cohort_id)
    return NextStep(sentence, label, f"{start}?role={role}")
