"""The tables of screening, one module a noun."""

from rapport.screening.models.check import BackgroundCheck
from rapport.screening.models.clearance import Clearance

__all__ = ["BackgroundCheck", "Clearance"]
