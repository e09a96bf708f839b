"""Sign-in alone: a person here is an address that can prove itself, nothing more."""
