"""The optional compiler: numba where it is installed, else nothing; what is compiled must run as plain Python too."""

import importlib
import importlib.util
from collections.abc import Callable
from functools import cache
from types import ModuleType
from typing import ParamSpec, TypeVar

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")


def has_numba() -> bool:
    """Return whether numba is installed, without loading it."""
    return importlib.util.find_spec("numba") is not None


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
        faster: Callable[Parameters, Result] = compiler.njit(cache=True, nogil=True)(function)
    except RuntimeError:  # no folder to keep it in
        faster = compiler.njit(nogil=True)(function)
    return faster
