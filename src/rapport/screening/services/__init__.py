"""Writes of screening, one module a noun."""
