"""Forms for having applications reviewed: who is asked, and by which criteria."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rapport.recruitment.choices import MOST_CRITERIA
from rapport.recruitment.selectors.reviews import mark_of_review_criteria
from rapport.web.coordinator.whole_lists import WholeListForm
from rapport.web.participant.forms import describe

if TYPE_CHECKING:
    from rapport.programmes.models import Profile
    from rapport.recruitment.models import ReviewCriterion

EMPTY_ROWS = 2


class AssignForm(forms.Form):
    """Who reviews; for several applications also how many of those who are chosen review each."""

    reviewers = forms.MultipleChoiceField(
        label=_("Reviewers"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Please choose at least one reviewer.")},
    )
    each = forms.IntegerField(
        label=_("How many of them review each application"),
        initial=1,
        min_value=1,
        max_value=9,
        help_text=_("The applications are shared so that everybody has about as much to do."),
    )

    def __init__(
        self,
        *args: Any,
        reviewers: "Iterable[Profile]",
        asked_of: Mapping[int, int],
        is_single: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reviewers"].choices = [  # type: ignore[attr-defined]
            (each.public_id, self._words(each.name, asked_of.get(each.pk, 0))) for each in reviewers
        ]
        describe(
            self.fields["reviewers"],
            seen_by=_(
                "They read the application without its sensitive answers, and each of them gets one letter"
            ),
        )
        if is_single:
            del self.fields["each"]

    @staticmethod
    def _words(name: str, number: int) -> str:
        return _("%(name)s (%(n)s so far)") % {"name": name, "n": number} if number else name

    def wanted(self) -> dict[str, Any]:
        """Return what goes to the service; for one application everybody who is chosen reviews it."""
        chosen = self.cleaned_data["reviewers"]
        return {"reviewers": chosen, "each": self.cleaned_data.get("each") or len(chosen)}


class CriteriaForm(WholeListForm):
    """The criteria of a programme, a name and a meaning each; an empty name leaves one out."""

    parts = ("name", "help")

    def __init__(self, *args: Any, criteria: "Sequence[ReviewCriterion]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seen"].initial = mark_of_review_criteria(criteria)
        self.places = range(self.number_of_rows(len(criteria), empty=EMPTY_ROWS, most=MOST_CRITERIA))
        for place in self.places:
            each = criteria[place] if place < len(criteria) else None
            self._add_row(place, each)

    def _add_row(self, place: int, criterion: "ReviewCriterion | None") -> None:
        number = {"n": place + 1}
        self.fields[f"key-{place}"] = forms.CharField(
            required=False,
            widget=forms.HiddenInput,
            initial=criterion.public_id if criterion and criterion.pk else "",
        )
        self.fields[f"name-{place}"] = forms.CharField(
            label=_("Criterion %(n)s") % number,
            required=False,
            max_length=80,
            initial=criterion.name if criterion else "",
        )
        self.fields[f"help-{place}"] = forms.CharField(
            label=_("What 1 and 5 mean in criterion %(n)s") % number,
            required=False,
            max_length=300,
            widget=forms.Textarea(attrs={"rows": 2}),
            initial=criterion.help if criterion else "",
        )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        self.refuse_the_nameless(_("Please give this criterion a name, or empty what 1 and 5 mean in it."))
        if not self.errors and not any(given.get(f"name-{place}") for place in self.places):
            self.add_error("name-0", _("Please name at least one criterion."))
        return given

    def criteria(self) -> list[tuple[str, str, str]]:
        """Return the criteria that have a name, in their order."""
        rows = [
            [self.cleaned_data[f"{part}-{place}"] for part in ("key", *self.parts)] for place in self.places
        ]
        return [(key, name, help_) for key, name, help_ in rows if name]
