"""Addresses that need no role."""

from django.urls import path

from rapport.web import converters as _converters  # noqa: F401 - registers <role:…>
from rapport.web.public import consents, health, home, invited, join, references, registers, style

urlpatterns = [
    path("", home.home, name="home"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("join/<str:form_id>/", join.join, name="join"),
    path("join/<str:form_id>/picture/<str:picture_id>/", join.join_picture, name="join-picture"),
    path("join/<str:form_id>/<role:role>/", join.join_begin, name="join-begin"),
    path("invited/<str:invitation_id>/", invited.invited, name="invited"),
    path("invited/<str:invitation_id>/no-more/", invited.invited_refuse, name="invited-refuse"),
    path("invited/<str:invitation_id>/<role:role>/", invited.invited_begin, name="invited-begin"),
    path("references/thanks/", references.reference_thanks, name="reference-thanks"),
    path("references/<str:link>/", references.reference, name="reference"),
    path("references/<str:link>/decline/", references.reference_decline, name="reference-decline"),
    path("consents/thanks/", consents.consent_thanks, name="consent-thanks"),
    path("consents/<str:link>/", consents.consent, name="consent"),
    path("verify/", registers.register_check, name="register-check"),
    path("style/", style.style_page, name="style"),
]
