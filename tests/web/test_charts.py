"""Charts carry their numbers in words as well as in shapes."""

import re

from rapport.web.charts import (
    Bar,
    MonthMet,
    MonthShare,
    Rating,
    bar,
    funnel,
    month_strip,
    rating_bars,
    score_bars,
    share_strip,
    sparkline,
)

NUMBER_CELL = re.compile(r'<td class="bars-number">(.*?)</td>')
WIDTH = re.compile(r'class="chart-fill" width="([\d.]+)%"')


def test_a_bar_is_as_long_as_its_share() -> None:
    assert WIDTH.findall(bar(70, 100)) == ["70.0"]


def test_a_bar_stays_inside_its_track() -> None:
    assert WIDTH.findall(bar(130, 100) + bar(-5, 100)) == ["100.0", "0.0"]


def test_a_bar_of_nothing_is_empty() -> None:
    assert WIDTH.findall(bar(0, 0)) == ["0.0"]


def test_score_bars_show_every_number_beside_its_bar() -> None:
    chart = score_bars([Bar("Field", 100), Bar("Values", 82.5)], caption="Score")

    assert HEADS.findall(chart) == ["Criterion", "Out of 100", "Score"]
    assert NUMBER_CELL.findall(chart) == ["100", "82.5"]
    assert WIDTH.findall(chart) == ["100.0", "82.5"]


BEFORE_CELL = re.compile(r'<td class="bars-number bars-number--before">(.*?)</td>')
HEADS = re.compile(r'<th scope="col">(.*?)</th>')
MARK = re.compile(r'class="chart-mark" x="([\d.]+)%"')


def test_ratings_of_one_time_have_a_bar_and_a_number() -> None:
    chart = rating_bars([Rating("Listening", 3.5)], caption="Ratings", total=7)

    assert (NUMBER_CELL.findall(chart), WIDTH.findall(chart)) == (["3.5"], ["50.0"])
    assert (BEFORE_CELL.findall(chart), MARK.findall(chart)) == ([], [])


def test_ratings_of_two_times_also_say_and_mark_the_first() -> None:
    rows = [Rating("Listening", 7, 3.5), Rating("Doors", 7, None)]

    chart = rating_bars(rows, caption="Ratings", total=7)

    assert (BEFORE_CELL.findall(chart), NUMBER_CELL.findall(chart)) == (["3.5", "–"], ["7", "7"])
    assert (MARK.findall(chart), WIDTH.findall(chart)) == (["50.0"], ["100.0", "100.0"])
    assert HEADS.findall(chart) == ["Competency", "From 1 to 7", "Before", "Now"]


def test_a_funnel_is_measured_against_its_widest_step() -> None:
    chart = funnel([Bar("Invited", 200), Bar("Met", 50)], caption="From invited to met")

    assert HEADS.findall(chart) == ["Step", "Share", "People"]
    assert NUMBER_CELL.findall(chart) == ["200", "50"]
    assert WIDTH.findall(chart) == ["100.0", "25.0"]


def test_a_funnel_without_steps_is_an_empty_table() -> None:
    assert NUMBER_CELL.findall(funnel([], caption="Nobody yet")) == []


def test_large_numbers_are_written_out() -> None:
    assert NUMBER_CELL.findall(funnel([Bar("Rows", 1234567)], caption="Rows")) == ["1,234,567"]


def test_words_from_people_are_escaped() -> None:
    chart = score_bars([Bar("<b>Field</b>", 1, "<i>note</i>")], caption="<u>")

    assert re.findall(r"<[biu]>", chart) == []
    assert "&lt;b&gt;Field&lt;/b&gt;" in chart


def test_a_sparkline_tells_its_title_and_every_value() -> None:
    drawing = sparkline([1, 3, 2], title="Met, by month")

    assert re.findall("<title>(.*)</title><desc>(.*)</desc>", drawing) == [("Met, by month", "1, 3, 2")]


def test_a_sparkline_of_equal_values_is_level() -> None:
    (points,) = re.findall(r'<polyline[^>]* points="([^"]*)"', sparkline([4, 4, 4], title="Level"))

    assert [point.split(",")[1] for point in points.split()] == ["25.0"] * 3


def test_one_value_makes_no_line() -> None:
    assert sparkline([5], title="Too short") == ""


def test_a_month_strip_says_how_many_months_were_as_agreed() -> None:
    months = [MonthMet("Jan", 1), MonthMet("Feb", 0), MonthMet("Mar", 0, is_ahead=True)]

    assert re.findall("<desc>(.*)</desc>", month_strip(months, title="Meetings")) == [
        "1 of 2 months as agreed."
    ]


def test_a_month_strip_has_its_table_beside_it() -> None:
    months = [MonthMet("Jan", 2), MonthMet("Feb", 0, required=2, is_ahead=True)]

    cells = re.findall(r'<th scope="row">(\w+)</th><td class="number">(.*?)</td><td class="number">(.*?)</td>',
                       month_strip(months, title="Meetings"))  # fmt: skip
    assert cells == [("Jan", "2", "1"), ("Feb", "–", "2")]


def test_a_month_strip_breaks_after_half_a_year() -> None:
    strip = month_strip([MonthMet(str(n), 1) for n in range(7)], title="Meetings")

    tops = re.findall(r'<rect class="heat-1" x="\d+" y="(\d+)"', strip)
    assert tops == ["1"] * 6 + ["67"]


def test_a_strip_of_a_cohort_is_darker_the_more_have_met() -> None:
    months = [
        MonthShare("Sep", 20, 20),
        MonthShare("Oct", 14, 20),
        MonthShare("Nov", 1, 20),
        MonthShare("Dec", 0, 0),
    ]
    strip = share_strip(months, title="Pairs that met as required")

    assert re.findall(r'class="heat-(\w+)"', strip) == ["3", "2", "0", "ahead"]
    assert re.findall("<desc>(.*)</desc>", strip) == ["Sep 20/20, Oct 14/20, Nov 1/20, Dec –"]
