"""What the interviews of a programme ask."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from rapport.programmes.choices import ParticipantRole
from rapport.programmes.policies import can_edit_programme
from rapport.programmes.selectors import get_programme, role_word
from rapport.recruitment.choices import MOST_INTERVIEW_QUESTIONS
from rapport.recruitment.errors import ListChanged
from rapport.recruitment.selectors.interviews import interview_questions, mark_of_interview_questions
from rapport.recruitment.services.interviews import set_interview_questions
from rapport.web.coordinator.crumbs import to_programmes, way_back
from rapport.web.coordinator.whole_lists import WholeListForm
from rapport.web.hats import ActorRequest, staff_page

if TYPE_CHECKING:
    from rapport.programmes.models import Programme
    from rapport.questionnaires.models import Question

EMPTY_ROWS = 2


class InterviewQuestionsForm(WholeListForm):
    """The questions in their order, each with what to listen for and who is asked; an empty one is left out."""

    parts = ("label", "help", "asked")

    def __init__(self, data: Any, *, questions: "Sequence[Question]", programme: "Programme") -> None:
        super().__init__(data)
        self.fields["seen"].initial = mark_of_interview_questions(questions)
        self.places = range(
            self.number_of_rows(len(questions), empty=EMPTY_ROWS, most=MOST_INTERVIEW_QUESTIONS)
        )
        roles = [
            ("", _("everybody")),
            *((role, role_word(programme, role)) for role in ParticipantRole.values),
        ]
        for place in self.places:
            self._add_row(place, questions[place] if place < len(questions) else None, roles)

    def _add_row(self, place: int, question: "Question | None", roles: list[tuple[str, str]]) -> None:
        number = {"n": place + 1}
        self.fields[f"key-{place}"] = forms.CharField(
            required=False, widget=forms.HiddenInput, initial=question.key if question else ""
        )
        self.fields[f"label-{place}"] = forms.CharField(
            label=gettext_lazy("Question %(n)s") % number,
            required=False,
            max_length=300,
            widget=forms.Textarea(attrs={"rows": 2}),
            initial=question.label if question else "",
        )
        self.fields[f"help-{place}"] = forms.CharField(
            label=gettext_lazy("What to listen for in question %(n)s") % number,
            required=False,
            max_length=500,
            widget=forms.Textarea(attrs={"rows": 2}),
            initial=question.help if question else "",
        )
        self.fields[f"asked-{place}"] = forms.ChoiceField(
            label=gettext_lazy("Who is asked question %(n)s") % number,
            required=False,
            choices=roles,
            initial=question.asked_of if question else "",
        )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        self.refuse_the_nameless(_("Please write the question, or empty what to listen for in it."))
        if not self.errors and not any(given.get(f"label-{place}") for place in self.places):
            self.add_error("label-0", _("Please write at least one question."))
        return given

    def questions(self) -> list[tuple[str, str, str, str]]:
        """Return the questions that have words, in their order."""
        parts = ("key", *self.parts)
        rows = [tuple(self.cleaned_data[f"{part}-{place}"] for part in parts) for place in self.places]
        return [(key, label, help_, asked) for key, label, help_, asked in rows if label]


@require_http_methods(["GET", "POST"])
@staff_page
def interview_questions_edit(request: ActorRequest, programme_id: str) -> HttpResponse:
    """Show what is asked, and change it."""
    programme = get_programme(by=request.actor, id=programme_id, may=can_edit_programme)
    sent = request.POST if request.method == "POST" else None
    form = InterviewQuestionsForm(sent, questions=interview_questions(programme), programme=programme)
    back = way_back(request, programme)
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["seen"]
        try:
            set_interview_questions(programme, questions=form.questions(), by=request.actor, seen=seen)
        except ListChanged as error:
            form.refuse(error, **_stored(programme))
        else:
            messages.success(request, _("Saved. Interviews that were held keep the questions of their time."))
            return redirect(request.get_full_path() if "more" in request.POST else back)
    context = {"form": form, "programme": programme, "back": back, "crumbs": to_programmes()}
    return render(
        request, "coordinator/interview_questions.html", context, status=422 if form.errors else 200
    )


def _stored(programme: "Programme") -> dict[str, Any]:
    """Return what is asked now, in words, and its mark."""
    asked = interview_questions(programme)
    roles = {role: role_word(programme, role) for role in ParticipantRole.values}
    told = [(each.label, " · ".join(filter(None, (roles.get(each.asked_of), each.help)))) for each in asked]
    return {"mark": mark_of_interview_questions(asked), "stored": told}
