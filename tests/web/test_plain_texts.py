"""{% translate %} says what Django's own tag says."""

import pytest
from django.template import Context, Template
from django.templatetags import i18n
from django.utils.translation import override

from rapport.web.plain_texts import TextNode

PLAIN = [
    '{% translate "Sunday" %}',
    '{% trans "Sunday" %}',
    '{% translate "Sunday" as day %}[{{ day }}]',
    '{% translate "100 % & <b>more</b>" %}',
    '{% translate "don\'t" %}',
]
OTHERS = [
    '{% translate "Sunday"|upper %}',
    '{% translate "Sunday" noop %}',
    '{% translate "May" context "abbrev. month" %}',
    "{% translate day %}",
    "{% translate day as said %}{{ said }}",
    "{% translate danger %}",
    "{% autoescape off %}{% translate danger %}{% endautoescape %}",
]


@pytest.mark.parametrize("written", [*PLAIN, *OTHERS])
@pytest.mark.parametrize("language", ["en-gb", "de"])
def test_a_text_is_said_as_django_says_it(written, language, monkeypatch):
    source, values = "{% load i18n %}" + written, {"day": "Monday", "danger": "<i>Sunday</i>"}
    with override(language):
        ours = Template(source).render(Context(values))
        monkeypatch.setattr(
            i18n.register,
            "tags",
            i18n.register.tags | dict.fromkeys(("translate", "trans"), i18n.do_translate),
        )

        assert ours == Template(source).render(Context(values))


def test_only_plain_texts_take_the_short_way():
    taken = {
        written: bool(Template("{% load i18n %}" + written).nodelist.get_nodes_by_type(TextNode))
        for written in [*PLAIN, *OTHERS]
    }

    assert taken == dict.fromkeys(PLAIN, True) | dict.fromkeys(OTHERS, False)
