"""Writes docs/use/who-may-do-what.md from the policies, asked as everybody of the cast: `python -m tests.access.page`."""

import inspect
import os
import re
from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any, get_type_hints

PAGE = Path(__file__).resolve().parents[2] / "docs" / "use" / "who-may-do-what.md"
ROOMS = {
    "programmes": "Organisation, programmes and people",
    "recruitment": "Recruiting and applying",
    "screening": "Screening",
    "training": "Training",
    "matching": "Matching",
    "mentorships": "Mentorships",
}
HATS = {
    "owner": "Owner",
    "coordinator": "Coordinator",
    "deputy": "Deputy",
    "reviewer": "Reviewer",
    "safeguarding_lead": "Safeguarding lead",
    "committee_member": "Committee member",
    "observer": "Observer",
    "mentor": "Mentor",
    "mentee": "Mentee",
}
WITHOUT_ARTICLE = ("own ", "staff")
HEAD = """\
# Who may do what

Written from the rules in the code by `python -m tests.access.page`; a test fails when the two differ. The rules are the
functions in `src/rapport/*/policies.py`. What follows from them page by page is a table written by hand,
`tests/access/table.py`, which a test holds against every page.

How to read it:

* **yes**: everything of that kind which the role covers. A coordinator, a deputy or another role is given for one programme
  or for the whole organisation; what lies outside is not refused but invisible, as if it did not exist.
* **own**: only what they are part of themselves.
* **–**: not at all.
* An **owner** works for the whole organisation. Nothing of one organisation is ever shown to another, not even that it
  exists.
* Somebody with several roles wears one hat at a time and sees with its eyes alone.
* There are no pages for whoever runs the server.
"""


def page_of(cast: Any) -> str:
    """Return the page: a table for each room of the house."""
    parts = [HEAD]
    for room, title in ROOMS.items():
        policies = import_module(f"rapport.{room}.policies")
        parts.append(f"## {title}\n\n" + "\n".join(table_of(policies, cast)) + "\n")
    return "\n".join(parts)


def table_of(policies: ModuleType, cast: Any) -> Iterator[str]:
    yield f"| May … | {' | '.join(HATS.values())} | The rule in words |"
    yield "|---|" + ":-:|" * len(HATS) + "---|"
    for name, right in rights_of(policies):
        answers = [answer(right, cast, hat) for hat in HATS]
        yield f"| {in_words(name)} | {' | '.join(answers)} | {sentence_of(right)} |"


def rights_of(policies: ModuleType) -> Iterator[tuple[str, Callable[..., Any]]]:
    """Yield what may be seen, then what may be done, in the order in which the file has them."""
    own = [
        (name, function)
        for name, function in vars(policies).items()
        if inspect.isfunction(function) and function.__module__ == policies.__name__
    ]
    yield from ((name, function) for name, function in own if name.endswith("_visible_to"))
    yield from ((name, function) for name, function in own if name.startswith("can_"))


def in_words(name: str) -> str:
    """Turn `can_edit_programme` into "edit a programme", `cohorts_visible_to` into "see cohorts"."""
    if name.endswith("_visible_to"):
        return f"see {name.removesuffix('_visible_to').replace('_', ' ')}"
    verb, _, noun = name.removeprefix("can_").replace("_", " ").partition(" ")
    if noun.startswith(WITHOUT_ARTICLE):
        return f"{verb} {noun}"
    return f"{verb} {'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def sentence_of(right: Callable[..., Any]) -> str:
    return re.sub(r"\s+", " ", inspect.getdoc(right) or "").replace("|", "/")


def answer(right: Callable[..., Any], cast: Any, hat: str) -> str:
    """Ask the rule about what is theirs and about what is their neighbours'."""
    by = cast.actor(hat)
    own, neighbours = (things(cast, pair, hat) for pair in (cast.own.pair, cast.own.neighbours))
    if right.__name__.endswith("_visible_to"):
        kind, holds = right(by).model, partial(_shows, right)
    else:
        kind = next(
            (hint for name, hint in get_type_hints(right).items() if name not in ("by", "return")), None
        )
        holds = partial(_holds, right)
    if kind is None:
        return _word(right(by), right(by))
    return _word(
        *(any(holds(by, thing) for thing in each if type(thing) is kind) for each in (own, neighbours))
    )


def _shows(right: Callable[..., Any], by: Any, thing: Any) -> bool:
    return bool(right(by).filter(pk=thing.pk).exists())


def _holds(right: Callable[..., Any], by: Any, thing: Any) -> bool:
    """A right counts for what is visible: loading asks both questions."""
    return _is_visible(by, thing) and bool(right(by, thing))


def _is_visible(by: Any, thing: Any) -> bool:
    """Some things are seen in more ways than one: as a whole, or as much as a task needs."""
    ways = [
        function(by)
        for room in ROOMS
        for name, function in rights_of(import_module(f"rapport.{room}.policies"))
        if name.endswith("_visible_to") and function(by).model is type(thing)
    ]
    return not ways or any(rows.filter(pk=thing.pk).exists() for rows in ways)


def _word(own: bool, neighbours: bool) -> str:
    return "yes" if own and neighbours else "own" if own else "–"


def things(cast: Any, pair: Any, hat: str) -> list[Any]:
    """Return what there is to have a right to: what a programme has once, and what lies between two people."""
    world, mentorship = cast.own, pair.mentorship
    side, other = (pair.mentee, pair.mentor) if hat == "mentee" else (pair.mentor, pair.mentee)
    entries = [entry_of(mentorship, one.profile.person) for one in (side, other)]
    return [
        *(world.programme, world.cohort, world.participant_import, world.criterion, world.rule, world.run),
        *(world.check, world.clearance, world.reference, world.consent),
        *(world.application, world.invitation, world.invite_link),
        *([cast.review] if pair is world.pair else []),
        world.review,
        world.interview,
        world.reservation,
        *(world.course, world.lesson, world.lesson_file, world.quiz_question, world.training_event),
        world.application,
        *(
            world.guideline,
            world.question,
            world.pair_decision,
            world.adjustment,
            world.membership,
            cast.organisation,
        ),
        *(side, side.profile, mentorship, mentorship.proposal),
        *(pair.self_assessment, pair.plan_step),
        *entries,
        expectations_of(mentorship, side),
    ]


def expectations_of(mentorship: Any, side: Any) -> Any:
    """Return what one of the pair has answered while the other has not: it is still sealed."""
    party = mentorship.parties.get(participation=side)
    kept = type(party)._meta.get_field("own_expectations").related_model.objects
    return kept.get_or_create(party=party)[0]


def entry_of(mentorship: Any, person: Any) -> Any:
    fields = {"held_on": mentorship.starts_on, "minutes": 60, "mode": "video", "topics": "Anything"}
    return mentorship.meetings.get_or_create(recorded_by=person, entry_key=person.pk, defaults=fields)[0]


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django

    django.setup()
    from django.test.utils import setup_databases, teardown_databases

    from tests.cast import assemble_cast

    databases = setup_databases(verbosity=0, interactive=False)
    try:
        PAGE.write_text(page_of(assemble_cast()))
    finally:
        teardown_databases(databases, verbosity=0)


if __name__ == "__main__":
    main()
