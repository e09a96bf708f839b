"""Addresses under /reviewer/."""

from django.urls import path

from rapport.web.reviewer import interviews, reservations, reviews

app_name = "reviewer"
urlpatterns = [
    path("", reviews.review_list, name="review-list"),
    path("reviews/<str:review_id>/", reviews.review, name="review"),
    path("applications/<str:application_id>/interview/", interviews.interview_add, name="interview-add"),
    path(
        "applications/<str:application_id>/reservation/",
        reservations.reservation_add,
        name="reservation-add",
    ),
    path("interviews/<str:interview_id>/", interviews.interview, name="interview"),
    path("reviews/<str:review_id>/files/<slug:key>/", reviews.review_file, name="review-file"),
]
