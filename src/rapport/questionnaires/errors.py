"""Errors of questions and answers.

RapportError
└── QuestionnaireError
    ├── KindLosesAnswers    answers of the old kind would not fit the new one
    ├── VersionStands       what was asked once is never changed
    ├── SensitiveStays      somebody answered because only few read it
    └── ConditionComesLater a question that depends on an answer would stand before it
"""

from django.utils.translation import gettext_lazy as _

from rapport.core.errors import RapportError


class QuestionnaireError(RapportError):
    code = "questionnaire"


class KindLosesAnswers(QuestionnaireError):
    code = "kind-loses-answers"
    sentence = _("People have answered this question in a way that would not fit. Nothing was changed.")


class ConditionComesLater(QuestionnaireError):
    code = "condition-comes-later"
    sentence = _("One of these is asked because of an answer to the other, so it stays below it.")


class SensitiveStays(QuestionnaireError):
    code = "sensitive-stays"
    sentence = _(
        "People have answered because only those who run the programme read it. So it stays sensitive."
    )


class VersionStands(QuestionnaireError):
    code = "version-stands"
    sentence = _("What people have been asked stays as it was.")
