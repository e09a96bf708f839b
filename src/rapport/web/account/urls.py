"""Addresses under /account/ that are ours; the rest there is allauth's."""

from django.urls import path, re_path

from rapport.web.account import closed, confirmation, hats, letters, unsent

app_name = "hats"
urlpatterns = [
    path("roles/", hats.hat_list, name="hat-list"),
    path("roles/wear/", hats.hat_wear, name="hat-wear"),
    path("stay/", hats.stay, name="stay"),
    path("unsent/", unsent.unsent, name="unsent"),
    path("letters/", letters.letter_choices, name="letter-choices"),
    path("letters/<str:token>/", letters.letter_refuse, name="letter-refuse"),
    path("confirm/", confirmation.confirm, name="confirm"),
    # Stands before allauth's, which asks for nothing but an open session: that would let a stranger stay for good.
    path("password/set/", confirmation.password_set, name="password-set"),
    # These stand before allauth's, which would let people take an address that they cannot read.
    path("email/", closed.page, name="no-email"),
    path("confirm-email/", closed.page, name="no-email-sent"),
    re_path(r"^confirm-email/(?P<key>[-:\w]+)/$", closed.page, name="no-email-key"),
]
