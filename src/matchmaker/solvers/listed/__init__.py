"""Solvers that work on listed pairs, never on a matrix of all."""
