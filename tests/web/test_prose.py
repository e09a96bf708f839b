"""What people write is shown with its shape, and nothing in it is alive."""

import pytest

from rapport.web.prose import as_html


def test_headings_begin_under_the_pages_own_whatever_they_were():
    assert as_html("# One\n\n## Two") == "<h2>One</h2>\n<h3>Two</h3>\n"
    assert as_html("### Deep\n\n#### Deeper") == "<h2>Deep</h2>\n<h3>Deeper</h3>\n"


def test_lists_and_emphasis_stay():
    assert as_html("* **Both** sign") == "<ul>\n<li><strong>Both</strong> sign</li>\n</ul>\n"


def test_a_line_break_is_a_line_break():
    assert as_html("One\nTwo") == "<p>One<br>\nTwo</p>\n"


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        '<img src=x onerror="alert(1)">',
        "[go](javascript:alert(1))",
        "[go](data:text/html,x)",
        "![picture](https://elsewhere.example/x.png)",
    ],
)
def test_nothing_is_alive(text):
    html = as_html(text)

    assert not any(sign in html for sign in ("<script", "<img", 'href="javascript', 'href="data'))
