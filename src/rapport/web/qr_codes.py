"""Addresses as codes that a phone reads from a poster."""

import io

import segno
from django.utils.safestring import SafeString, mark_safe

QUIET_ZONE = 4


def draw_qr_code(address: str) -> SafeString:
    """Return the code inline, dark on light in every theme: many readers do not see it the other way round."""
    drawn = segno.make(address, error="m").svg_inline(border=QUIET_ZONE, omitsize=True, light="#fff")
    return mark_safe(drawn)  # noqa: S308 - drawn from squares alone, the address is not in it as text


def qr_code_file(address: str) -> bytes:
    """Return the code as an SVG file, to be printed at any size."""
    content = io.BytesIO()
    segno.make(address, error="m").save(content, kind="svg", border=QUIET_ZONE, scale=10, light="#fff")
    return content.getvalue()
