"""Pages for those who run programmes."""
