"""Icons are drawn inline from one sheet."""

import re
from pathlib import Path

import pytest

import rapport.web
from rapport.web.icons import draw_icon, icon_shapes

ROOM = Path(rapport.web.__file__).parent
IN_TEMPLATES = re.compile(r'{% icon "([\w-]+)"|icon="([\w-]+)"')
IN_CODE = re.compile(r'icon="([\w-]+)"')


def named_icons() -> set[str]:
    in_templates = [
        name for page in ROOM.glob("templates/**/*.html") for name in IN_TEMPLATES.findall(page.read_text())
    ]
    in_code = [name for module in ROOM.glob("**/*.py") for name in IN_CODE.findall(module.read_text())]
    return {"".join(name) for name in in_templates} | set(in_code)


def test_every_icon_that_pages_name_is_on_the_sheet() -> None:
    assert named_icons() - set(icon_shapes()) == set()


def test_an_icon_without_a_label_is_silent() -> None:
    assert draw_icon("x") == (
        '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="M18 6 6 18"/><path d="m6 6 12 12"/></svg>'
    )


def test_an_icon_with_a_label_speaks_it_escaped() -> None:
    assert draw_icon("x", '"Close" & go').startswith(
        '<svg class="icon" viewBox="0 0 24 24" role="img" aria-label="&quot;Close&quot; &amp; go">'
    )


def test_an_arrow_turns_round_where_text_runs_from_right_to_left() -> None:
    assert draw_icon("arrow-right").startswith('<svg class="icon icon--turns"')


def test_an_icon_that_is_not_on_the_sheet_is_a_mistake_of_ours() -> None:
    with pytest.raises(KeyError, match="unicorn"):
        draw_icon("unicorn")
