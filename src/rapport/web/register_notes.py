"""Adding a note to a month of a register, the same for its parties and for who runs the programme."""

import datetime as dt
from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rapport.core.errors import RapportError
from rapport.mentorships.services.registers import add_register_note
from rapport.web.hats import ActorRequest

if TYPE_CHECKING:
    from rapport.mentorships.models import Mentorship


class RegisterNoteForm(forms.Form):
    """What is to be added."""

    text = forms.CharField(
        label=gettext_lazy("Your note"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy(
            "Why there was no meeting, or what an entry should have said. A note cannot be changed or taken back."
        ),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        vars(self.fields["text"]).update(
            visibility_note=_("All of the mentorship and those who run the programme can read this")
        )


def note_is_added(
    request: ActorRequest, form: RegisterNoteForm, mentorship: "Mentorship", first: dt.date
) -> bool:
    """Add what was sent, and hold if that went well; the form says what did not."""
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        add_register_note(mentorship, first, by=request.actor, text=form.cleaned_data["text"])
    except RapportError as error:
        form.add_error(None, str(error))
        return False
    messages.success(request, _("Your note stands in the register."))
    return True
