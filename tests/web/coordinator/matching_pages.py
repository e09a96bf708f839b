"""What the pages of matching are tested on."""

import re

from django.test import Client
from django.urls import reverse

from rapport.matching.models import MatchRun
from rapport.programmes.models import Cohort
from tests import make
from tests.cast import sign_in
from tests.matching.cohorts import matchable_cohort, matched


class Desk:
    """A coordinator at work on one cohort."""

    def __init__(self, *, pairs: int = 3, run: bool = True, **fields) -> None:
        self.cohort: Cohort = matchable_cohort(pairs=pairs, **fields)
        self.by = make.make_actor(programme=self.cohort.programme)
        self.client = Client()
        sign_in(self.client, self.by)
        self.run: MatchRun | None = matched(self.cohort, self.by) if run else None

    def url(self, name: str, *args: object) -> str:
        return reverse(f"coordinator:{name}", args=[self.cohort.public_id, *args])

    def get(self, name: str, *args: object, query: str = "", **headers):
        return self.client.get(self.url(name, *args) + query, headers=headers)

    def post(self, name: str, *args: object, data=None, follow: bool = False):
        return self.client.post(self.url(name, *args), data or {}, follow=follow)

    def draft(self, number: int = 0):
        return self.run.proposals.get(mentee__profile__name=f"Mentee {number:04}", state="draft")


def words_of(response) -> str:
    """Return the page's text as people read it."""
    text = re.sub(r"<(script|style|svg).*?</\1>", "", response.content.decode(), flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())
