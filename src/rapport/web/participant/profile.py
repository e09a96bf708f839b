"""My profile: what somebody has answered in each of their roles, and the page where they change it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from rapport.programmes.policies import can_edit_own_answers
from rapport.programmes.selectors import (
    get_participation,
    participations_of,
    questions_for,
    questions_in_all,
)
from rapport.programmes.services.participations import set_answers
from rapport.recruitment.selectors import inviting_participations
from rapport.web.addresses import address
from rapport.web.answer_forms import AnswersForm, answer_in_words
from rapport.web.components import Crumb
from rapport.web.hats import ActorRequest, participant_page
from rapport.web.participant.cards import title_of

WHO_READS = {
    True: gettext_lazy("Only your coordinator can read this; no match compares it unless you say so"),
    False: gettext_lazy("Your coordinator can read this, and whoever you are proposed to may"),
}


@require_safe
@participant_page
def profile(request: ActorRequest) -> HttpResponse:
    """Show what the reader has answered, a card for each role."""
    participations = list(participations_of(request.actor))
    inviting = inviting_participations(request.actor, participations)
    shown = [
        {
            "participation": each,
            "title": title_of(each),
            "answers": [(q, answer_in_words(each.answers.values.get(q.key))) for q in questions_for(each)],
            "may_invite": each.pk in inviting,
            "may_edit": can_edit_own_answers(request.actor, each),
        }
        for each in participations
    ]
    return render(request, "participant/profile.html", {"shown": shown})


@require_http_methods(["GET", "POST"])
@participant_page
def answer_edit(request: ActorRequest, participation_id: str) -> HttpResponse:
    """Change what one has answered."""
    own = get_participation(by=request.actor, id=participation_id, may=can_edit_own_answers)
    sent: Any = request.POST if request.method == "POST" else None
    given, opened = own.answers.values, own.answers.opened
    form = AnswersForm(
        sent,
        questions=questions_for(own),
        among=questions_in_all(own.cohort),
        given=given,
        seen_by=WHO_READS,
        opened=opened,
    )
    if request.method == "POST" and form.is_valid():
        set_answers(own, form.answers(), by=request.actor, opened=form.opened())
        messages.success(request, _("Saved. Your coordinator sees it from now on."))
        return redirect("participant:profile")
    context = {
        "form": form,
        "title": title_of(own),
        "crumbs": [Crumb(_("My profile"), address("participant:profile"))],
        "has_questions": bool(form.questions),
    }
    return render(request, "participant/answers.html", context, status=422 if form.is_bound else 200)
