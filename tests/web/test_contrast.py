"""Every colour that carries meaning can be told from what it lies on, in light and in dark."""

import re
from pathlib import Path

import pytest

import rapport.web

SHEET = (Path(rapport.web.__file__).parent / "static" / "rapport.css").read_text()
TOKEN = re.compile(r"--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);")
PAPERS = ("paper", "surface", "sunken", "raised")

TEXT = 4.5  # WCAG 2.2, 1.4.3
SHAPE = 3.0  # WCAG 2.2, 1.4.11: edges of fields, marks of charts

TEXT_PAIRS = [
    *[
        (ink, paper)
        for ink in ("ink", "ink-2", "accent", "accent-strong", "warm", "danger", "good")
        for paper in PAPERS
    ],
    *[(ink, f"{tone}-soft") for ink in ("ink", "ink-2") for tone in ("accent", "warm", "danger", "good")],
    *[(tone, f"{tone}-soft") for tone in ("accent", "warm", "danger", "good")],
    ("accent", "warm-soft"),
    ("accent", "good-soft"),
    ("accent", "danger-soft"),
    ("accent-ink", "accent"),
    ("accent-ink", "accent-strong"),
    ("danger-ink", "danger"),
    ("danger-ink", "danger-strong"),
]
SHAPE_PAIRS = [
    *[("line-field", paper) for paper in PAPERS],
    *[(mark, paper) for mark in ("warm-mark", "accent") for paper in PAPERS],
]


def tokens(sheet: str) -> dict[str, tuple[str, str]]:
    return {name: (light, dark) for name, light, dark in TOKEN.findall(sheet)}


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def too_weak(sheet: str, pairs: list[tuple[str, str]], least: float) -> list[str]:
    colours = tokens(sheet)
    return [
        f"{front} on {back}, {theme}: {contrast(colours[front][i], colours[back][i]):.2f}"
        for front, back in pairs
        for i, theme in enumerate(("light", "dark"))
        if contrast(colours[front][i], colours[back][i]) < least
    ]


def test_contrast_of_black_on_white_is_the_greatest_there_is() -> None:
    assert round(contrast("#000000", "#ffffff"), 2) == 21.0


@pytest.mark.parametrize(
    ("pairs", "least"), [(TEXT_PAIRS, TEXT), (SHAPE_PAIRS, SHAPE)], ids=["text", "shapes"]
)
def test_every_pair_of_tokens_keeps_its_contrast(pairs: list[tuple[str, str]], least: float) -> None:
    assert too_weak(SHEET, pairs, least) == []


def test_a_pale_ink_is_found_out() -> None:
    dark = tokens(SHEET)["ink-2"][1]
    pale = re.sub(r"--ink-2: light-dark\(#[0-9a-f]{6}", "--ink-2: light-dark(#9aa3a5", SHEET)

    assert too_weak(pale, [("ink-2", "paper")], TEXT) == [
        f"ink-2 on paper, light: {contrast('#9aa3a5', '#faf8f4'):.2f}"
    ]
    assert tokens(pale)["ink-2"] == ("#9aa3a5", dark)
