"""Who is signed in, and their session: Django looks both up for every page, so it is told how to ask quickly."""

from typing import TYPE_CHECKING, Any

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.sessions.backends import db

from rapport.accounts.selectors import get_person, get_session

if TYPE_CHECKING:
    from rapport.accounts.models import Person


class SignIn(AuthenticationBackend):  # type: ignore[misc]
    """allauth's way to sign in."""

    def get_user(self, user_id: int) -> "Person | None":
        person = get_person(user_id)
        return person if person and self.user_can_authenticate(person) else None


class SessionStore(db.SessionStore):
    """Django's sessions in the database."""

    def _get_session_from_db(self) -> Any:
        found = get_session(self.session_key or "")
        if found is None:
            self._session_key = None
        return found
