"""What a committee reads about rights is what the rules in the code say."""

from tests.access.page import PAGE, page_of


def test_page_says_what_the_policies_say(cast):
    """When this fails: `python -m tests.access.page` writes the page anew, and the change is read before it is kept."""
    assert PAGE.read_text() == page_of(cast)


def test_page_notices_a_rule_that_lets_somebody_in(cast, monkeypatch):
    monkeypatch.setattr("rapport.mentorships.policies.runs_programmes", lambda _: True)

    changed = set(page_of(cast).splitlines()) - set(PAGE.read_text().splitlines())

    assert {line.split(" | ")[0].removeprefix("| ") for line in changed} == {
        "see mentorships",
        "see meetings",
        "see a mentorship",
        "see a meeting",
        "oversee a mentorship",
        "settle a meeting",
        "add a register note",
        "countersign a month",
    }
