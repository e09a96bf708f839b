"""The ground floor: base model, root error, clock, public ids; nothing here knows what mentoring is."""
