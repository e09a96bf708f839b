"""What courses say, in the programme's own words for its roles."""

from rapport.programmes.models import Programme
from rapport.programmes.selectors import role_word
from rapport.training.choices import ROLE_GAPS


def with_role_words(text: str, programme: Programme) -> str:
    """Return a text of a course with the programme's own words for its roles."""
    for role, gap in ROLE_GAPS.items():
        text = text.replace(gap, role_word(programme, role))
    return text
