"""The questions of an interview in each kind of programme, with what to listen for; coordinators change them freely."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rapport.programmes.choices import ParticipantRole


@dataclass(frozen=True)
class PresetInterviewQuestion:
    """A question as it is spoken, and what to listen for; empty `asked_of` means everybody."""

    key: str
    label: str | Promise
    help: str | Promise
    asked_of: str = ""


def _of_mentors(key: str, label: str | Promise, listen_for: str | Promise) -> PresetInterviewQuestion:
    return PresetInterviewQuestion(key, label, listen_for, ParticipantRole.MENTOR)


def _of_mentees(key: str, label: str | Promise, listen_for: str | Promise) -> PresetInterviewQuestion:
    return PresetInterviewQuestion(key, label, listen_for, ParticipantRole.MENTEE)


OPENING = (
    PresetInterviewQuestion(
        "why-now",
        _("What made you apply, and why now?"),
        _("A reason of their own, in their words. Not how well they put it."),
    ),
)
OF_MENTORS = (
    _of_mentors(
        "taught",
        _(
            "Tell me about somebody who learned something with your help. What did you do, and what did you leave to them?"
        ),
        _("What happened, step by step. Who did the work in the end?"),
    ),
    _of_mentors(
        "advice-not-taken",
        _("And about somebody who did not take your advice. How did it go on between you?"),
        _("What they did next. A mentor advises and does not decide."),
    ),
    _of_mentors(
        "worry",
        _(
            "Your mentee tells you something that makes you fear for them, and asks you to keep it secret. What do you do?"
        ),
        _(
            "Nobody has to know our rules yet. Write down whether they would stay alone with it, or come to us the same day."
        ),
    ),
)
OF_MENTEES = (
    _of_mentees(
        "different",
        _("If this goes well, what will be different for you when it ends?"),
        _("Something that one could see. Small is fine."),
    ),
    _of_mentees(
        "tried",
        _("What have you tried already, and what came of it?"),
        _("What they did themselves, however it went."),
    ),
    _of_mentees(
        "learned-from",
        _("Think of somebody whom you could learn from. What did that person do?"),
        _("What helps them: it is worth telling whoever makes the match."),
    ),
    _of_mentees(
        "first-meeting",
        _("What would you bring to the first meeting?"),
        _("A question, a plan, a piece of work: mentees lead, mentors help."),
    ),
)
OF_A_KIND = {
    "student-mentoring": (
        _of_mentors(
            "missed",
            _(
                "A student has not come to three meetings and does not answer. What do you do first, and what after that?"
            ),
            _("Whether they look for the student or for the fault; whom they would tell, and when."),
        ),
        _of_mentors(
            "grades",
            _("You also mark this student's work. How do you keep the two apart?"),
            _("That they have thought of it. What is said in mentoring does not go into marks."),
        ),
        _of_mentees(
            "turn-to",
            _("Whom do you turn to now when something goes wrong?"),
            _("Whether there is somebody. They need not tell you what has gone wrong."),
        ),
    ),
    "alumni-mentoring": (
        _of_mentors(
            "own-way",
            _("Which turn of your own way would you tell a student about, also one that did not work out?"),
            _("An experience that helps others decide; not a list of posts."),
        ),
        _of_mentors(
            "a-job",
            _("Your mentee asks you for a job, or for a word with somebody you know. What do you say?"),
            _("That they neither promise nor feel used. Introductions are an offer, not a duty."),
        ),
        _of_mentees(
            "not-looked-up",
            _("What do you want to know about working life that you cannot look up?"),
            _("A question of their own, so that the first talk is worth both people's hour."),
        ),
    ),
    "peer-mentoring": (
        _of_mentors(
            "when-new",
            _("What was hard for you when you were new here, and what helped?"),
            _("That they remember how it felt, and can tell what helped them from what would help another."),
        ),
        _of_mentors(
            "midnight",
            _("A newcomer writes to you at midnight for the third time this week. What do you answer?"),
            _("Kindness and a limit, both. Peers are not on duty, and some things belong with us."),
        ),
        _of_mentees(
            "still-new",
            _("What is still new or unclear to you here?"),
            _("Things that a peer can show them in the first weeks."),
        ),
    ),
    "staff-mentoring": (
        _of_mentors(
            "their-manager",
            _("Your mentee complains about their manager, whom you know well. What do you say, and to whom?"),
            _("That they listen, keep it to themselves, and neither judge nor carry messages."),
        ),
        _of_mentors(
            "no-promotion",
            _("Your mentee hopes that you will help them to the next grade. How do you deal with that?"),
            _(
                "That they help people grow and have no say in appointments; and that they say so at the start."
            ),
        ),
        _of_mentees(
            "a-place",
            _("What would you like to talk about that has no place with your own manager?"),
            _("The subject is enough; no names, no stories about colleagues."),
        ),
    ),
    "general-mentoring": (
        _of_mentors(
            "pass-on",
            _("What do you know how to do that you would like to pass on, and how did you learn it?"),
            _("Something concrete. What helps in a match is what they can do, not their title."),
        ),
        _of_mentees(
            "cannot-yet",
            _("What would you like to be able to do that you cannot do yet?"),
            _("Something concrete, so that a mentor can be found for it."),
        ),
    ),
}
CLOSING = (
    PresetInterviewQuestion(
        "time",
        _("When in the week is your time for this, and what could come in between in the next months?"),
        _("Days and hours as they name them; exams, shifts, journeys, a move."),
    ),
    PresetInterviewQuestion(
        "at-ease",
        _("Is there anything that we should respect in the match, or that the other should leave alone?"),
        _("As they say it. They need not say why, and nothing about health or family has to be said here."),
    ),
    _of_mentors(
        "needs",
        _("What do you need from us to do this well?"),
        _("Training, a room, somebody to ask. What we promise here, we write down."),
    ),
    PresetInterviewQuestion(
        "questions",
        _("What would you like to ask us?"),
        _("The question and our answer."),
    ),
)


def preset_interview(preset: str) -> tuple[PresetInterviewQuestion, ...]:
    """Return the questions of a kind of programme, in the order in which they are asked."""
    of_the_kind = OF_A_KIND.get(preset, OF_A_KIND["general-mentoring"])
    return (*OPENING, *OF_MENTORS, *OF_MENTEES, *of_the_kind, *CLOSING)
