"""Writes of training, one module a noun."""
