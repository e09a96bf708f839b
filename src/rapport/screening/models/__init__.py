"""The tables of screening, one module a noun."""

from rapport.screening.models.check import BackgroundCheck
from rapport.screening.models.clearance import Clearance
from rapport.screening.models.reference import Reference

__all__ = ["BackgroundCheck", "Clearance", "Reference"]
