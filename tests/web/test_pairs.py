"""The words for a pair: its rule, its meetings, where an entry stands."""

import pytest

from rapport.mentorships.choices import MeetingState
from rapport.programmes.choices import MeetingMode
from rapport.programmes.selectors import agreement_to_sign, rule_in_words
from rapport.web.pairs import (
    meeting_in_words,
    stage_line_of,
    standing_in_words,
    timeline_entries,
)
from tests import make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("number", "mode", "words"),
    [
        (0, "", ""),
        (1, "", "one meeting a month"),
        (1, MeetingMode.IN_PERSON, "one meeting face to face a month"),
        (2, MeetingMode.VIDEO, "2 meetings by video call a month"),
    ],
)
def test_a_rule_reads_as_a_sentence(number, mode, words):
    programme = make.make_programme(required_meetings=number, required_mode=mode)

    assert rule_in_words(programme) == words


@pytest.mark.parametrize(
    ("number", "mode", "sentence"),
    [
        (0, "", "We meet as often as we agree."),
        (1, "", "We meet at least once a month."),
        (2, MeetingMode.IN_PERSON, "We meet at least twice a month, face to face."),
        (4, MeetingMode.VIDEO, "We meet at least 4 times a month, by video call."),
    ],
)
def test_an_agreement_says_how_often_the_rule_asks_to_meet(number, mode, sentence):
    programme = make.make_programme(
        required_meetings=number, required_mode=mode, agreement_text="First: {meetings} Then we talk."
    )
    assert agreement_to_sign(programme) == f"First: {sentence} Then we talk."


def test_an_agreement_without_a_gap_stays_as_it_was_typed():
    programme = make.make_programme(required_meetings=2, agreement_text="We meet {daily} at noon.")
    assert agreement_to_sign(programme) == "We meet {daily} at noon."


def test_a_meeting_reads_as_how_and_how_long():
    meeting = make.make_meeting(minutes=1)

    assert meeting_in_words(meeting) == "Meeting, face to face, 1 minute"
    meeting.mode, meeting.minutes = MeetingMode.MESSAGE, 20
    assert meeting_in_words(meeting) == "Exchange in writing, 20 minutes"


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (MeetingState.CONFIRMED, "Confirmed by both."),
        (MeetingState.DISPUTED, "Disputed; it counts once that is settled."),
    ],
)
def test_an_entry_says_where_it_stands(state, words):
    assert standing_in_words(make.make_meeting(state=state)) == words


def test_an_entry_that_waits_says_for_whom():
    meeting = make.make_meeting()

    assert standing_in_words(meeting) == f"Waits for {meeting.mentorship.people[0].name} to confirm."
    assert standing_in_words(meeting, reader=meeting.recorded_by) == standing_in_words(meeting)
    mentor = make.person_with_role(meeting.mentorship, make.MENTOR)
    assert standing_in_words(meeting, reader=mentor) == "Waits for you to confirm."


def test_a_new_mentorship_stands_at_matched_and_all_before_is_done():
    line = stage_line_of(make.make_mentorship(signed=False))

    assert [(str(stage.label), stage.state) for stage in line] == [
        ("Applied", "done"),
        ("Matched", "current"),
        ("Agreed", "ahead"),
        ("Meeting", "ahead"),
        ("Closing", "ahead"),
    ]


def test_a_closed_mentorship_has_come_all_the_way():
    line = stage_line_of(make.make_mentorship(state="closed"))

    assert {stage.state for stage in line} == {"done"}


def test_a_long_topic_is_cut_at_a_word():
    meeting = make.make_meeting(topics="word " * 60)
    told = timeline_entries(
        meeting.mentorship, reader=meeting.recorded_by, url_name="coordinator:meeting", url_args=[]
    )
    entry = next(each for each in told if each.url)

    assert entry.text.startswith("word word")
    assert "word…" in entry.text
