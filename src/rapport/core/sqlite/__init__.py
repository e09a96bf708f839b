"""SQLite for many writers: Django's backend, with writers queueing at a file lock."""
