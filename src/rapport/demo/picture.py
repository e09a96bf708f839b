"""The picture on the institute's public page, drawn by us: two on their way to the arches, one a step ahead."""

import io
import math
from collections.abc import Iterable, Sequence

from PIL import Image, ImageDraw

WORDS = "Two students walk up to a building with arches, beside an old tree. One is a step ahead and shows the way."

WIDTH, HEIGHT = 1600, 720
FINER = 2
"""Drawn so many times larger, then made smaller, so that no edge has steps."""

MIDDLE, STEPS_END = 1048, 524
"""Where the way in is."""

SKY, HORIZON = (206, 228, 224), (252, 237, 211)
TEAL, AMBER, BOTH = (12, 95, 91), (226, 152, 52), (120, 92, 40)
SUN, GLOW = (240, 182, 96), (247, 211, 152)
FAR, NEAR, LAWN, SHADE = (158, 199, 190), (104, 165, 153), (58, 132, 121), (44, 114, 105)
WALL, WALL_SHADE, TRIM, ROOF = (251, 241, 222), (235, 217, 187), (201, 138, 84), (168, 98, 58)
ARCH, ARCH_DEEP = (29, 87, 86), (16, 66, 66)
PATH, PATH_EDGE = (247, 230, 200), (231, 207, 167)
TRUNK, TRUNK_SHADE = (110, 76, 50), (88, 59, 39)
LEAVES = ((17, 92, 86), (26, 112, 102), (42, 132, 117), (70, 152, 132))
SKIN, HAIR, TROUSERS = ((156, 103, 69), (128, 82, 54)), (43, 33, 31), (52, 62, 74)

Point = tuple[float, float]
Colour = tuple[int, int, int]


class Sheet:
    """A sheet to draw on, in the measure of the picture as it will be."""

    def __init__(self) -> None:
        self.image = Image.new("RGB", (WIDTH * FINER, HEIGHT * FINER), HORIZON)
        self._draw = ImageDraw.Draw(self.image)

    def shape(self, points: Iterable[Point], colour: Colour) -> None:
        self._draw.polygon([(x * FINER, y * FINER) for x, y in points], fill=colour)

    def disc(self, x: float, y: float, radius: float, colour: Colour, *, flat: float = 1) -> None:
        box = (x - radius, y - radius * flat, x + radius, y + radius * flat)
        self._draw.ellipse([side * FINER for side in box], fill=colour)

    def block(
        self, left: float, top: float, right: float, bottom: float, colour: Colour, *, round_: float = 0
    ) -> None:
        box = [side * FINER for side in (left, top, right, bottom)]
        self._draw.rounded_rectangle(box, radius=round_ * FINER, fill=colour)

    def limb(self, points: Sequence[Point], width: float, colour: Colour) -> None:
        """Draw a line with round ends and joints."""
        finer = [(x * FINER, y * FINER) for x, y in points]
        self._draw.line(finer, fill=colour, width=round(width * FINER), joint="curve")
        for x, y in points:
            self.disc(x, y, width / 2, colour)


def draw_picture() -> bytes:
    """Return the picture as a PNG."""
    sheet = Sheet()
    _sky(sheet)
    _hills(sheet)
    _building(sheet)
    _bushes(sheet)
    _lawn_and_path(sheet)
    _steps(sheet)
    _tree(sheet)
    _newcomer(sheet, 838, 640)
    _peer(sheet, 960, 612)
    _grass(sheet)
    kept = io.BytesIO()
    sheet.image.resize((WIDTH, HEIGHT), Image.Resampling.BOX).save(kept, "PNG", compress_level=1)
    return kept.getvalue()


def _between(first: Colour, last: Colour, share: float) -> Colour:
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(first, last, strict=True))
    return red, green, blue


def _sky(sheet: Sheet) -> None:
    """A morning, with the sun in two discs that lap over each other, as in our mark."""
    bands = 92
    for band in range(bands):
        top = 460 * band / bands
        sheet.block(0, top, WIDTH, top + 8, _between(SKY, HORIZON, band / bands))
    _sun(sheet, (1252, 1348), 196, 112)
    for x, y, length in ((120, 96, 150), (214, 126, 120), (900, 80, 130), (986, 108, 170), (1420, 330, 120)):
        sheet.block(x, y, x + length, y + 20, (250, 247, 238), round_=10)


def _sun(sheet: Sheet, centres: tuple[float, float], y: float, radius: float) -> None:
    """Draw two discs of one size, and what they have in common in a colour between theirs."""
    left, right = centres
    sheet.disc(left, y, radius, GLOW)
    sheet.disc(right, y, radius, SUN)
    half = math.acos((right - left) / 2 / radius)
    turns = [half * step / 24 for step in range(-24, 25)]
    side = [(left + radius * math.cos(turn), y + radius * math.sin(turn)) for turn in turns]
    other = [(right - radius * math.cos(turn), y - radius * math.sin(turn)) for turn in turns]
    sheet.shape([*side, *other], _between(GLOW, SUN, 0.5))


