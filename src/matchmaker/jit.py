"""The optional compiler: numba where it is installed, else nothing; what is compiled must run as plain Python too."""

import importlib
from collections.abc import Callable
from functools import cache
from types import ModuleType
from typing import ParamSpec, TypeVar

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")


@cache
def numba() -> ModuleType | None:
    """Return numba, or None where it is not installed; the first call takes about a second."""
    try:
        return importlib.import_module("numba")
    except ImportError:
        return None


def compiled(function: Callable[Parameters, Result]) -> Callable[Parameters, Result]:
    """Return `function` compiled, or as it is without numba; kept on disk between processes where that can be."""
    compiler = numba()
    if compiler is None:
        return function
    try:
        faster: Callable[Parameters, Result] = compiler.njit(cache=True)(function)
    except RuntimeError:  # no folder to keep it in
        faster = compiler.njit(function)
    return faster
