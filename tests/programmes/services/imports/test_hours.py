"""The hours of a week as people write them."""

import pytest

from rapport.programmes.services.imports.hours import hours_in_words, read_availability, read_hours


def hours(day, first, last):
    """Half-hours from `first` to `last` o'clock; Monday is day 0."""
    return {day * 48 + half for half in range(int(first * 2), int(last * 2))}


@pytest.mark.parametrize(
    ("cell", "free"),
    [
        ("Mon 9-12", hours(0, 9, 12)),
        ("Monday 09:00–10:30; Fri afternoon", hours(0, 9, 10.5) | hours(4, 13, 17)),
        ("Tue, Thu 2pm-4pm", hours(1, 14, 16) | hours(3, 14, 16)),
        ("Wed 2-4pm", hours(2, 14, 16)),
        ("Fri-Mon evenings", hours(4, 18, 21) | hours(5, 18, 21) | hours(6, 18, 21) | hours(0, 18, 21)),
        ("weekends 10 to 11", hours(5, 10, 11) | hours(6, 10, 11)),
        ("Sun 22-24", hours(6, 22, 24)),
        ("Sat", hours(5, 9, 18)),
        ("Mon & Wed", hours(0, 9, 18) | hours(2, 9, 18)),
        ("Tue 9-11; Fri", hours(1, 9, 11) | hours(4, 9, 18)),
        ("any time", set().union(*(hours(day, 9, 18) for day in range(7)))),
        ("", set()),
        ("whenever", None),
        ("Mon 12-9", None),
        ("Mon 9-25", None),
        ("9-12", None),
    ],
)
def test_hours_of_the_week(cell, free):
    read = read_availability(cell)
    assert (None if read is None else set(read)) == free


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("Monday evening", "Mon 18:00–21:00"),
        ("Mon evening, Wed 9-11", "Mon 18:00–21:00; Wed 9:00–11:00"),
        ("Mon, Wed evenings, Fri morning", "Mon 18:00–21:00; Wed 18:00–21:00; Fri 9:00–12:00"),
        ("Mon 9-12 and 14-16", "Mon 9:00–12:00; Mon 14:00–16:00"),
        ("Mon, Tue 9-10, 14-15", "Mon 9:00–10:00; Mon 14:00–15:00; Tue 9:00–10:00; Tue 14:00–15:00"),
        ("Fri afternoons and weekends", "Fri 13:00–17:00; Sat 9:00–18:00; Sun 9:00–18:00"),
        ("mornings on Tuesday", "Tue 9:00–12:00"),
        ("every Thursday 9-10", "Thu 9:00–10:00"),
        ("Mon from 9 to 12", "Mon 9:00–12:00"),
    ],
)
def test_hours_in_other_orders(cell, words):
    assert hours_in_words(read_availability(cell)) == words


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("Mon after 5pm", "Mon 17:00–21:00"),
        ("Mon after 5", "Mon 17:00–21:00"),
        ("Mon after 17:30", "Mon 17:30–21:00"),
        ("Tue from 18h", "Tue 18:00–21:00"),
        ("Mon 5pm onwards", "Mon 17:00–21:00"),
        ("Mon 17:00+", "Mon 17:00–21:00"),
        ("after 6pm on Mon and Wed", "Mon 18:00–21:00; Wed 18:00–21:00"),
        ("Sat before 11", "Sat 8:00–11:00"),
        ("Sat until noon; Sun after 10", None),
        ("Sun after 10", "Sun 10:00–21:00"),
        ("Mon after 10pm", None),
        ("after 5pm", None),
        ("Mon 9-12, Tue after 6pm", "Mon 9:00–12:00; Tue 18:00–21:00"),
    ],
)
def test_hours_with_an_open_end_are_read_and_marked(cell, words):
    read = read_hours(cell)
    assert (read and (hours_in_words(read.halves), read.is_open_ended)) == (words and (words, True))
    assert read_availability(cell) is None
