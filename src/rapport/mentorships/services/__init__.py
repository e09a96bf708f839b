"""Writes of a mentorship, one module a noun."""
