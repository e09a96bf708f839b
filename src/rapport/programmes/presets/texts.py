"""Puts long texts of ours into the form in which people edit them."""

import re


def unwrapped(text: str) -> str:
    """Return the text with a line a paragraph; what is indented goes on with the line before."""
    return re.sub(r"(?<!\n)\n(?:  )?(?![\n*#]|\d\.)", " ", text)
