"""From the first poster to the decision: what a cohort asks of who wants to take part, and who asks to."""
