"""Writes of the programme's frame, one module a noun."""
