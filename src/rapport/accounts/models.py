"""Person: the sign-in. What people are called and have answered is kept per organisation, in programmes.Profile."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from rapport.core.models import BaseModel


class PersonManager(BaseUserManager["Person"]):
    """The two makers that Django and allauth ask for."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "Person":
        person = self.model(email=normal_email(email), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(email=normal_email(username or ""))


def normal_email(address: str) -> str:
    """Return the address as it is stored and compared: without spaces around it, in small letters.

    Not casefolded: that would make ss of ß, which is another mailbox.
    """
    return address.strip().lower()


class Person(BaseModel, AbstractBaseUser):
    """A human with a sign-in, who may take part in several organisations."""

    email = models.EmailField(_("e-mail address"), unique=True)
    is_active = models.BooleanField(default=True)
    language = models.CharField(max_length=12, blank=True)

    objects: ClassVar[PersonManager] = PersonManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(email=Lower("email")), name="person_email_is_lower_case"
            )
        ]

    def __str__(self) -> str:
        return self.email


class LetterRefusal(BaseModel):
    """Somebody's no to one kind of letter, wherever it comes from; it holds for kinds that are not essential."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="letter_refusals")
    kind = models.CharField(max_length=60)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "kind"], name="letterrefusal_once_a_kind"),
        ]
