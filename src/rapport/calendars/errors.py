"""What can be wrong with times and calendar files, in words for the person who sent them.

RapportError
└── CalendarError
    ├── LastDayBeforeFirst      a series that would be over before it begins
    ├── SeriesTooLong           nobody plans so far ahead
    ├── NotAnOccurrence         nothing takes place on that day of the series
    └── AnswerNotReadable       what a mail program sent is no answer to an invitation
"""

from django.utils.translation import gettext_lazy as _

from rapport.core.errors import RapportError


class CalendarError(RapportError):
    code = "calendar"
    sentence = _("These times do not fit together.")


class LastDayBeforeFirst(CalendarError):
    code = "series-last-day"
    sentence = _("The last day is before the first one. Please choose a later day.")


class SeriesTooLong(CalendarError):
    code = "series-too-long"
    sentence = _("That is too far ahead. Please choose an earlier last day.")


class NotAnOccurrence(CalendarError):
    code = "series-no-occurrence"
    sentence = _("Nothing is planned on that day any more.")


class AnswerNotReadable(CalendarError):
    code = "calendar-answer"
    sentence = _("We could not read this answer to an invitation.")
