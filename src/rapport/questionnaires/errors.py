"""Errors of questions and answers.

RapportError
└── QuestionnaireError
    └── KindLosesAnswers    answers of the old kind would not fit the new one
"""

from django.utils.translation import gettext_lazy as _

from rapport.core.errors import RapportError


class QuestionnaireError(RapportError):
    code = "questionnaire"


class KindLosesAnswers(QuestionnaireError):
    code = "kind-loses-answers"
    sentence = _("People have answered this question in a way that would not fit. Nothing was changed.")
