"""What those who run a programme do, page by page."""

import datetime as dt
import re

from playwright.sync_api import expect

from tests.e2e import post
from tests.e2e.device import Device

COORDINATOR = "chandra@elm.example"


def make_programme(device: Device, kind: str = "Student mentoring") -> None:
    """Make a programme of a kind, and one cohort of it."""
    device.look("programmes-empty", "No programme yet")
    device.follow("Start from a kind")
    device.look("programme-kinds", "What kind of programme?")
    device.follow(kind)
    device.look("programme-form", "New programme")
    device.press("Make the programme")
    device.look("cohort-form", "The programme is there. Next: its first cohort.")
    today = dt.datetime.now(dt.UTC).date()
    device.type("Name", "Autumn")
    device.type("First day", today.isoformat())
    device.type("Last day", (today + dt.timedelta(days=200)).isoformat())
    device.press("Make the cohort")
    device.look("cohort-made")


def appoint_coordinator(device: Device) -> None:
    device.go_to("Team")
    device.follow("Appoint somebody")
    device.type("Name", "Chandra Cole")
    device.type("E-mail address", COORDINATOR)
    device.choose("Role", "Coordinator")
    device.choose("Programme", "Student mentoring")
    device.look("appoint", "Appoint somebody")
    device.press("Appoint")
    device.look("team", "Chandra Cole")


def bring_people_in(device: Device, mentors: bytes, mentees: bytes) -> None:
    """Import both tables, each with one row that cannot be used."""
    import_people(device, "mentor", mentors)
    device.sees("Row 5: “ruth at elm.example” is not an e-mail address.")
    take_the_good_rows(device, "mentor", good=3)
    import_people(device, "mentee", mentees)
    device.sees("Row 7: there is no name.")
    take_the_good_rows(device, "mentee", good=5)
    device.look("participants", "3 mentors", "5 mentees", "Jörg Müller", "Björn Åkesson")


def import_people(device: Device, role: str, file: bytes) -> None:
    """Bring one table in: correct a guess, read what is wrong, take the good rows."""
    device.go_to("Participants")
    device.look(f"{role}s-before")
    device.follow("Import")
    device.tick(f"One {role} in each row")
    device.page.get_by_label("Your spreadsheet").set_input_files(
        {"name": f"{role}s.csv", "mimeType": "text/csv", "buffer": file}
    )
    device.look(f"{role}s-upload", "Import from a spreadsheet")
    device.press("Read it")
    device.look(f"{role}s-columns", "What is in each column?")
    about = device.card("About me")
    device.unfold("Asked as: Free text", within=about)
    device.type("The question in words", "About", within=about)
    if role == "mentor":
        device.choose("This column is", "Leave this column out", within=device.card("Staff room"))
    device.press("Check the rows")
    device.look(f"{role}s-check", "What will happen", "1 person cannot be imported")


def take_the_good_rows(device: Device, role: str, good: int) -> None:
    device.press(f"Import the {good} good rows")
    device.look(f"{role}s-waiting", "The import is running", "Waiting for its turn")
    post.let_the_worker_work()
    look_again(device)
    device.look(f"{role}s-imported", "Imported", "1 person was not imported")
    device.follow("See the participants")


def look_again(device: Device) -> None:
    """Without scripts a page does not look by itself how far the work is."""
    if not device.has_scripts:
        device.follow("Look again")


def set_matching_up(device: Device) -> None:
    """Take the usual criteria, change a weight, add a rule by hand."""
    device.go_to("Matching")
    device.look("matching-empty", "Nothing counts yet", "No hard rules yet")
    device.press("Add the usual ones for this kind of programme")
    device.look("matching", "Goals and needs", "A language in common")
    device.type("Weight of Department", "35")
    device.press("Save weights")
    device.look("matching-saved")


def match(device: Device, *, number: int) -> None:
    """Ask for a run, watch it, arrive at its proposals."""
    device.go_to("Matching")
    device.press("Match 5 mentees now")
    device.look(f"run-{number}-waiting", f"Run {number}", "Waiting for its turn")
    post.let_the_worker_work()
    if device.has_scripts:
        device.page.wait_for_url("**/proposals/")
    else:
        device.follow("Look again")
        device.look(f"run-{number}-done", "No other matching of these people scores higher.")
        device.follow("See the proposals")
    device.look(f"run-{number}-proposals", "Proposals")


def weigh_proposals(device: Device) -> None:
    """Read the reasons of one proposal and pin it, exclude another pair, and read who is left and why."""
    open_proposal(device, "Amélie Roux")
    device.look("proposal-reasons", "81 of 100", "Both speak English.", "Instead of Jörg Müller")
    device.sees("now with Emil East")
    device.press("Pin")
    device.look("proposal-pinned", "pinned")
    device.go_to("Proposals")
    open_proposal(device, "Emil East")
    device.unfold("Exclude")
    device.type("Why (only those who run the programme read it)", "They are cousins.")
    device.look("proposal-exclude", "These two will not be proposed to each other again.")
    device.press("Exclude this pair")
    device.look("proposal-excluded")


def open_proposal(device: Device, mentee: str) -> None:
    """Choose a row; its reasons open beside the table, or on a page of their own where there is no room."""
    device.follow(mentee, within=device.row(mentee))
    expect(
        device.page.get_by_role("heading", name=re.compile(f"^({mentee}.*|Proposal)$")).first
    ).to_be_visible()


def read_who_is_left(device: Device) -> None:
    device.follow("Without a match")
    device.look("unmatched", "Emil East", "Chloé Petit", "A language in common")


def read_what_changed(device: Device) -> None:
    device.follow("What changed")
    device.look("what-changed", "What changed since run 1", "Björn Åkesson")


def release(device: Device) -> None:
    """Send the drafts out, after reading what people will read."""
    device.go_to("Proposals")
    device.follow("Release all 3")
    device.unfold("The letter to the mentee")
    device.look("release", "Release 3 proposals?", "6 letters go out", "We have a proposal for you")
    device.press("Release 3 proposals")
    device.look("released", "3 released")


def see_how_it_goes(device: Device) -> None:
    """Read what is left to do, who declined, and what went out."""
    device.go_to("Today")
    device.look("today", "Björn Åkesson", "mentorship running", "3 people look for a mentor.")
    device.go_to("Register")
    device.look("register", "Register")
    read_register(device, pair="Priya Nair", confirmed_by="Divya Iyer")
    device.go_to("Letters")
    device.look("letters")


def read_register(device: Device, *, pair: str, confirmed_by: str) -> None:
    """Find a pair, and read in its register that the meeting was confirmed and the month's rule is kept."""
    device.go_to("Mentorships")
    device.look("mentorships", pair)
    device.follow(pair, within=device.page.get_by_role("main"))
    device.look("mentorship", "Confirmed by both.")
    device.follow("Register", within=device.page.get_by_role("main"))
    device.look("mentorship-register", f"{confirmed_by} confirmed", "kept")
