"""What the decisions about applications are called where they are taken."""

from django.utils.translation import gettext_lazy as _

from rapport.recruitment.choices import ApplicationState

VERBS = {
    ApplicationState.ACCEPTED: _("Accept"),
    ApplicationState.OFFERED: _("Offer a place"),
    ApplicationState.WAITLISTED: _("Put on the waiting list"),
    ApplicationState.DECLINED: _("Decline"),
}
