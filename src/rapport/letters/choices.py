"""States of a letter, and what keeps one from going out, in plain words."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class LetterState(TextChoices):
    QUEUED = "queued", _("queued")
    SENDING = "sending", _("being sent")
    SENT = "sent", _("sent")
    FAILED = "failed", _("failed")


_OUT_OF_REACH = _(
    "The mail server could not be reached. If this goes on, whoever runs the server has to look at it."
)
_NOT_LET_IN = _("The mail server does not let us in. Whoever runs the server has to look at its settings.")
_NOT_TAKEN = _("The mail server did not take the letter. Whoever runs the server can find out why.")

STOPPED = "Stopped"
"""In the place of an error: the sender died while sending."""

FAILURES = {
    "SMTPRecipientsRefused": _(
        "The mail server refuses the address. It may be mistyped, or no longer there."
    ),
    "SMTPSenderRefused": _NOT_TAKEN,
    "SMTPDataError": _NOT_TAKEN,
    "SMTPAuthenticationError": _NOT_LET_IN,
    "SMTPNotSupportedError": _NOT_LET_IN,
    "SSLCertVerificationError": _NOT_LET_IN,
    "SMTPConnectError": _OUT_OF_REACH,
    "SMTPServerDisconnected": _OUT_OF_REACH,
    "ConnectionRefusedError": _OUT_OF_REACH,
    "ConnectionResetError": _OUT_OF_REACH,
    "TimeoutError": _OUT_OF_REACH,
    "gaierror": _OUT_OF_REACH,
    "OSError": _OUT_OF_REACH,
    STOPPED: _(
        "The server stopped while sending it. It may have arrived, so it is not sent again by itself."
    ),
}
UNKNOWN_FAILURE = _("It could not be sent. Whoever runs the server can find out why.")
