"""A made-up programme to walk through: its scenarios, its cast, its sign-in panel and its mailbox."""
