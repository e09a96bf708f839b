"""The browser's door: pages for the public, participants, coordinators and the account."""
