"""What takes place when, once or again and again: free times, invitations, feeds, reminders; no mentoring noun."""

from rapport.calendars.answers import GivenAnswer, day_answered, read_answers
from rapport.calendars.availability import (
    Availability,
    Busy,
    Conflict,
    FreeTime,
    Hours,
    conflicts,
    free_spans,
    free_times,
)
from rapport.calendars.entries import Answer, Entry, Guest, Mailbox
from rapport.calendars.feeds import Feed, feed_etag, feed_file
from rapport.calendars.inviting import Invitation, cancellation, invitation
from rapport.calendars.recurrence import (
    Cancelled,
    Every,
    Moved,
    Occurrence,
    Once,
    Series,
    When,
    all_occurrences,
    changed,
    next_occurrence,
    nth_in_month,
    occurrence_of,
    occurrences,
    split,
)
from rapport.calendars.reminders import Reminder, next_reminder_at, reminders_due
from rapport.calendars.walltime import Span, moment_of, wall_of

__all__ = [
    "Answer",
    "Availability",
    "Busy",
    "Cancelled",
    "Conflict",
    "Entry",
    "Every",
    "Feed",
    "FreeTime",
    "GivenAnswer",
    "Guest",
    "Hours",
    "Invitation",
    "Mailbox",
    "Moved",
    "Occurrence",
    "Once",
    "Reminder",
    "Series",
    "Span",
    "When",
    "all_occurrences",
    "cancellation",
    "changed",
    "conflicts",
    "day_answered",
    "feed_etag",
    "feed_file",
    "free_spans",
    "free_times",
    "invitation",
    "moment_of",
    "next_occurrence",
    "next_reminder_at",
    "nth_in_month",
    "occurrence_of",
    "occurrences",
    "read_answers",
    "reminders_due",
    "split",
    "wall_of",
]
