"""allauth's hooks: nobody signs up by themselves, and its mails are letters like all others."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest

from rapport.accounts.letters import in_language_of
from rapport.accounts.selectors import get_person_by_email
from rapport.letters.services import Draft, queue_letters


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """How Rapport signs people in."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth's signature
        """People come in by import or invitation, never by signing up."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Queue the mail as a secret letter: its text is wiped once it is sent."""
        with in_language_of(get_person_by_email(email)):
            message = self.render_mail(template_prefix, email, context | {"address": settings.BASE_URL})
        queue_letters(
            [
                Draft(
                    kind="sign-in",
                    to_address=email,
                    to_name="",
                    subject=message.subject,
                    text=str(message.body),
                    is_secret=True,
                )
            ]
        )
