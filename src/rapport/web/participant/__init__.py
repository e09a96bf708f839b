"""Pages for mentors and mentees."""
