"""What mentors and mentees do, page by page, beginning with a letter."""

from rapport.training.presets import preset_courses
from tests.e2e import post
from tests.e2e.device import Device, sign_in


def open_letter(device: Device, address: str) -> None:
    """Follow the link of the newest letter, and sign in on the way if nobody is signed in yet."""
    device.open(post.link_for(address))
    if "/account/login/" in device.page.url:
        sign_in(device, address)


def accept(device: Device, *, other: str) -> None:
    device.look("proposal", f"Would you like to work with {other}?", "Why you two", "You both speak")
    device.unfold("How well it fits, by what was asked")
    device.look("proposal-chart", "100 means that everything fits that was asked.")
    device.press("Yes, I would like to")


def decline(device: Device, *, other: str, reason: str) -> None:
    device.look("proposal", f"Would you like to work with {other}?")
    device.follow("No, rather not")
    device.look("decline-form", "A no in time is better than a mentorship that does not fit.")
    device.press("Say no")
    device.look("decline-empty", "Please look at this again")
    device.type("Why does it not fit?", reason)
    device.press("Say no")
    device.look("declined", "Thank you for saying so.")


def sign(device: Device, *, name: str) -> None:
    device.look("agreement", "Your agreement", "What stays between us")
    device.tick("I have read the agreement")
    device.type("Your full name, as your signature", name)
    device.press("Sign the agreement")


def record_meeting(device: Device) -> None:
    """Record the first meeting: all that usually holds is chosen already."""
    device.follow("Record a meeting")
    device.look("record", "What did you talk about?", "You agreed on")
    device.type("Where?", "Library")
    device.type("What did you talk about?", "How to plan for the exams.")
    device.type("What comes next?", "Bring last year's papers.")
    device.press("Save the meeting")
    device.look("recorded", "We have asked the other side to confirm it.", "How to plan for the exams.")


def confirm_meeting(device: Device) -> None:
    device.look("entry", "Is this right?", "How to plan for the exams.", "Library")
    device.press("Yes, that is right")
    device.look("confirmed", "Confirmed by both.")


def study(device: Device, *, name: str, kind: str, mentor: str = "mentor") -> None:
    """Read the course for mentors of a kind of programme, answer its quiz, sign."""
    course = preset_courses(kind)[0]
    device.look("home", f"Your training: Being a {mentor}", "You can be matched once it is done.")
    device.follow("Begin the training")
    device.look("course", "Begin with the first lesson")
    device.follow("First lesson")
    for title in (lesson.title for lesson in course.lessons):
        device.look("lesson", title.replace("{mentee}", "mentee").replace("{mentor}", mentor))
        device.press("I have read this")
    device.look("course-read", "Now the quiz")
    device.press("Start the quiz")
    for number, question in enumerate(course.questions, start=1):
        device.sees(f"Question {number} of {len(course.questions)}")
        for place in question.right:
            device.page.locator(f"#id_chosen_{place}").check()
        device.press("Answer")
        device.look("answer", "right")
        device.follow("Next question" if number < len(course.questions) else "See the result")
    device.look("result", "Passed", f"{len(course.questions)} of {len(course.questions)} answers were right")
    device.follow("Go on")
    device.look("sign", "Last: your word on it")
    device.type("Your full name, as your signature", name)
    device.press("Sign, and complete the training")
    device.look("done", "You completed this training", "It counts until")
