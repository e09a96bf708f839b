"""The tables of recruiting, one module a noun."""

from rapport.recruitment.models.application import Application
from rapport.recruitment.models.form import ApplicationForm

__all__ = ["Application", "ApplicationForm"]
