"""What the demo draws and writes itself: a picture and a card, small and whole."""

import re

from rapport.demo.handout import LINES, NAME, write_handout
from rapport.demo.picture import HEIGHT, WIDTH, draw_picture
from rapport.files import read_file, read_picture

SMALL = 60_000


def test_the_picture_is_as_wide_as_a_page_shows_and_quick_to_load():
    shown = read_picture(draw_picture())

    assert (shown.width, shown.height) == (WIDTH, HEIGHT)
    assert len(shown.content) < SMALL


def test_the_card_is_a_pdf_in_which_every_reader_finds_its_way():
    card = read_file(NAME, write_handout())

    starts = [int(start) for start in re.findall(rb"(\d{10}) 00000 n", card.content)]
    table = int(re.search(rb"startxref\n(\d+)", card.content)[1])
    length, stream = re.search(
        rb"/Length (\d+) >>\nstream\n(.*)\nendstream", card.content, re.DOTALL
    ).groups()
    assert (card.name, card.media_type, len(card.content) < SMALL) == (NAME, "application/pdf", True)
    assert [int(card.content[start:].split()[0]) for start in starts] == list(range(1, len(starts) + 1))
    assert card.content[table : table + 4] == b"xref"
    assert int(length) == len(stream)
    assert all(words.encode("cp1252") in stream for line in LINES for words in line)
