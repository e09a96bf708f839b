"""Who can be played in the demo: everybody is made up."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rapport.accounts.selectors import get_person_by_email
from rapport.programmes.choices import PARTICIPANT_HAT, StaffRole
from rapport.programmes.selectors import Hat, hats_of
from rapport.recruitment.choices import APPLICANT_HAT
from rapport.recruitment.selectors import applicant, applications_of

if TYPE_CHECKING:
    from rapport.accounts.models import Person

INSTITUTE = "Ankerite Institute"
WORKS = "Selwyn Engineering"


@dataclass(frozen=True)
class Part:
    """Somebody to play, under one hat, and what there is to do."""

    key: str
    email: str
    name: str
    organisation: str
    hat: str
    story: str | Promise

    def find_hat(self) -> Hat | None:
        """Return the hat in the database, if the demo has been built."""
        person = get_person_by_email(self.email)
        hats = [*hats_of(person), *_hats_of_applicant(person)] if person else []
        return next(
            (h for h in hats if (h.actor.organisation.name, h.actor.hat) == (self.organisation, self.hat)),
            None,
        )


def _hats_of_applicant(person: "Person") -> list[Hat]:
    """Return what somebody wears on the pages of their applications; nobody else knows of it before they take part."""
    return [
        Hat(applicant(person, each), each.name, str(_("Applicant")), each.cohort.programme.time_zone)
        for each in applications_of(person)
    ]


CAST: tuple[Part, ...] = (
    Part(
        "asha",
        "asha.verma@demo.example",
        "Asha Verma",
        INSTITUTE,
        StaffRole.COORDINATOR,
        _("Runs peer mentoring: proposals wait for her, and some pairs need a nudge."),
    ),
    Part(
        "prem",
        "prem.nair@demo.example",
        "Prem Nair",
        INSTITUTE,
        PARTICIPANT_HAT,
        _("A student in the middle of a good mentorship."),
    ),
    Part(
        "divya",
        "divya.iyer@demo.example",
        "Divya Iyer",
        INSTITUTE,
        PARTICIPANT_HAT,
        _("His peer mentor; one meeting waits for her to confirm it."),
    ),
    Part(
        "sana",
        "sana.mirza@demo.example",
        "Sana Mirza",
        INSTITUTE,
        PARTICIPANT_HAT,
        _("Has a proposal to answer."),
    ),
    Part(
        "ravi",
        "ravi.kumar@demo.example",
        "Ravi Kumar",
        INSTITUTE,
        PARTICIPANT_HAT,
        _("The mentor proposed to Sana; has said yes already."),
    ),
    Part(
        "huma",
        "huma.beg@demo.example",
        "Huma Beg",
        INSTITUTE,
        PARTICIPANT_HAT,
        _("Matched, but has not signed the agreement yet."),
    ),
    Part(
        "zoya",
        "zoya.ahmed@demo.example",
        "Zoya Ahmed",
        INSTITUTE,
        PARTICIPANT_HAT,
        _("A new mentor: before she can be matched there is a training to do."),
    ),
    Part(
        "rekha",
        "rekha.nambiar@demo.example",
        "Rekha Nambiar",
        INSTITUTE,
        PARTICIPANT_HAT,
        _("Has read her training, and did not pass the quiz at the first try."),
    ),
    Part(
        "nargis",
        "nargis.bano@demo.example",
        "Nargis Bano",
        INSTITUTE,
        APPLICANT_HAT,
        _("Applied, and waited for a place. Now one is kept for her, and she says yes or no."),
    ),
    Part(
        "meher",
        "meher.contractor@demo.example",
        "Meher Contractor",
        INSTITUTE,
        APPLICANT_HAT,
        _("Has sent her application and sees how far it is; one answer is for coordinators alone."),
    ),
    Part(
        "ishan",
        "ishan.dutta@demo.example",
        "Ishan Dutta",
        INSTITUTE,
        APPLICANT_HAT,
        _("Has begun to apply, and goes on where he stopped. Nobody but him sees his draft."),
    ),
    Part(
        "meena",
        "meena.rao@demo.example",
        "Meena Rao",
        INSTITUTE,
        StaffRole.OWNER,
        _("Head of the institute: appoints the team and starts programmes."),
    ),
    Part(
        "tomas",
        "tomas.reyes@demo.example",
        "Tomas Reyes",
        INSTITUTE,
        StaffRole.OBSERVER,
        _("Watches from outside: sees that the programme exists, and nobody in it."),
    ),
    Part(
        "asha-works",
        "asha.verma@demo.example",
        "Asha Verma",
        WORKS,
        PARTICIPANT_HAT,
        _("The same Asha, mentored herself in another organisation. Neither knows of the other."),
    ),
    Part(
        "lewis",
        "lewis.grant@demo.example",
        "Lewis Grant",
        WORKS,
        StaffRole.COORDINATOR,
        _("Runs staff mentoring elsewhere, with an empty cohort to import people into."),
    ),
    Part(
        "imani",
        "imani.wright@demo.example",
        "Imani Wright",
        WORKS,
        StaffRole.REVIEWER,
        _("Reviews applications there: what a colleague says of one, she reads once she has given hers."),
    ),
)


def get_part(key: str) -> Part | None:
    return next((part for part in CAST if part.key == key), None)
