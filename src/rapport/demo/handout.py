"""A handout of the institute's training, made by us: the referral card of the lesson, to print and fill in."""

from collections.abc import Iterator

TITLE = "Your referral card"
NAME = "referral-card.pdf"
ABOUT = (
    "Fill it in before your first meeting, and keep it where you find it at night.",
    "You are not asked to help alone. You are asked to know who does.",
)
LINES = (
    (
        "Somebody’s life is in danger now",
        "The emergency number first. Stay with them. Then tell the coordinator.",
    ),
    ("Thoughts of suicide, not acute", "The crisis line, today. Tell the coordinator today."),
    ("Abuse or violence", "The safeguarding lead, today. Ask nothing more, promise no secrecy."),
    ("Low mood, fear, grief, addiction", "The counselling service, or a doctor."),
    ("Falling behind", "The tutor, or the student office."),
    ("Money, housing, papers", "The advice service."),
    ("Bullying, harassment", "The grievance committee. Your mentee decides."),
    ("Unsure, or it weighs on you", "The coordinator, at any time, and without a name if you like."),
)
TO_SAY = (
    "“I am not the right person to help with that part,",
    "and I don’t want you to be alone with it.",
    "May I help you to find somebody who is?”",
)
FOOT = "Ankerite Institute · Peer mentoring"

WIDE, HIGH, EDGE = 420, 595, 36
"""A5 upright, in points."""

SERIF, SANS, BOLD = "F1", "F2", "F3"
FONTS = {SERIF: "Times-Bold", SANS: "Helvetica", BOLD: "Helvetica-Bold"}
TEAL, INK, QUIET, AMBER = "0.05 0.37 0.36", "0.11 0.14 0.15", "0.32 0.36 0.37", "0.89 0.60 0.20"


def write_handout() -> bytes:
    """Return the card as a PDF of one page, in letters that every reader of PDFs has."""
    content = "\n".join(_page()).encode("cp1252")
    fonts = " ".join(f"/{key} {number} 0 R" for number, key in enumerate(FONTS, start=6))
    return _file(
        [
            b"<< /Type /Catalog /Pages 2 0 R /Lang (en-GB) /ViewerPreferences << /DisplayDocTitle true >> >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDE} {HIGH}] /Contents 4 0 R "
            f"/Resources << /Font << {fonts} >> >> >>".encode(),
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
            f"<< /Title ({TITLE}) >>".encode(),
            *(
                f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>".encode()
                for name in FONTS.values()
            ),
        ]
    )


def _page() -> Iterator[str]:
    """Yield the marks on the page, from top to bottom."""
    yield f"{AMBER} rg {EDGE} {HIGH - 42} 64 4 re f"
    yield _words(SERIF, 24, (EDGE, HIGH - 74), TITLE, TEAL)
    for number, line in enumerate(ABOUT):
        yield _words(SANS, 9.5, (EDGE, HIGH - 94 - 13 * number), line, QUIET)
    for number, (when, whom) in enumerate(LINES):
        top = HIGH - 136 - 45 * number
        yield _words(BOLD, 10, (EDGE, top), when, INK)
        yield _words(SANS, 9, (EDGE, top - 12.5), whom, QUIET)
        yield f"0.72 0.69 0.63 RG 0.6 w {EDGE} {top - 28} m {WIDE - EDGE} {top - 28} l S"
    for number, line in enumerate(TO_SAY):
        yield _words(SERIF, 11, (EDGE, 88 - 15 * number), line, TEAL)
    yield _words(SANS, 8, (EDGE, 30), FOOT, QUIET)


def _words(font: str, size: float, at: tuple[float, float], text: str, colour: str) -> str:
    kept = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"BT {colour} rg /{font} {size} Tf {at[0]} {at[1]} Td ({kept}) Tj ET"


def _file(objects: list[bytes]) -> bytes:
    """Return these objects, numbered from 1, as a file: the first is the catalogue, the fifth says what it is called."""
    written, starts = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n", []
    for number, each in enumerate(objects, start=1):
        starts.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % start for start in starts)
    size = len(objects) + 1
    return (
        b"%sxref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R /Info 5 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        % (
            written,
            size,
            table,
            size,
            len(written),
        )
    )
