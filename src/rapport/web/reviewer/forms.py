"""The form of a review: points by criterion, a recommendation, a comment."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rapport.recruitment.choices import HIGHEST, LOWEST, Recommendation
from rapport.web.participant.forms import describe

if TYPE_CHECKING:
    from rapport.recruitment.models import Review, ReviewCriterion

POINTS = [(points, str(points)) for points in range(LOWEST, HIGHEST + 1)]
SEEN_BY = _(
    "Read by those who run the programme; by the other reviewers of this application once they gave theirs"
)


class ReviewForm(forms.Form):
    """What one reviewer says. A draft may have gaps; what is given may not."""

    recommendation = forms.ChoiceField(
        label=_("Would you accept them?"), choices=Recommendation.choices, widget=forms.RadioSelect
    )
    comment = forms.CharField(
        label=_("Why?"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_(
            "What in the application, or in the interview, led you to it. Write what you would say to them."
        ),
    )

    def __init__(
        self,
        data: Any,
        *,
        criteria: "Sequence[ReviewCriterion]",
        review: "Review",
        scores: Mapping[str, int],
        is_giving: bool = False,
    ) -> None:
        initial = {"recommendation": review.recommendation, "comment": review.comment}
        super().__init__(data, initial=initial)
        self.criteria = criteria
        for each in criteria:
            field = forms.TypedChoiceField(
                label=each.name,
                help_text=each.help,
                choices=POINTS,
                coerce=int,
                empty_value=None,
                widget=forms.RadioSelect,
                initial=scores.get(each.public_id),
            )
            describe(field, look="choices--steps")
            self.fields[f"score-{each.public_id}"] = field
        describe(self.fields["recommendation"], look="choices--compact")
        describe(self.fields["comment"], seen_by=SEEN_BY)
        self.order_fields([*(f"score-{each.public_id}" for each in criteria), "recommendation", "comment"])
        for each_field in self.fields.values():
            each_field.required = is_giving or not self.is_bound

    def said(self) -> dict[str, Any]:
        """Return what goes to the service."""
        given = self.cleaned_data
        return {
            "scores": {each.public_id: given[f"score-{each.public_id}"] for each in self.criteria},
            "recommendation": given["recommendation"],
            "comment": given["comment"],
        }