def _hills(sheet: Sheet) -> None:
    for base, height, wave, start, colour in ((410, 62, 420, 0.4, FAR), (448, 46, 300, 2.1, NEAR)):
        ridge = [(x, base - height * math.sin(x / wave + start)) for x in range(-10, WIDTH + 20, 10)]
        sheet.shape([*ridge, (WIDTH, HEIGHT), (0, HEIGHT)], colour)


def _building(sheet: Sheet) -> None:
    """Two wings with seven arches, and a middle that stands out, with a dome."""
    sheet.block(610, 268, 1490, 500, WALL)
    sheet.block(596, 252, 1504, 272, TRIM)
    sheet.block(610, 272, 1490, 284, WALL_SHADE)
    for x in (646, 742, 838, 1186, 1282, 1378):
        _window(sheet, x + 22, 300)
        _arch(sheet, x, 366, 68, 500)
    sheet.disc(1048, 176, 78, ROOF)
    sheet.disc(1034, 168, 62, TRIM)
    sheet.block(960, 176, 1136, 260, WALL)
    sheet.limb([(1048, 64), (1048, 104)], 5, ROOF)
    sheet.disc(1048, 92, 9, SUN)
    sheet.block(934, 226, 1162, 500, WALL)
    sheet.block(922, 212, 1174, 230, TRIM)
    sheet.block(934, 230, 1162, 241, WALL_SHADE)
    for x in (974, 1030, 1086):
        _window(sheet, x + 7, 258)
    _arch(sheet, 986, 322, 124, 500)


def _window(sheet: Sheet, x: float, y: float) -> None:
    sheet.disc(x + 11, y + 11, 13, TRIM)
    sheet.block(x - 2, y + 10, x + 24, y + 38, TRIM)
    sheet.disc(x + 11, y + 12, 10, ARCH)
    sheet.block(x + 1, y + 12, x + 21, y + 36, ARCH)


def _arch(sheet: Sheet, x: float, y: float, width: float, bottom: float) -> None:
    """An arch with a rim and its depth in the shade."""
    half = width / 2
    for inset, colour in ((-6.0, WALL_SHADE), (0.0, ARCH), (9.0, ARCH_DEEP)):
        sheet.disc(x + half, y + half, half - inset, colour)
        sheet.block(x + inset, y + half, x + width - inset, bottom, colour)


def _lawn_and_path(sheet: Sheet) -> None:
    edge = [(x, 520 + 16 * math.sin(x / 260 + 0.6)) for x in range(-10, WIDTH + 20, 10)]
    sheet.shape([*edge, (WIDTH, HEIGHT), (0, HEIGHT)], LAWN)
    lower = [(x, 640 + 26 * math.sin(x / 330 + 2.4)) for x in range(-10, WIDTH + 20, 10)]
    sheet.shape([*lower, (WIDTH, HEIGHT), (0, HEIGHT)], SHADE)
    for wider, colour in ((16.0, PATH_EDGE), (0.0, PATH)):
        left = [(_path(y) - _path_width(y) - wider, y) for y in range(STEPS_END, HEIGHT + 5, 4)]
        right = [(_path(y) + _path_width(y) + wider, y) for y in range(STEPS_END, HEIGHT + 5, 4)]
        sheet.shape([*left, *reversed(right)], colour)


def _steps(sheet: Sheet) -> None:
    for step in range(4):
        wider, top = 13 * step, 490 + 9 * step
        sheet.block(MIDDLE - 90 - wider, top, MIDDLE + 90 + wider, top + 10, (WALL, WALL_SHADE)[step % 2])


def _bushes(sheet: Sheet) -> None:
    for x, radius in ((622, 30), (664, 22), (1216, 20), (1252, 28), (1446, 24), (1484, 36)):
        sheet.disc(x, 506, radius, LEAVES[radius % 3])


def _path(y: float) -> float:
    """Return where the middle of the path is: at the steps first, then further and further to the left."""
    return MIDDLE - 330 * math.pow((y - STEPS_END) / 200, 1.35)


def _path_width(y: float) -> float:
    return 74 + 150 * (y - STEPS_END) / 200


