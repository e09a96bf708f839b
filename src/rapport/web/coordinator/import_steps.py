"""What a coordinator does next once an import is done."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rapport.programmes.choices import ImportState, ParticipantRole
from rapport.programmes.selectors import role_words
from rapport.web.addresses import address
from rapport.web.wording import counted_role

if TYPE_CHECKING:
    from rapport.programmes.models import ParticipantImport, Programme


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
                "mentors": counted_role(mentors, programme, ParticipantRole.MENTOR),
                "mentees": counted_role(mentees, programme, ParticipantRole.MENTEE),
            },
            _("Choose criteria"),
            address("coordinator:matching", cohort_id),
        )
    for role, count in counts.items():
        if count:
            return _other_side(role, count, programme, cohort_id)
    return None


def _other_side(role: str, count: int, programme: "Programme", cohort_id: str) -> NextStep:
    """Say how many of one role are in, and lead to the other's file."""
    other = ParticipantRole.MENTEE if role == ParticipantRole.MENTOR else ParticipantRole.MENTOR
    words = {"people": counted_role(count, programme, role), "others": role_words(programme, other)}
    said = ngettext(
        "%(people)s is in. Now import the %(others)s.", "%(people)s are in. Now import the %(others)s.", count
    )
    start = address("coordinator:import-start", cohort_id)
    return NextStep(said % words, _("Import the %(others)s") % words, f"{start}?role={other}")
