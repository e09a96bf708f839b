"""The form with which somebody begins to apply."""

from typing import Any

from allauth.account.forms import RequestLoginCodeForm
from django.utils.translation import gettext_lazy as _


class AddressForm(RequestLoginCodeForm):  # type: ignore[misc]
    """An e-mail address, to which a code goes; how many codes one address gets is limited as for signing in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("Your e-mail address")
        self.fields["email"].widget.attrs.pop(
            "placeholder", None
        )  # it says in other words what the label says
        self.fields["email"].help_text = _("We send a code to it. There is no password to think of.")
