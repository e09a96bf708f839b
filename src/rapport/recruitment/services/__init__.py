"""Writes of recruiting, one module a noun."""
