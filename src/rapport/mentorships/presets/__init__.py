"""What mentorships come with: the questions about how two people want to work together."""
