"""Screening: the checks that a programme asks for before it trusts somebody, and how everybody stands with them."""
