"""The tags of the design system, as templates call them."""

import re

import pytest
from django.core.paginator import Paginator
from django.template import Context, RequestContext, Template
from django.test import RequestFactory

from rapport.web.components import stages


def drawn(source: str, **values: object) -> str:
    return Template("{% load rapport_ui %}" + source).render(Context(values))


def discs_in(html: str) -> list[str]:
    return re.findall(r'<span class="disc(?: [^"]*)?">([^<]*)</span>', html)


def test_a_pair_is_two_discs_and_two_names() -> None:
    html = drawn('{% pair_chip "Divya Iyer" "Prem Nair" %}')

    assert discs_in(html) == ["DI", "PN"]
    assert re.findall(r'<span class="nowrap">(.*?)</span>', html) == ["Divya Iyer", "Prem Nair"]


def test_a_circle_of_four_shows_four_discs() -> None:
    assert discs_in(drawn("{% discs of=names %}", names=["A", "B", "C", "D"])) == ["A", "B", "C", "D"]


def test_a_larger_circle_ends_in_a_count() -> None:
    assert discs_in(drawn("{% discs of=names %}", names=["A", "B", "C", "D", "E"])) == ["A", "B", "C", "+2"]


def test_discs_are_silent_because_names_stand_beside_them() -> None:
    assert re.findall(r'<span class="discs"([^>]*)>', drawn('{% discs "Divya Iyer" %}')) == [
        ' aria-hidden="true"'
    ]


def test_a_chip_with_an_address_is_a_link() -> None:
    chip = re.compile(r'<(\w+)(?: href="/p/")? class="chip"')

    assert chip.findall(drawn('{% person_chip "Asha" url="/p/" %}{% person_chip "Asha" %}')) == ["a", "span"]


def test_names_are_escaped_everywhere() -> None:
    html = drawn(
        "{% pair_chip name detail=name %}{% person_chip name %}{% pill name %}{% stat name name %}",
        name="<b>",
    )

    assert html.count("<b>") == 0
    assert html.count("&lt;b&gt;") == 6


def test_a_pill_of_a_state_takes_its_tone() -> None:
    assert (
        drawn('{% state_pill "disputed" "disputed" %}').strip()
        == '<span class="pill pill--danger">disputed</span>'
    )


def test_the_stage_line_says_where_it_is_and_what_comes_next() -> None:
    html = drawn("{% stage_line line %}", line=stages(["Matched", "Agreed", "Meeting"], current=1))
    sentence = " ".join(re.sub(r"<[^>]+>", "", html.split('aria-hidden="true">')[1]).split())

    assert re.findall(r'<li class="is-(\w+)"( aria-current="step")?>', html) == [
        ("done", ""),
        ("current", ' aria-current="step"'),
        ("ahead", ""),
    ]
    assert sentence == "Agreed · step 2 of 3 · next: Meeting"


def test_a_stage_line_that_is_over_has_no_current_step() -> None:
    html = drawn("{% stage_line line %}", line=stages(["Matched", "Closed"], current=2))

    assert re.findall(r'<li class="is-(\w+)"', html) == ["done", "done"]
    assert html.count("stages-now") == 0


def test_progress_writes_its_count() -> None:
    html = drawn('{% progress 12400 20000 "Rows read" %}')

    assert re.findall(r'<progress value="(\d+)" max="(\d+)">', html) == [("12400", "20000")]
    assert re.findall(r'<span class="progress-count">(.*)</span>', html) == ["12,400 of 20,000"]


def test_pages_keep_the_rest_of_the_query() -> None:
    request = RequestFactory().get("/", {"q": "nair", "page": "2"})
    values = {"page": Paginator(range(30), 10).page(2)}
    html = Template("{% load rapport_ui %}{% pagination page %}").render(RequestContext(request, values))

    assert re.findall(r'href="([^"]*)"', html) == ["?q=nair&amp;page=1"] * 2 + ["?q=nair&amp;page=3"] * 2


def test_one_page_needs_no_pages() -> None:
    request = RequestFactory().get("/")

    assert drawn("{% pagination page %}", page=Paginator(range(3), 10).page(1), request=request).strip() == ""


def test_a_card_holds_what_stands_inside_it() -> None:
    html = drawn(
        '{% card title="Needs you" link="All 7" url="/all/" flush=True %}<p>{{ name }}</p>{% endcard %}',
        name="<b>",
    )

    assert " ".join(html.split()) == (
        '<section class="card card--flush"> <header class="card-head"> <h2>Needs you</h2> <a href="/all/">All 7</a> '
        '</header> <div class="card-body"><p>&lt;b&gt;</p></div> </section>'
    )


@pytest.mark.parametrize(
    ("cookie", "chosen"), [("dark", "dark"), ("light", "light"), ('"><script>', ""), ("", "")]
)
def test_the_look_comes_from_the_cookie_only_where_it_is_one_of_two(cookie: str, chosen: str) -> None:
    request = RequestFactory().get("/")
    request.COOKIES["theme"] = cookie

    assert drawn("{% theme %}", request=request) == chosen
