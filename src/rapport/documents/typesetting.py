"""Sets a PDF. What it says goes in as values, never as source: nothing that people type is taken for a command."""

import datetime as dt
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any


def typeset(template: Path, values: Mapping[str, Any], *, made_at: dt.datetime) -> bytes:
    """Return the PDF that `template` makes of `values`, which it reads from `sys.inputs.values` as JSON.

    `made_at` is the date inside the file, so that the same values make the same file.
    """
    import typst  # noqa: PLC0415 - fonts and compiler take a moment to load

    compiled: bytes = typst.compile(
        template,
        root=template.parent,
        format="pdf",
        sys_inputs={"values": json.dumps(values, ensure_ascii=False)},
        timestamp=int(made_at.timestamp()),
    )
    return compiled
