"""Pages about the own sign-in and hats."""
