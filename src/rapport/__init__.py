"""Rapport: mentoring programmes, from the first poster to the last thank-you."""
