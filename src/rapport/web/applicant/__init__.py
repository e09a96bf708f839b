"""Pages for who applies."""
