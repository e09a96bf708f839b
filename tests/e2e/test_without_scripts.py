"""The story once more in a browser that runs no scripts, on a phone."""

from tests.e2e import coordinator, participant, spreadsheets
from tests.e2e.conftest import OWNER
from tests.e2e.device import sign_in

AMELIE, JOERG = "amelie@elm.example", "joerg@elm.example"


def test_story_holds_without_scripts(take_device):
    desk, mentor, mentee = (
        take_device("phone", story="without-scripts", has_scripts=False) for _ in range(3)
    )
    desk.open("/account/login/")
    sign_in(desk, OWNER)
    coordinator.make_programme(desk)
    coordinator.bring_people_in(desk, spreadsheets.MENTORS, spreadsheets.MENTEES)
    coordinator.set_matching_up(desk)
    coordinator.match(desk, number=1)
    coordinator.release(desk)

    participant.open_letter(mentee, AMELIE)
    participant.accept(mentee, other="Jörg Müller")
    participant.open_letter(mentor, JOERG)
    participant.accept(mentor, other="Amélie Roux")
    participant.answer_questions(mentor, hope="To see somebody grow.", give="An hour a month, and honesty.")
    participant.open_letter(mentee, AMELIE)
    participant.answer_questions(
        mentee, hope="To pass my exams.", give="Questions.", notice="At least two days before"
    )
    participant.settle(mentee, hope="To see somebody grow.")
    participant.sign(mentee, name="Amélie Roux")
    participant.open_letter(mentor, JOERG)
    participant.sign(mentor, name="Jörg Müller")
    participant.open_letter(mentee, AMELIE)
    participant.record_meeting(mentee)
    participant.open_letter(mentor, JOERG)
    participant.confirm_meeting(mentor)

    coordinator.read_register(desk, pair="Amélie Roux", confirmed_by="Jörg Müller")
