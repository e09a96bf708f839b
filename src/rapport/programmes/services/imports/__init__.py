"""Mentors and mentees from a spreadsheet: what its columns mean, what its rows hold, what changes, and the change.

A table passes through four steps, each a module: `columns` says what each column is, `rows` turns cells into
people and faults, `comparison` holds the people against the cohort, `writing` makes the difference true.
`lifecycle` strings them together for the pages, the job and the command line.
"""

from rapport.programmes.services.imports.advice import Advice
from rapport.programmes.services.imports.columns import Column
from rapport.programmes.services.imports.comparison import Comparison, Counts
from rapport.programmes.services.imports.faults import Cost, Fault, FaultGroup
from rapport.programmes.services.imports.lifecycle import (
    Preview,
    advice_on,
    check_import,
    columns_of,
    discard_import,
    forget_old_uploads,
    is_waiting,
    problems_of,
    release_stale_imports,
    reopen_import,
    request_import,
    run_import,
    run_next_import,
    set_columns,
    start_import,
    table_of,
)
from rapport.programmes.services.imports.problem_rows import export_problem_rows

__all__ = [
    "Advice",
    "Column",
    "Comparison",
    "Cost",
    "Counts",
    "Fault",
    "FaultGroup",
    "Preview",
    "advice_on",
    "check_import",
    "columns_of",
    "discard_import",
    "export_problem_rows",
    "forget_old_uploads",
    "is_waiting",
    "problems_of",
    "release_stale_imports",
    "reopen_import",
    "request_import",
    "run_import",
    "run_next_import",
    "set_columns",
    "start_import",
    "table_of",
]
