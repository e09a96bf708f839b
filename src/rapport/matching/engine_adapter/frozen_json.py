"""Frozen dataclasses to canonical JSON and back."""

import dataclasses
import json
import types
import typing
from collections.abc import Mapping
from typing import Any, Self


class FrozenJson:
    """Gives a frozen dataclass of plain values ``to_json`` and ``from_json``.

    The text is canonical (sorted keys, no spaces, UTF-8 kept), so equal values have equal texts and equal
    hashes.
    """

    def to_json(self) -> str:
        """Return the canonical JSON text."""
        plain = _plain(self)
        return json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Return the value that ``to_json`` wrote."""
        value: Self = _build(cls, json.loads(text))
        return value


def _plain(value: Any) -> Any:
    """Return `value` as dicts, lists and scalars; 2.0 becomes 2, so that equal numbers have equal texts."""
    if dataclasses.is_dataclass(value):
        return {part.name: _plain(getattr(value, part.name)) for part in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {name: _plain(part) for name, part in value.items()}
    if isinstance(value, (tuple, list)):
        return [_plain(part) for part in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _build(kind: Any, value: Any) -> Any:
    """Return `value`, as JSON gives it, as the annotated `kind`."""
    if dataclasses.is_dataclass(kind):
        hints = typing.get_type_hints(kind)
        return typing.cast("type", kind)(**{name: _build(hints[name], part) for name, part in value.items()})
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin is tuple:
        kinds = [arguments[0]] * len(value) if arguments[-1] is Ellipsis else arguments
        return tuple(_build(part_kind, part) for part_kind, part in zip(kinds, value, strict=True))
    if origin is Mapping:
        return {name: _build(arguments[1], part) for name, part in value.items()}
    if origin is types.UnionType and isinstance(value, list):
        return tuple(value)
    return float(value) if kind is float else value
