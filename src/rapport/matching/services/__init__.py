"""Writes of matching, one module a noun."""