def _tree(sheet: Sheet) -> None:
    """An old tree with a bench round it."""
    sheet.disc(300, 616, 270, SHADE, flat=0.16)
    sheet.shape([(252, 618), (276, 470), (262, 380), (344, 380), (330, 470), (360, 618)], TRUNK)
    sheet.shape([(318, 618), (312, 470), (322, 380), (344, 380), (330, 470), (360, 618)], TRUNK_SHADE)
    sheet.limb([(282, 440), (214, 350)], 24, TRUNK)
    sheet.limb([(322, 430), (398, 344)], 24, TRUNK_SHADE)
    crown = (
        (0, ((176, 330, 118), (300, 352, 120), (430, 322, 112), (96, 268, 96), (516, 262, 92))),
        (1, ((150, 236, 128), (300, 250, 150), (448, 232, 124))),
        (2, ((210, 164, 118), (350, 150, 122), (440, 196, 92), (118, 196, 84))),
        (3, ((238, 122, 74), (344, 108, 70), (172, 172, 50), (420, 162, 46))),
    )
    for shade, discs in crown:
        for x, y, radius in discs:
            sheet.disc(x, y, radius, LEAVES[shade])
    sheet.block(196, 584, 420, 598, TRIM, round_=7)
    for x in (214, 396):
        sheet.block(x, 596, x + 10, 630, ROOF)


def _peer(sheet: Sheet, x: float, y: float) -> None:
    """Who is a step ahead: in teal, turned half back, one arm towards the arches."""
    sheet.disc(x, y + 2, 52, PATH_EDGE, flat=0.2)
    sheet.limb([(x - 8, y - 84), (x - 18, y - 42), (x - 26, y - 6)], 21, TROUSERS)
    _shoe(sheet, x - 22, y)
    sheet.limb([(x + 8, y - 84), (x + 20, y - 44), (x + 30, y - 8)], 21, TROUSERS)
    _shoe(sheet, x + 34, y - 2)
    sheet.limb([(x + 22, y - 168), (x + 62, y - 182), (x + 98, y - 214)], 18, TEAL)
    sheet.disc(x + 104, y - 220, 10, SKIN[0])
    _coat(sheet, x, y, TEAL)
    sheet.limb([(x - 24, y - 164), (x - 38, y - 122), (x - 28, y - 90)], 18, _between(TEAL, (0, 0, 0), 0.18))
    sheet.disc(x - 26, y - 84, 10, SKIN[0])
    sheet.shape(
        [(x - 20, y - 186), (x + 20, y - 186), (x + 26, y - 150), (x + 8, y - 168), (x - 22, y - 164)], SUN
    )
    _head(sheet, x - 2, y, skin=SKIN[0])
    sheet.limb([(x - 22, y - 216), (x - 30, y - 186), (x - 26, y - 152)], 14, HAIR)


def _newcomer(sheet: Sheet, x: float, y: float) -> None:
    """Who has just arrived: in amber, with a rucksack, looking up."""
    sheet.disc(x, y + 2, 50, PATH_EDGE, flat=0.2)
    sheet.limb([(x - 8, y - 84), (x - 24, y - 44), (x - 38, y - 8)], 21, TROUSERS)
    _shoe(sheet, x - 34, y - 2)
    sheet.limb([(x + 8, y - 84), (x + 16, y - 42), (x + 20, y - 6)], 21, TROUSERS)
    _shoe(sheet, x + 24, y)
    sheet.block(x - 58, y - 176, x - 8, y - 98, ROOF, round_=20)
    sheet.block(x - 62, y - 138, x - 34, y - 102, TRIM, round_=9)
    _coat(sheet, x, y, AMBER)
    sheet.limb([(x - 12, y - 184), (x - 18, y - 140), (x - 16, y - 108)], 7, ROOF)
    sheet.limb(
        [(x + 20, y - 164), (x + 38, y - 128), (x + 56, y - 108)], 18, _between(AMBER, (0, 0, 0), 0.12)
    )
    sheet.disc(x + 60, y - 104, 10, SKIN[1])
    _head(sheet, x + 4, y, skin=SKIN[1])


def _shoe(sheet: Sheet, x: float, y: float) -> None:
    sheet.block(x - 16, y - 8, x + 16, y + 5, HAIR, round_=7)


def _coat(sheet: Sheet, x: float, y: float, colour: Colour) -> None:
    sheet.block(x - 30, y - 188, x + 30, y - 100, colour, round_=24)
    sheet.shape([(x - 30, y - 150), (x + 30, y - 150), (x + 38, y - 66), (x - 38, y - 66)], colour)


def _head(sheet: Sheet, x: float, y: float, *, skin: Colour) -> None:
    sheet.block(x - 9, y - 204, x + 9, y - 178, _between(skin, (0, 0, 0), 0.12))
    sheet.disc(x, y - 222, 28, HAIR)
    sheet.disc(x + 6, y - 216, 23, skin)


def _grass(sheet: Sheet) -> None:
    for x, y in (
        (60, 676),
        (150, 700),
        (470, 668),
        (1300, 640),
        (1390, 690),
        (1496, 652),
        (1558, 700),
        (1210, 600),
    ):
        for lean in (-1, 0, 1):
            sheet.limb([(x + 3 * lean, y), (x + 12 * lean, y - 24 + 4 * abs(lean))], 3.5, NEAR)
    for x, y in ((96, 650), (520, 700), (1256, 676), (1440, 622), (1532, 616), (1350, 610)):
        sheet.disc(x, y, 5, GLOW)
