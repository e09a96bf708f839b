"""Who did what: append only, hash-chained per organisation, written in the act's own transaction."""
