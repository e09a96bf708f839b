"""Own words for letters: kept in versions, said to who they are for, given up for ours, taken along by a copy."""

from itertools import takewhile

import pytest

from rapport.audit.models import AuditEvent
from rapport.letters.kinds import KINDS, Wording
from rapport.letters.models import Letter
from rapport.programmes.choices import StaffRole
from rapport.programmes.errors import WordingFaulty
from rapport.programmes.letters import GUIDELINE_REMINDER, guideline_awaiting_reminder
from rapport.programmes.models import LetterWording
from rapport.programmes.services.duplication import duplicate_programme
from rapport.programmes.services.letter_wordings import use_shipped_words, word_letter
from tests import make

pytestmark = pytest.mark.django_db
OWN = Wording("Please read this", "Dear {reader},\n\n{programme} has written something for you.")


@pytest.fixture
def programme():
    return make.make_programme(name="First steps")


@pytest.fixture
def by(programme):
    return make.make_actor(programme=programme)


@pytest.fixture
def reader(programme):
    return make.make_participation(
        role=make.MENTEE, cohort=make.make_cohort(programme=programme), name="Asha Rao"
    ).profile


def say(programme, by, wording=OWN, language="en-gb"):
    return word_letter(programme, GUIDELINE_REMINDER, language=language, wording=wording, by=by)


def written_to(reader, programme):
    guideline_awaiting_reminder(make.make_guideline(programme=programme), [reader])
    letter = Letter.objects.get()
    after_greeting = letter.text.split("\n\n")[1:]
    return letter.subject, list(takewhile(lambda part: "http" not in part, after_greeting))


def test_a_letter_says_what_its_programme_says(programme, by, reader):
    say(programme, by)

    assert written_to(reader, programme) == (
        "Please read this",
        ["Dear Asha Rao,", "First steps has written something for you."],
    )


def test_a_programme_words_its_own_letters_only(programme, by, reader):
    other = make.make_programme(organisation=programme.organisation)
    say(other, make.make_actor(programme=other))

    assert written_to(reader, programme)[0] == "Something waits for you to read it"


def test_who_reads_another_language_gets_our_words_in_it(programme, by, reader):
    say(programme, by)
    reader.person.language = "de"
    reader.person.save()

    assert written_to(reader, programme)[0] == "Something waits for you to read it"


def test_words_in_the_readers_language_come_before_ours(programme, by, reader):
    say(programme, by, Wording("Bitte lesen", "Liebe {reader}!"), language="de")
    reader.person.language = "de"
    reader.person.save()

    assert written_to(reader, programme) == ("Bitte lesen", ["Liebe Asha Rao!"])


def test_each_change_is_a_version_on_record_and_no_change_is_none(programme, by):
    say(programme, by)
    say(programme, by)
    say(programme, by, Wording("  Read\r\nthis ", " Now.\r\n"))

    versions = LetterWording.objects.order_by("version").values_list("version", "subject", "text")
    assert list(versions) == [(1, *vars(OWN).values()), (2, "Read this", "Now.")]
    assert [each.ended_at is None for each in LetterWording.objects.order_by("version")] == [False, True]
    assert list(AuditEvent.objects.order_by("place").values_list("act", "detail")) == [
        ("letter-worded", {"kind": "guideline-awaiting-reminder", "language": "en-gb", "version": version})
        for version in (1, 2)
    ]


def test_our_own_words_are_no_version(programme, by):
    assert say(programme, by, GUIDELINE_REMINDER.shipped) is None
    assert (LetterWording.objects.count(), AuditEvent.objects.count()) == (0, 0)


def test_our_words_come_back_and_the_own_ones_are_kept(programme, by, reader):
    say(programme, by)

    use_shipped_words(programme, GUIDELINE_REMINDER, language="en-gb", by=by)

    assert written_to(reader, programme)[0] == "Something waits for you to read it"
    assert LetterWording.objects.get().ended_at is not None
    assert AuditEvent.objects.latest("place").act == "letter-wording-ended"
    assert say(programme, by).version == 2


@pytest.mark.parametrize(
    "wording",
    [Wording("", "Text"), Wording("Subject", " \n "), Wording("Dear {reader}", "Text"), Wording("A", "{b}")],
)
def test_words_that_cannot_be_filled_in_are_refused(programme, by, wording):
    with pytest.raises(WordingFaulty):
        say(programme, by, wording)

    assert not LetterWording.objects.exists()


def test_words_that_an_update_made_unusable_give_way_to_ours(programme, by, reader):
    say(programme, by)
    LetterWording.objects.update(text="Dear {nickname}")

    assert written_to(reader, programme)[0] == "Something waits for you to read it"


def test_names_with_curly_brackets_are_not_filled_in_again(programme, by, reader):
    say(programme, by)
    reader.name = "{programme} <b>"
    reader.save()

    assert written_to(reader, programme)[1][0] == "Dear {programme} <b>,"
    assert "Dear {programme} &lt;b&gt;," in Letter.objects.get().html


def test_a_copy_takes_the_words_in_use_along(programme, by):
    say(programme, by)
    say(programme, by, Wording("Newer", "Text"))
    word_letter(programme, KINDS["training-reminder"], language="en-gb", wording=Wording("A", "B"), by=by)
    use_shipped_words(programme, KINDS["training-reminder"], language="en-gb", by=by)
    owner = make.make_actor(role=StaffRole.OWNER, organisation=programme.organisation)

    copy = duplicate_programme(programme, name="Second steps", by=owner)

    copied = LetterWording.objects.filter(programme=copy)
    assert [(own.version, own.subject, own.ended_at) for own in copied] == [(1, "Newer", None)]
