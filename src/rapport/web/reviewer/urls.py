"""Addresses under /reviewer/."""

from django.urls import path

from rapport.web.reviewer import reviews

app_name = "reviewer"
urlpatterns = [
    path("", reviews.review_list, name="review-list"),
    path("reviews/<str:review_id>/", reviews.review, name="review"),
    path("reviews/<str:review_id>/files/<slug:key>/", reviews.review_file, name="review-file"),
]
