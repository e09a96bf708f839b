"""What several nouns make together: Today, counts and, later, reports."""
