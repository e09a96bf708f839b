"""The eight assignment problems of the OR-Library have known optima."""

import os
from pathlib import Path

import numpy as np
import pytest

import matchmaker as mm

FOLDER = Path(os.environ.get("RAPPORT_SHARED_DATA", "../shared/data")) / "orlib-assign"
OPTIMA = {100: 305, 200: 475, 300: 626, 400: 804, 500: 991, 600: 1176, 700: 1362, 800: 1552}


@pytest.mark.prove
@pytest.mark.parametrize("size", OPTIMA)
def test_known_optimum_is_found_and_proven(size):
    path = FOLDER / f"assign{size}.txt"
    if not path.exists():
        message = f"No OR-Library problems in {FOLDER}; set RAPPORT_SHARED_DATA to the folder above them."
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(message)
    numbers = np.array(path.read_text().split(), dtype=np.int64)
    costs = numbers[1 : 1 + size * size].reshape(size, size)
    solution = mm.solve(mm.Problem(-costs, unmatched_value=-1000.0))
    assert (len(solution.pairs), -solution.total, solution.gap) == (size, OPTIMA[size], 0.0)
