"""What mentors and mentees do, page by page, beginning with a letter."""

from rapport.mentorships.presets.expectations import QUESTIONS
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


def answer_questions(device: Device, *, hope: str, give: str, notice: str = "") -> None:
    """Say how one wants to work together, a question a page: most of what is usual is chosen already."""
    device.look("questions", "How you want to work together", "sealed until you have both answered")
    device.follow("Begin")
    for number, question in enumerate(QUESTIONS, start=1):
        device.sees(str(question.asked), f"{number} of {len(QUESTIONS)}")
        if question.key == "notice" and notice:
            device.tick(notice)
        if question.is_personal:
            device.type(
                "I hope" if question.key == "hope" else "I can give",
                {"hope": hope, "give": give}[question.key],
            )
        device.look(f"question-{number}", "Sealed until all have answered")
        device.press("Save and hand in" if number == len(QUESTIONS) else "Save and go on")


def settle(device: Device, *, hope: str) -> None:
    """Read both sides, and write down what shall hold: the suggestions, and one wording of one's own."""
    device.look("both-sides", "you agree", "you differ", hope)
    field = device.page.get_by_label("What shall hold").nth(4)
    field.fill("The mentee, at the end of each meeting.")
    device.look("both-sides-worded")
    device.press("Write it into the agreement")
    device.look("settled", "It stands in your agreement now.", "The mentee, at the end of each meeting.")


def propose_change(device: Device, *, words: str, reason: str, name: str) -> None:
    device.follow("Agreement")
    device.look("agreement-signed", "Propose a change")
    device.follow("Propose a change")
    device.type("How soon we answer", words)
    device.press("Propose the change")
    device.look("change-without-reason", "Please look at this again", words)
    device.type("Why should it be different?", reason)
    device.press("Propose the change")
    device.look("change-proposed", "You propose a change", words, reason)
    sign_change(device, name=name)


def sign_change(device: Device, *, name: str) -> None:
    device.tick("I have read the agreement")
    device.type("Your full name, as your signature", name)
    device.press("Sign the new version")


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
