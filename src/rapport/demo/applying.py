"""How people apply in the demo, and how somebody decides."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rapport.accounts.services import ensure_person
from rapport.core.actors import Actor
from rapport.demo.past import days_ago
from rapport.demo.people import email_of
from rapport.recruitment.choices import APPLICANT_HAT
from rapport.recruitment.selectors import applications_of_cohort
from rapport.recruitment.services.applications import begin_application, submit_application, write_application
from rapport.recruitment.services.decisions import decide_application

if TYPE_CHECKING:
    from rapport.programmes.models import Cohort
    from rapport.recruitment.models import Application, ApplicationForm


@dataclass(frozen=True)
class Applicant:
    """Somebody who applies, so many days ago, and what they answer; a guardian is named by who is under 18.

    `opened` are the sensitive answers that a match may compare.
    """

    role: str
    name: str
    answers: dict[str, Any]
    days: int
    opened: tuple[str, ...] = ()
    guardian: str = ""
    has_sent: bool = True

    @property
    def named_guardian(self) -> dict[str, str] | None:
        return {"name": self.guardian, "email": email_of(self.guardian)} if self.guardian else None


def apply(form: "ApplicationForm", applicant: Applicant) -> None:
    """Write an application, and send it unless somebody is still writing."""
    person = ensure_person(email_of(applicant.name))
    by = Actor(person, form.cohort.programme.organisation, APPLICANT_HAT)
    with days_ago(applicant.days):
        application = begin_application(form, role=applicant.role, by=by)
        opened = dict.fromkeys(applicant.opened, True)
        write_application(application, by=by, answers=applicant.answers, name=applicant.name, opened=opened)
        if applicant.has_sent:
            submit_application(application, by=by, guardian=applicant.named_guardian)


def decide(cohort: "Cohort", name: str, *, to: str, by: Actor, note: str = "", reason: str = "") -> None:
    decide_application(application_of(cohort, name, by=by), to=to, by=by, note=note, reason=reason)


def application_of(cohort: "Cohort", name: str, *, by: Actor) -> "Application":
    return applications_of_cohort(cohort, by=by, text=name)[0]
