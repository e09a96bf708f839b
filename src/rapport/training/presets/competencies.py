"""The statements by which mentors assess themselves, three or four a competency, and one thing to try for each.

The six competencies are those that research on mentor training keeps finding; every sentence here is our own.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rapport.training.choices import Competency


@dataclass(frozen=True)
class CompetencyPreset:
    """What a competency is about, its statements by the key that ratings are filed under, and what to try."""

    competency: Competency
    about: Promise
    statements: Mapping[str, Promise]
    to_try: Promise


COMPETENCIES = (
    CompetencyPreset(
        Competency.COMMUNICATION,
        _("Hearing what is said, saying what helps, and staying within reach."),
        {
            "communication-unsaid": _("I notice what a {mentee} leaves unsaid, and ask about it with care."),
            "communication-feedback": _(
                "When I give feedback, it comes soon and is about one thing that can be changed."
            ),
            "communication-reply": _("I answer when I said I would, even if only to say that I need longer."),
            "communication-repair": _(
                "After a misunderstanding I am the one who brings it up again, and I can put it right."
            ),
        },
        _("Begin the next meeting with a question, and count to five before you say anything more."),
    ),
    CompetencyPreset(
        Competency.EXPECTATIONS,
        _("Knowing what each of you wants, can give, and cannot."),
        {
            "expectations-aloud": _(
                "Early on we say aloud what each of us hopes for, and what neither of us can give."
            ),
            "expectations-goals": _("I help a {mentee} turn a vague wish into a goal with a first step."),
            "expectations-drift": _(
                "When we begin to expect different things, I say so before it annoys us."
            ),
        },
        _("Ask in the next meeting: what should I do more of, and what less? Then say what you wish for."),
    ),
    CompetencyPreset(
        Competency.UNDERSTANDING,
        _("Finding out what has been understood, and what has not."),
        {
            "understanding-before": _("I find out what a {mentee} knows already before I explain anything."),
            "understanding-nod": _(
                "I can tell a nod that means “I see” from one that means “please go on to something else”."
            ),
            "understanding-ways": _("What is hard in my field I can explain in more than one way."),
        },
        _("At the end of the next meeting, ask for the most important point in their words, not yours."),
    ),
    CompetencyPreset(
        Competency.DIFFERENCES,
        _("Working well with somebody whose life is not like yours."),
        {
            "differences-own": _(
                "I know which of my habits and views come from where I grew up and learned."
            ),
            "differences-ask": _(
                "I ask what somebody's family, money, faith or health makes easy or hard, and do not guess."
            ),
            "differences-change": _("I change my usual way of working where it shuts somebody out."),
        },
        _("Think of one thing that you take for granted in your {mentee}'s days. Ask whether it is so."),
    ),
    CompetencyPreset(
        Competency.INDEPENDENCE,
        _("Being needed less and less, and being glad of it."),
        {
            "independence-decide": _(
                "I leave decisions with the {mentee}, also where I would choose differently."
            ),
            "independence-risk": _(
                "I let somebody try what may go wrong, and am there afterwards without “I told you so”."
            ),
            "independence-praise": _(
                "I say exactly what somebody did well, so that they can trust their own judgement."
            ),
            "independence-less": _("Over the months a {mentee} asks me for fewer answers than at the start."),
        },
        _("When you are next asked what to do, ask first: what have you thought of already?"),
    ),
    CompetencyPreset(
        Competency.DEVELOPMENT,
        _("Looking further than the next step, and opening doors."),
        {
            "development-future": _(
                "I talk with a {mentee} about where they want to be in some years, not only about what is next."
            ),
            "development-people": _(
                "Where I cannot help, I bring a {mentee} together with somebody who can."
            ),
            "development-honest": _(
                "I speak honestly about how my own way went, with the detours and what it cost."
            ),
        },
        _(
            "Name three people whom your {mentee} ought to meet. Ask whether they want an introduction to one."
        ),
    ),
)

STATEMENTS: Mapping[str, Competency] = {
    key: preset.competency for preset in COMPETENCIES for key in preset.statements
}
"""Each statement's key, with what it belongs to."""
