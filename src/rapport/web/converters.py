"""Parts of addresses that can only be one of a few words; anything else is no page."""

import datetime as dt

from django.urls import register_converter
from django.urls.converters import StringConverter

from rapport.programmes.choices import CharterPartKind, GuidelineKind, ParticipantRole


class RoleConverter:
    """mentor or mentee."""

    regex = "|".join(ParticipantRole.values)

    def to_python(self, value: str) -> ParticipantRole:
        return ParticipantRole(value)

    def to_url(self, value: str) -> str:
        return str(value)


class GuidelineConverter:
    """code-of-conduct, confidentiality or boundaries."""

    regex = "|".join(GuidelineKind.values)

    def to_python(self, value: str) -> GuidelineKind:
        return GuidelineKind(value)

    def to_url(self, value: str) -> str:
        return str(value)


class CharterPartConverter:
    """One of the lists of a charter."""

    regex = "|".join(CharterPartKind.values)

    def to_python(self, value: str) -> CharterPartKind:
        return CharterPartKind(value)

    def to_url(self, value: str) -> str:
        return str(value)


class MonthConverter:
    """2026-03, as its first day."""

    regex = "[0-9]{4}-(?:0[1-9]|1[0-2])"

    def to_python(self, value: str) -> dt.date:
        year, _dash, month = value.partition("-")
        return dt.date(int(year), int(month), 1)

    def to_url(self, value: dt.date | str) -> str:
        return value if isinstance(value, str) else f"{value:%Y-%m}"


class SpreadsheetConverter(StringConverter):
    """csv or xlsx."""

    regex = "csv|xlsx"


register_converter(SpreadsheetConverter, "spreadsheet")
register_converter(RoleConverter, "role")
register_converter(MonthConverter, "month")
register_converter(GuidelineConverter, "guideline")
register_converter(CharterPartConverter, "charterpart")
